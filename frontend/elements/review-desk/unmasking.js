/** Asks to see people plain: of the selected camera, for the time around the playhead. */

const BEFORE_MS = 10 * 60_000;
const AFTER_MS = 20 * 60_000;
const WITHIN_MS = 60_000; // a stretch is left only when its edge is near

export class Unmasking {
  /** @param {HTMLElement | null} button the <unmask-button>; null without the right */
  constructor(button, desk) {
    Object.assign(this, { button, desk, fromMs: Infinity, untilMs: -Infinity });
    button?.addEventListener("unmask-changed", () => desk.loadAnew());
  }

  /** Called often. */
  follow() {
    const { lane, clock } = this.desk;
    if (!this.button || !lane) return;
    const isNear = clock.nowMs < this.fromMs + WITHIN_MS || clock.nowMs > this.untilMs - WITHIN_MS;
    if (isNear) {
      this.fromMs = Math.floor((clock.nowMs - BEFORE_MS) / WITHIN_MS) * WITHIN_MS;
      this.untilMs = this.fromMs + BEFORE_MS + AFTER_MS;
    }
    if (!isNear && lane.id === this.camera) return;
    this.camera = lane.id;
    const asked = { cameras: lane.id, from: this.fromMs, until: this.untilMs };
    for (const [name, value] of Object.entries(asked)) this.button.setAttribute(name, value);
  }
}
