/**
 * <verdict-keys>: around the form of a verdict. C or I, then a digit, presses one of its buttons.
 *
 * Heard only while the focus is within (WCAG 2.1.4), where it lies when the page opens. Digits are
 * taken by their place on the keyboard: on a French one they need Shift.
 */

class VerdictKeys extends HTMLElement {
  connectedCallback() {
    this.querySelector("[data-hint]").hidden = false;
    this.addEventListener("keydown", (event) => this.hear(event));
    if (!location.hash) this.focus({ preventScroll: true });
  }

  hear(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, textarea")) return;
    const chosen = this.querySelector(`[data-outcome="${event.code}"]`);
    if (chosen) this.arm(chosen);
    else if (event.key === "Escape") this.arm(null);
    else if (!this.press(event.code)) return;
    event.preventDefault();
  }

  arm(chosen) {
    for (const one of this.querySelectorAll("[data-outcome]")) one.toggleAttribute("data-armed", one === chosen);
    const told = this.querySelector("[data-announcement]");
    told.textContent = chosen ? told.dataset[chosen.dataset.outcome === "KeyC" ? "confirmed" : "invalidated"] : "";
  }

  press(code) {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
    const button = digit && this.querySelector(`[data-armed] [data-digit="${digit}"]`);
    button?.click();
    return Boolean(button);
  }
}

customElements.define("verdict-keys", VerdictKeys);
