/** <venue-clock>: the time, by which everyone in the room speaks of what happened. */

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
    this.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false });
  }
}

customElements.define("venue-clock", VenueClock);
