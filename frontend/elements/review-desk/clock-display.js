/** What the desk shows of its clock: the time, whether it runs and how fast. */

import { showIcon } from "../icons.js";
import { say } from "../words.js";
import { dayOf, exactTime, fieldValue, timeOfDay, zoneName } from "./zones.js";

export class ClockDisplay {
  /** @param {HTMLElement} desk of which parts show it @param {import("./master-clock.js").MasterClock} clock */
  constructor(desk, clock) {
    Object.assign(this, { desk, clock });
    this.play = desk.querySelector("[data-do=toggle]");
    this.rate = desk.querySelector("[data-rate]");
    this.field = desk.querySelector("[data-go] input");
    this.time = desk.querySelector("[data-clock]");
    this.date = desk.querySelector("[data-date]");
    this.strip = desk.querySelector("[data-strip]");
  }

  /** It was started, stopped or set. */
  show() {
    const { clock, desk, play } = this;
    desk.toggleAttribute("data-playing", clock.isPlaying);
    desk.toggleAttribute("data-held", clock.isHeld);
    const name = say(clock.isPlaying ? "pause" : "play");
    play.setAttribute("aria-label", name);
    play.title = `${name} (K)`;
    showIcon(play.querySelector("use"), clock.isPlaying ? "pause" : "play");
    this.rate.value = clock.rate;
    if (this.field !== document.activeElement) this.fillField();
    this.showTime();
  }

  fillField() {
    this.field.value = fieldValue(this.clock.nowMs, this.desk.zone);
  }

  showTime() {
    const { zone, view } = this.desk;
    const { nowMs } = this.clock;
    const told = exactTime(nowMs, zone);
    if (told === this.told) return;
    this.told = told;
    this.time.textContent = told;
    this.date.textContent = `${dayOf(nowMs, zone)} · ${zoneName(nowMs, zone)}`;
    this.strip.setAttribute("aria-valuenow", Math.round(nowMs / 1000));
    this.strip.setAttribute("aria-valuemin", Math.round(view.fromMs / 1000));
    this.strip.setAttribute("aria-valuemax", Math.round(view.untilMs / 1000));
    this.strip.setAttribute("aria-valuetext", `${dayOf(nowMs, zone)}, ${timeOfDay(nowMs, zone)}`);
  }
}
