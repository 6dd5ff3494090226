/** The tour: page after page, and no page turns under somebody's eyes or hands. */

import { say } from "../words.js";

const KEPT_AS = "vigie-wall-tour";
const QUIET_MS = 15_000; // after the last key
const LOOKED_EVERY_MS = 500;

export class Tour {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.button = stage.querySelector("[data-act=tour]");
    if (!this.button) return;
    this.seconds = stage.querySelector("[data-tour-seconds]");
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}");
    if (kept.seconds) this.seconds.value = kept.seconds;
    this.seconds.addEventListener("change", () => this.keep());
    this.keyedAt = 0;
    this.keyed = () => (this.keyedAt = Date.now());
    document.addEventListener("keydown", this.keyed);
    this.run(Boolean(kept.runs));
  }

  close() {
    clearInterval(this.timer);
    if (this.keyed) document.removeEventListener("keydown", this.keyed);
  }

  toggle() {
    this.run(!this.timer);
    this.keep();
  }

  keep() {
    localStorage.setItem(KEPT_AS, JSON.stringify({ seconds: this.seconds.value, runs: Boolean(this.timer) }));
  }

  run(runs) {
    clearInterval(this.timer);
    this.timer = null;
    this.waitedMs = 0;
    this.keyedAt = 0;
    this.button.setAttribute("aria-pressed", runs);
    if (runs) this.timer = setInterval(() => this.look(), LOOKED_EVERY_MS);
    else if (this.pauses) this.tell(false);
  }

  look() {
    const pauses = this.isHeld();
    if (pauses !== this.pauses) this.tell(pauses);
    if (pauses || document.hidden) return;
    this.waitedMs += LOOKED_EVERY_MS;
    if (this.waitedMs < 1000 * Number(this.seconds.value)) return;
    this.waitedMs = 0;
    this.stage.turn(1);
  }

  isHeld() {
    const { grid, lead, focused } = this.stage;
    const isUsed = grid.matches(":hover") || grid.contains(document.activeElement);
    return isUsed || Boolean(lead.taken || focused.enlarged) || Date.now() - this.keyedAt < QUIET_MS;
  }

  tell(pauses) {
    this.pauses = pauses;
    this.stage.say(pauses ? say("tour_pauses") : "");
  }
}
