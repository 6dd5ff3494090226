/** <escalated-lines>: what went to others, since nobody at the desk took it; hidden while there is nothing. */

import { answerTo } from "./answer.js";

const EVERY_MS = 10_000;

class EscalatedLines extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.refresh(), EVERY_MS);
    this.refresh();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async refresh() {
    if (document.hidden) return;
    const html = await answerTo("/desk/escalations");
    if (html === null || html === this.html) return; // or a screen reader would say it again
    this.html = html;
    this.innerHTML = html;
    this.hidden = !this.firstElementChild;
  }
}

customElements.define("escalated-lines", EscalatedLines);
