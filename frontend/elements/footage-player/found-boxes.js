/** What was found in recorded pictures, drawn on the picture that it was found in. */

import { ByTime } from "../footage/by-time.js";
import { TICKS_PER_S } from "../footage/fragments.js";
import { Overlay } from "../live-tile/overlay.js";
import { knows } from "../words.js";

const AROUND = TICKS_PER_S;
const KEPT = 900 * TICKS_PER_S;

export class FoundBoxes {
  /** @param {HTMLCanvasElement} canvas @param {HTMLVideoElement} video @param {object[]} zones */
  constructor(canvas, video, zones) {
    this.found = new ByTime();
    this.overlay = new Overlay(canvas, video, zones);
    this.show(false);
    this.isWanted = true; // once there is a picture
    this.resizes = new ResizeObserver(() => this.overlay.redraw());
    this.resizes.observe(canvas);
  }

  /** @param {{pts: number, boxes: object[]}[]} messages */
  add(messages) {
    this.found.add(messages.map(({ pts, boxes }) => ({ pts, boxes: boxes.filter(({ label }) => knows(`label.${label}`)) })));
  }

  /** @param {number} pts of the picture that is shown */
  draw(pts) {
    if (this.isWanted) this.show(true);
    this.found.keep(pts - KEPT, pts + KEPT);
    this.overlay.found = this.found.around(pts - AROUND, pts + AROUND);
    return this.overlay.draw(pts);
  }

  show(isShown) {
    this.isWanted = false;
    this.overlay.showsBoxes = isShown;
    this.overlay.showsZones = isShown;
    this.overlay.redraw();
  }

  close() {
    this.resizes.disconnect();
  }
}
