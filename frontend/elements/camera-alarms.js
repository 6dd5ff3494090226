/**
 * <camera-alarms>: cameras that show nothing, or not what they should; hidden while there are none.
 *
 * Asked for when a camera's state changes (`cameras-changed` on the document), and once more when the
 * change has lasted long enough to be an alarm.
 */

import { answerTo } from "./answer.js";

const LASTS_MS = 5500;

class CameraAlarms extends HTMLElement {
  connectedCallback() {
    this.rows = this.querySelector("[data-rows]");
    this.changed = () => {
      this.refresh();
      clearTimeout(this.later);
      this.later = setTimeout(() => this.refresh(), LASTS_MS);
    };
    document.addEventListener("cameras-changed", this.changed);
    this.show();
  }

  disconnectedCallback() {
    document.removeEventListener("cameras-changed", this.changed);
    clearTimeout(this.later);
  }

  async refresh() {
    const html = await answerTo("/cameras/alarms");
    if (html === null || html === this.html) return; // or a screen reader would say it again
    this.html = html;
    this.rows.innerHTML = html;
    this.show();
  }

  show() {
    this.hidden = !this.rows.children.length;
  }
}

customElements.define("camera-alarms", CameraAlarms);
