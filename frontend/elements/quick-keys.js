/**
 * <quick-keys>: links inside of it that a single key follows, named by `data-key`. They can be
 * switched off by the box in it (WCAG 2.1.4); the browser remembers that.
 */

const KEPT = "quick-keys";
const TYPED = "input:not([type=checkbox]), textarea, select, dialog, [role=region]";

class QuickKeys extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("[data-keys-on]");
    this.box.checked = localStorage.getItem(KEPT) !== "off";
    this.box.addEventListener("change", () => localStorage.setItem(KEPT, this.box.checked ? "on" : "off"));
    this.hear = (event) => this.follow(event);
    document.addEventListener("keydown", this.hear);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hear);
  }

  follow(event) {
    if (!this.box.checked || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.(TYPED)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    this.querySelector(`a[data-key="${CSS.escape(key)}"]`)?.click();
  }
}

customElements.define("quick-keys", QuickKeys);
