/** <venue-clock>: the time, by which everyone in the room speaks of what happened. */

import { clockTime } from "./clock.js";

class VenueClock extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "timer");
    this.setAttribute("aria-live", "off");
    this.show();
    this.timer = setInterval(() => this.show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    this.textContent = clockTime(Date.now());
  }
}

customElements.define("venue-clock", VenueClock);
