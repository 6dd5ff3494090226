/** What lies where on the timeline, in words. */

import { knows, say } from "../words.js";
import { timeOfDay } from "./zones.js";

export class Telling {
  /** @param {import("./facts.js").Facts} facts @param {object[]} lanes @param {object} kinds by their names */
  constructor(facts, lanes, kinds) {
    Object.assign(this, { facts, lanes, kinds });
  }

  /** Why a camera shows nothing at that instant, and from when on there is something. */
  whyNothing({ id, time_zone: zone }, ms) {
    if (ms > this.facts.nowMs) return say("future");
    const gap = this.facts.at("gaps", id, ms);
    const next = gap?.[2] ?? this.nextRecorded(id, ms);
    const why = gap ? say("nothing_because", { cause: say(`gap.${gap[3]}`) }) : say("nothing");
    return next ? `${why}\n${say("until", { time: timeOfDay(next, zone) })}` : why;
  }

  nextRecorded(camera, ms) {
    const later = this.facts.rows.recorded.filter(([id, fromMs]) => id === camera && fromMs > ms).map(([, fromMs]) => fromMs);
    return later.length ? Math.min(...later) : null;
  }

  /** @param {number} lane which of the lanes */
  describe(lane, ms, alert) {
    if (alert) return this.alert(alert);
    const { id, name } = this.lanes[lane];
    const at = (kind) => this.facts.at(kind, id, ms);
    const told = [];
    if (at("gaps") || (!at("recorded") && !at("growing"))) told.push(this.whyNothing(this.lanes[lane], ms).replace("\n", ", "));
    const unseeing = at("unseeing");
    if (unseeing) told.push([`state.${unseeing[3]}`, unseeing[4]].filter((word) => word && knows(word)).map((word) => say(word)).join(": "));
    const held = at("held");
    if (held) told.push(held[3] ? say("held_for", { reference: held[3] }) : say("held"));
    return [name, ...told].join(" · ");
  }

  alert(alert) {
    const { severity_label: severity, label } = this.kinds[alert.kind];
    const lane = this.lanes.find(({ id }) => id === alert.camera);
    return say("alert_told", { severity, kind: label, camera: lane.name, time: timeOfDay(alert.fromMs, lane.time_zone) });
  }
}
