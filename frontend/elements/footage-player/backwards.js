/** Plays backwards: browsers do not, so one picture after another is sought. */

const EVERY_MS = 80;

export class Backwards {
  /** @param {import("../footage/source.js").FootageSource} source */
  constructor(source) {
    this.source = source;
    this.rate = 0;
  }

  async play(rate) {
    const isRunning = this.rate > 0;
    this.rate = rate;
    if (isRunning) return;
    this.source.pause();
    let since = performance.now();
    while (this.rate > 0 && this.source.nowMs > this.source.originMs) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      const now = performance.now();
      if (this.rate > 0) await this.source.seek(this.source.nowMs - (now - since) * this.rate);
      since = now;
    }
    this.rate = 0;
  }

  stop() {
    this.rate = 0;
  }
}
