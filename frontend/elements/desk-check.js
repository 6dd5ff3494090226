/**
 * <desk-check>: tells the server once a minute that this page is open, and whether anything was done at it; asks
 * “Are you there?” when nothing was done at the desk for as long as its venue wants. Any key or click answers.
 *
 * Who was there is judged by the server alone: a page that is closed, or says nothing, is missed.
 */

const TELLS_EVERY_MS = 60_000;
const INPUTS = ["keydown", "pointerdown", "wheel", "pointermove"];

class DeskCheck extends HTMLElement {
  hadInput = true; // whoever opens the page is there

  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.heard = (event) => this.hear(event);
    for (const name of INPUTS) document.addEventListener(name, this.heard, { capture: true, passive: true });
    this.dialog.addEventListener("cancel", (event) => event.preventDefault()); // Escape answers as any key
    this.timer = setInterval(() => this.tell(), TELLS_EVERY_MS);
    this.tell();
  }

  disconnectedCallback() {
    for (const name of INPUTS) document.removeEventListener(name, this.heard, { capture: true });
    clearInterval(this.timer);
    clearInterval(this.countdown);
    clearTimeout(this.due);
  }

  /** A mouse that is only moved is somebody too, but it answers no question. */
  hear({ type }) {
    this.hadInput = true;
    if (this.dialog.open && type !== "pointermove" && type !== "wheel") this.answer();
  }

  answer() {
    this.close();
    this.tell();
  }

  async tell() {
    const body = new FormData(this.querySelector("form"));
    const said = this.hadInput;
    body.set("input", said ? "1" : "0");
    this.hadInput = false;
    const answer = await fetch("/desk/awake", { method: "POST", body }).catch(() => null);
    if (!answer?.ok || answer.redirected) {
      this.hadInput ||= said; // it was not heard
      return;
    }
    const { asks_in_s: asksIn, answered_within_s: within } = await answer.json();
    this.within = within;
    this.plan(asksIn);
  }

  /** @param {number | null} asksIn seconds; null where nobody wants to know */
  plan(asksIn) {
    clearTimeout(this.due);
    if (asksIn === null) this.close();
    else if (asksIn > 0) {
      this.close(); // somebody else at the desk has answered
      this.due = setTimeout(() => (this.hadInput ? this.tell() : this.ask()), asksIn * 1000);
    } else this.ask();
  }

  ask() {
    if (this.dialog.open) return;
    this.hadInput = false;
    this.endsAt = performance.now() + this.within * 1000;
    this.dialog.showModal();
    this.countdown = setInterval(() => this.count(), 500);
    this.count();
    document.dispatchEvent(new CustomEvent("desk-asks"));
  }

  count() {
    const left = Math.max(0, Math.ceil((this.endsAt - performance.now()) / 1000));
    this.querySelector("[data-left]").textContent = left;
    this.querySelector("[data-left-line]").hidden = !left;
    this.querySelector("[data-late]").hidden = left > 0;
  }

  close() {
    clearInterval(this.countdown);
    if (this.dialog.open) this.dialog.close();
  }
}

customElements.define("desk-check", DeskCheck);
