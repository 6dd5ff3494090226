/** Who else looks at a situation: said every few seconds, forgotten when it is said no more. */

import { say } from "../words.js";

const SAID_EVERY_MS = 5000;
const FORGOTTEN_AFTER_MS = 12_000;

export class Presence {
  /** @param {string} agent this person @param {(message: object) => void} send @param {(alert: string) => void} changed */
  constructor(agent, send, changed) {
    this.agent = agent;
    this.send = send;
    this.changed = changed;
    this.seen = new Map(); // number of an alert → who → until when
    this.alert = null;
    this.timer = setInterval(() => this.tell(), SAID_EVERY_MS);
  }

  close() {
    clearInterval(this.timer);
  }

  /** @param {string | null} alert the situation that is open here */
  look(alert) {
    if (this.alert === alert) return;
    this.alert = alert;
    this.tell();
  }

  tell() {
    if (this.alert !== null && !document.hidden) this.send({ type: "looking", alert: Number(this.alert) });
  }

  hear({ alert, agent }) {
    if (agent === this.agent) return;
    const who = this.seen.get(String(alert)) ?? new Map();
    const isNew = !who.has(agent);
    who.set(agent, performance.now() + FORGOTTEN_AFTER_MS);
    this.seen.set(String(alert), who);
    if (isNew) this.changed(String(alert));
  }

  forget() {
    const now = performance.now();
    for (const [alert, who] of this.seen) {
      const gone = [...who].filter(([, until]) => until < now);
      for (const [agent] of gone) who.delete(agent);
      if (!who.size) this.seen.delete(alert);
      if (gone.length) this.changed(alert);
    }
  }

  /** Into the row, or the panel, of a situation. */
  dress(element, alerts) {
    const place = element.querySelector("[data-others]");
    if (!place) return;
    const names = new Set(alerts.flatMap((alert) => [...(this.seen.get(alert)?.keys() ?? [])]));
    place.hidden = !names.size;
    if (names.size) place.querySelector("span").textContent = say("looked_at_by", { names: [...names].join(", ") });
  }
}
