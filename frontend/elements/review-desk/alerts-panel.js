/** The alerts of the view as a list: what the marks say, for who cannot see or point at them. */

import { showIcon } from "../icons.js";
import { say } from "../words.js";
import { roughly, shortDay, timeOfDay } from "./zones.js";

const MOST_ROWS = 150;
const SOON_MS = 150;

export class AlertsPanel {
  /** @param {HTMLElement} element @param {object} desk */
  constructor(element, desk) {
    Object.assign(this, { element, desk });
    this.rows = element.querySelector("[data-rows]");
    this.count = element.querySelector("[data-count]");
    this.more = element.querySelector("[data-more]");
    this.none = element.querySelector("[data-none]");
    this.template = element.querySelector("template");
    this.rows.addEventListener("click", ({ target }) => {
      const row = target.closest("[data-alert]");
      if (row && target.closest("button")) desk.goToAlert(desk.facts.byNumber.get(Number(row.dataset.alert)));
    });
  }

  show() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.showNow();
    }, SOON_MS);
  }

  showNow() {
    const { view, shownAlerts, facts } = this.desk;
    const inView = shownAlerts.filter((one) => one.fromMs <= view.untilMs && (one.untilMs ?? facts.nowMs) >= view.fromMs);
    this.count.textContent = say("alerts_shown", { count: inView.length });
    this.none.hidden = inView.length > 0 || !facts.loaded;
    this.more.hidden = inView.length <= MOST_ROWS;
    this.more.textContent = say("alerts_more", { count: inView.length - MOST_ROWS });
    const shown = this.nearest(inView);
    const key = JSON.stringify(shown);
    if (key === this.key) return this.mark();
    this.key = key;
    this.rows.replaceChildren(...shown.map((one) => this.row(one)));
    return this.mark();
  }

  /** Of too many, those around the playhead. */
  nearest(alerts) {
    if (alerts.length <= MOST_ROWS) return alerts;
    const at = alerts.findIndex((one) => one.fromMs > this.desk.clock.nowMs);
    const middle = at < 0 ? alerts.length : at;
    const from = Math.min(Math.max(0, middle - MOST_ROWS / 2), alerts.length - MOST_ROWS);
    return alerts.slice(from, from + MOST_ROWS);
  }

  row(alert) {
    const { lanes, kinds, zone } = this.desk;
    const kind = kinds[alert.kind];
    const row = this.template.content.firstElementChild.cloneNode(true);
    const part = (name) => row.querySelector(`[data-${name}]`);
    row.dataset.alert = alert.id;
    row.dataset.severity = kind.severity;
    row.toggleAttribute("data-unjudged", !alert.outcome);
    for (const use of row.querySelectorAll("use[data-icon]")) {
      showIcon(use, use.dataset.icon === "severity" ? kind.severity : alert.kind);
    }
    part("severity-label").textContent = `${kind.severity_label}: `;
    part("kind").textContent = kind.label;
    part("camera").textContent = lanes.find(({ id }) => id === alert.camera)?.name ?? "";
    part("time").textContent = `${this.spansDays() ? `${shortDay(alert.fromMs, zone)} ` : ""}${timeOfDay(alert.fromMs, zone)}`;
    part("lasts").textContent = alert.untilMs === null ? say("lasts") : roughly(alert.untilMs - alert.fromMs);
    part("outcome").textContent = alert.outcome ? say(`outcome.${alert.outcome}`) : say("unjudged");
    const open = part("open");
    open.href = `/alerts/${alert.id}`;
    open.setAttribute("aria-label", say("open_alert", { number: alert.id }));
    return row;
  }

  spansDays() {
    const { view, zone } = this.desk;
    return shortDay(view.fromMs, zone) !== shortDay(view.untilMs, zone);
  }

  /** The one that the playhead is at. */
  mark() {
    const { current } = this.desk;
    for (const row of this.rows.children) {
      const isCurrent = current?.id === Number(row.dataset.alert);
      if (isCurrent && !row.hasAttribute("aria-current")) row.scrollIntoView({ block: "nearest" });
      if (isCurrent) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }
}
