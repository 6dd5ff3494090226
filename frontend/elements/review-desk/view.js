/** Which stretch of time the timeline shows: from a second to a week. */

export const SHORTEST_MS = 1000;
export const LONGEST_MS = 7 * 86_400_000;
const AHEAD = 0.25; // of the span: how far beyond the present one may look

export class View {
  constructor(fromMs, spanMs) {
    this.fromMs = fromMs;
    this.spanMs = Math.min(Math.max(spanMs, SHORTEST_MS), LONGEST_MS);
  }

  get untilMs() {
    return this.fromMs + this.spanMs;
  }

  /** @param {number} share 0 at the left, 1 at the right */
  at(share) {
    return this.fromMs + share * this.spanMs;
  }

  share(ms) {
    return (ms - this.fromMs) / this.spanMs;
  }

  has(ms) {
    return this.fromMs <= ms && ms <= this.untilMs;
  }

  /** What lies at `ms` stays where it is. */
  zoomed(factor, ms) {
    const spanMs = Math.min(Math.max(this.spanMs * factor, SHORTEST_MS), LONGEST_MS);
    return new View(ms - this.share(ms) * spanMs, spanMs).kept();
  }

  moved(ms) {
    return new View(this.fromMs + ms, this.spanMs).kept();
  }

  around(ms, share = 0.5) {
    return new View(ms - share * this.spanMs, this.spanMs).kept();
  }

  kept() {
    return new View(Math.min(this.fromMs, Date.now() - (1 - AHEAD) * this.spanMs), this.spanMs);
  }
}
