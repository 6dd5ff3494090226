/** What one seek began: it is over once another one begins. */

export class Run {
  isShown = false; // its first picture is, or that there is none
  isDone = false; // all that can be asked was asked
  filledMs = 0; // up to where it was
  #controller = new AbortController();

  /** @param {number} atMs the instant that is sought */
  constructor(atMs) {
    this.atMs = atMs;
    this.shown = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  get signal() {
    return this.#controller.signal;
  }

  get holds() {
    return !this.signal.aborted;
  }

  end() {
    this.#controller.abort();
    this.settle(false);
  }

  /** Shorter when it ends meanwhile. */
  rest(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
