/**
 * <first-hour>: what a new operator tries on the demonstration, ticked off as it is done; kept in this browser.
 *
 * A step says by what it is known to be done: `data-request` (the end of an address that the page asks for),
 * `data-key`, `data-within` (a click within it) or `data-state` (a selector that comes to match something). It can
 * be ticked by hand as well.
 */

const KEPT = "first-hour";

class FirstHour extends HTMLElement {
  connectedCallback() {
    const { done = [], isOver = false } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    if (isOver) return;
    this.steps = [...this.querySelectorAll("[data-step]")];
    for (const step of this.steps) this.box(step).checked = done.includes(step.dataset.step);
    this.querySelector("[data-dismiss]").addEventListener("click", () => this.end());
    this.addEventListener("change", () => this.keep());
    this.watch();
    this.hidden = false;
    this.tell();
  }

  disconnectedCallback() {
    this.heard?.abort();
    this.requests?.disconnect();
    this.states?.disconnect();
  }

  watch() {
    this.heard = new AbortController();
    const { signal } = this.heard;
    document.addEventListener("keydown", ({ key }) => this.did("key", (asked) => asked === key.toLowerCase()), { signal });
    document.addEventListener("click", ({ target }) => this.did("within", (place) => target.closest(place)), { signal });
    this.requests = new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) this.did("request", (end) => new URL(name).pathname.endsWith(end));
    });
    this.requests.observe({ type: "resource" });
    this.states = new MutationObserver(() => this.did("state", (place) => document.querySelector(place)));
    this.states.observe(document.querySelector("main"), { subtree: true, attributes: true, attributeFilter: ["data-enlarged"] });
  }

  did(by, isIt) {
    const found = this.steps.filter((step) => step.dataset[by] && isIt(step.dataset[by]) && !this.box(step).checked);
    for (const step of found) this.box(step).checked = true;
    if (found.length) this.keep();
  }

  box(step) {
    return step.querySelector("input");
  }

  keep() {
    const done = this.steps.filter((step) => this.box(step).checked).map((step) => step.dataset.step);
    localStorage.setItem(KEPT, JSON.stringify({ done }));
    this.tell();
  }

  tell() {
    const done = this.steps.filter((step) => this.box(step).checked).length;
    this.querySelector("[data-done]").textContent = `${done} / ${this.steps.length}`;
    this.toggleAttribute("data-all", done === this.steps.length);
  }

  end() {
    localStorage.setItem(KEPT, JSON.stringify({ isOver: true }));
    this.disconnectedCallback();
    this.hidden = true;
    document.querySelector("main").focus();
  }
}

customElements.define("first-hour", FirstHour);
