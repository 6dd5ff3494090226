/** The answers of the panel: C or I arms one side, a digit presses one of its buttons; keys may come before the answers do. */

export class Answers {
  armed = null; // "KeyC" or "KeyI"
  digit = null; // pressed before there were any answers

  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.panel = panel;
  }

  /** Of the situation that is chosen: while it is on its way there is none. */
  get form() {
    return this.panel.isLoaded ? this.panel.root.querySelector("[data-answers]") : null;
  }

  get note() {
    return this.form?.querySelector("[name=note]");
  }

  arm(outcome) {
    this.armed = outcome;
    this.digit = null;
    this.show();
  }

  press(digit) {
    if (!this.armed) return false;
    const button = this.form?.querySelector(`[data-outcome="${this.armed}"] [data-digit="${digit}"]`);
    if (button) button.click();
    else if (!this.form) this.digit = digit;
    return true;
  }

  /** Other answers are there now. */
  show() {
    if (!this.form) return;
    for (const one of this.form.querySelectorAll("[data-outcome]")) one.toggleAttribute("data-armed", one.dataset.outcome === this.armed);
    const told = this.form.querySelector("[data-announcement]");
    told.textContent = this.armed ? told.dataset[this.armed === "KeyC" ? "confirmed" : "invalidated"] : "";
    if (this.armed) this.form.querySelector("[data-armed]").scrollIntoView({ block: "nearest" });
    if (this.armed && this.digit !== null) this.press(this.digit);
  }
}
