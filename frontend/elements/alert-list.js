/** <alert-list>: fills as alerts are raised. The socket says that there is one; HTTP says what. */

import { answerTo } from "./answer.js";
import { contentOf } from "./html-of.js";
import { LastingSocket } from "./socket.js";
import { say } from "./words.js";

class AlertList extends HTMLElement {
  turn = Promise.resolve();

  connectedCallback() {
    this.rows = this.querySelector("[data-rows]");
    this.unjudged = Number(this.querySelector("[data-count]").textContent);
    this.unjudgedShown = this.countShown();
    this.addEventListener("click", (event) => {
      const row = event.target.closest("[data-alert]");
      if (row) this.choose(row);
    });
    this.socket = new LastingSocket("/ws/alerts", {
      opened: () => this.catchUp(),
      lost: () => this.showLost(true),
      refused: () => this.showLost(true),
      text: (message) => this.receive(message),
    });
  }

  disconnectedCallback() {
    this.socket.close();
  }

  /** Alerts raised while nobody listened: between the page and the socket, or after a break. */
  catchUp() {
    this.showLost(false);
    document.dispatchEvent(new CustomEvent("cameras-changed"));
    this.show("/alerts/rows", (html) => this.replaceAll(html));
  }

  /** One answer after the other: an older list must not take the place of a newer row. */
  show(path, place) {
    const work = async () => {
      const html = await answerTo(path);
      if (html !== null) place(html);
    };
    this.turn = this.turn.then(work, work); // one that fails holds up no other
  }

  replaceAll(html) {
    const chosen = this.querySelector("[data-selected]")?.id;
    this.rows.innerHTML = html;
    if (chosen) document.getElementById(chosen)?.setAttribute("data-selected", "");
    this.count();
  }

  /** Where the server knows more than the list, what told of it was lost. */
  receive(message) {
    if (message.type === "cameras.changed") document.dispatchEvent(new CustomEvent("cameras-changed"));
    else if (message.type !== "alert.newest") this.refresh(message);
    else this.compare(message);
  }

  /** The list shows the newest only; how many wait for a verdict is told of all. */
  compare(message) {
    this.showUnjudged(message.unjudged);
    const missesAVerdict = message.verdict > (this.verdict ?? message.verdict);
    this.verdict = Math.max(message.verdict, this.verdict ?? 0);
    if (message.alert > this.newest() || missesAVerdict || this.missesAnEnd(message)) this.catchUp();
  }

  missesAnEnd({ alert, lasting }) {
    const shown = [...this.rows.querySelectorAll("[data-alert]:has(.alert-lasts)")].map((row) => Number(row.dataset.alert));
    return shown.some((number) => number <= alert && !lasting.includes(number));
  }

  newest() {
    return Math.max(0, ...[...this.rows.querySelectorAll("[data-alert]")].map((row) => Number(row.dataset.alert)));
  }

  /** Without an answer it is not for this person, or erased since. */
  refresh({ type, alert, verdict }) {
    if (verdict) this.verdict = Math.max(verdict, this.verdict ?? 0);
    this.show(`/alerts/${alert}/row`, (html) => this.place(contentOf(html).querySelector("li"), type === "alert.raised"));
  }

  place(row, isNew) {
    const present = document.getElementById(row.id);
    row.toggleAttribute("data-selected", present?.hasAttribute("data-selected") ?? false);
    if (present) present.replaceWith(row);
    else this.rows.prepend(row);
    if (isNew && !present) this.announce(row);
    this.count();
  }

  announce(row) {
    row.classList.add("alert-arrives");
    const text = row.querySelector(".alert-kind").textContent.trim();
    const place = row.querySelector(".alert-place").textContent.trim();
    this.querySelector("[data-announcement]").textContent = say("new_alert", { text, place });
  }

  choose(row) {
    for (const other of this.rows.children) other.toggleAttribute("data-selected", other === row);
    this.dispatchEvent(new CustomEvent("alert-chosen", { bubbles: true, detail: { camera: row.dataset.camera } }));
  }

  /** Until the server says how many there are in all. */
  count() {
    const shown = this.countShown();
    this.showUnjudged(this.unjudged + shown - this.unjudgedShown);
    this.unjudgedShown = shown;
  }

  countShown() {
    return this.rows.querySelectorAll("[data-unjudged]").length;
  }

  showUnjudged(count) {
    this.unjudged = Math.max(0, count);
    this.querySelector("[data-count]").textContent = this.unjudged;
  }

  showLost(isLost) {
    this.querySelector("[data-lost]").hidden = !isLost;
  }
}

customElements.define("alert-list", AlertList);
