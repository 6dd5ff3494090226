/** The bar under the picture: where one is, the alert's span, what was not recorded. */

export class Bar {
  /**
   * @param {HTMLInputElement} scrub @param {HTMLElement} marks
   * @param {{seek: (ms: number) => void, told: (ms: number) => string}} on
   */
  constructor(scrub, marks, on) {
    this.scrub = scrub;
    this.marks = marks;
    this.on = on;
    this.span = { fromMs: 0, untilMs: 1 };
    scrub.addEventListener("input", () => on.seek(this.span.fromMs + Number(scrub.value)));
  }

  /** @param {{fromMs: number, untilMs: number}} span */
  stretch(span) {
    this.span = span;
    this.scrub.max = span.untilMs - span.fromMs;
    this.scrub.disabled = false;
  }

  /** @param {number} atMs @param {{fromMs: number, untilMs: number}} alert @param {{fromMs: number, untilMs: number}[]} gaps */
  draw(atMs, alert, gaps) {
    if (!this.scrub.matches(":active")) this.scrub.value = atMs - this.span.fromMs;
    this.scrub.setAttribute("aria-valuetext", this.on.told(atMs));
    const parts = [
      ["alert", alert],
      ["played", { fromMs: this.span.fromMs, untilMs: atMs }],
      ...gaps.map((gap) => ["gap", gap]),
    ];
    this.marks.replaceChildren(...parts.map(([kind, part]) => this.mark(kind, part)));
  }

  mark(kind, { fromMs, untilMs }) {
    const mark = document.createElement("span");
    mark.className = `footage-mark-${kind}`;
    mark.style.left = `${this.share(fromMs)}%`;
    mark.style.right = `${100 - this.share(untilMs)}%`;
    return mark;
  }

  share(ms) {
    const { fromMs, untilMs } = this.span;
    return (100 * (Math.min(Math.max(ms, fromMs), untilMs) - fromMs)) / (untilMs - fromMs);
  }
}
