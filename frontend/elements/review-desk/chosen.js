/** The stretch that was chosen, and the pages that it can be taken to. */

import { say } from "../words.js";
import { exactTime, lasting } from "./zones.js";

export class Chosen {
  /** @param {HTMLElement} element @param {object} desk */
  constructor(element, desk) {
    Object.assign(this, { element, desk });
    this.text = element.querySelector("[data-text]");
    this.links = [...element.querySelectorAll("a[data-hands-on]")];
    this.allCameras = element.querySelector("[data-all-cameras]");
    this.allCameras.addEventListener("change", () => this.show());
  }

  show() {
    const { chosen, zone, lanes, lane } = this.desk;
    this.element.hidden = !chosen;
    if (!chosen) return;
    const { fromMs, untilMs } = chosen;
    const told = { from: exactTime(fromMs, zone), until: exactTime(untilMs, zone), lasts: lasting(untilMs - fromMs) };
    this.text.textContent = untilMs > fromMs ? say("selected", told) : say("start_marked", { time: told.from });
    const cameras = this.allCameras.checked ? lanes : [lane];
    const asked = new URLSearchParams([...cameras.map(({ id }) => ["camera", id]), ["from", fromMs], ["until", untilMs]]);
    for (const link of this.links) {
      link.hidden = untilMs <= fromMs;
      link.href = `${link.dataset.handsOn}?${asked}`;
    }
  }
}
