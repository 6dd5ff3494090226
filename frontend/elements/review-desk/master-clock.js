/** The one clock that all pictures follow. It waits for pictures, and never runs beyond the newest. */

const EDGE_MS = 3000; // what is younger may still be on its way

export class MasterClock {
  rate = 1;
  isPlaying = false;
  isHeld = false;

  /** @param {number} atMs @param {() => number} presentMs the server's present instant */
  constructor(atMs, presentMs) {
    this.presentMs = presentMs;
    this.set(atMs);
  }

  get runs() {
    return this.isPlaying && !this.isHeld;
  }

  get edgeMs() {
    return this.presentMs() - EDGE_MS;
  }

  get nowMs() {
    const ran = this.runs ? (performance.now() - this.since) * this.rate : 0;
    return Math.min(this.fromMs + ran, Math.max(this.edgeMs, this.fromMs));
  }

  set(ms) {
    this.fromMs = Math.min(ms, this.edgeMs);
    this.since = performance.now();
  }

  change({ isPlaying = this.isPlaying, isHeld = this.isHeld, rate = this.rate }) {
    this.set(this.nowMs);
    Object.assign(this, { isPlaying, isHeld, rate });
  }
}
