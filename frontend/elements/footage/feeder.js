/** Asks for one seek's pictures, and for those that follow, as long as the seek holds; and hands them on. */

import { asked } from "./asking.js";
import { readMedia } from "./fragments.js";

export const AHEAD_MS = 10_000;
export const LONGEST_MS = 60_000;
export const HOLE_MS = 1_000; // as in `footage/run.py`: what is shorter is no gap
const FIRST_MS = 4_000;
const NEXT_MS = 20_000;
const LEAST_MS = 200; // of what is recorded just now
const EDGE_MS = 10_000; // what is younger may still be on its way to the storage
const AT_EDGE_MS = 1_000;
const LOOKED_EVERY_MS = 100;
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

export class Feeder {
  /** @param {import("./source.js").FootageSource} source @param {import("./run.js").Run} run */
  constructor(source, run) {
    this.source = source;
    this.run = run;
    this.fails = 0;
  }

  /** From `fromMs` to the end of what is looked at; keeps enough ahead. */
  async feed(fromMs) {
    this.atMs = fromMs;
    while (this.run.holds && this.atMs < this.source.untilMs - 1) {
      this.run.filledMs = this.atMs;
      const untilMs = this.askedUntil();
      if (this.isFarAhead()) await this.run.rest(LOOKED_EVERY_MS);
      else if (untilMs < this.source.untilMs && untilMs - this.atMs < LEAST_MS) await this.run.rest(AT_EDGE_MS);
      else await this.ask(untilMs);
    }
    this.run.filledMs = this.atMs;
    if (this.run.holds) this.source.finish(this.run);
  }

  isFarAhead() {
    const { positionMs, rate } = this.source;
    return this.run.isShown && this.atMs - positionMs > AHEAD_MS * Math.max(1, rate);
  }

  /** The first answer is small, so that its picture is there fast. */
  askedUntil() {
    const { rate, untilMs, presentMs } = this.source;
    const lasts = !this.run.isShown ? FIRST_MS : rate > 2 ? LONGEST_MS : NEXT_MS;
    return Math.min(this.atMs + lasts, untilMs, Math.max(presentMs, this.atMs));
  }

  async ask(untilMs) {
    const wanted = { fromMs: Math.floor(this.atMs), untilMs: Math.ceil(untilMs), originMs: this.source.mediaOriginMs };
    const answer = await asked(this.source.addressOf(wanted), this.run.signal);
    if (!this.run.holds) return;
    this.source.learnTime(answer);
    this.source.isOffline = answer.kind === "offline";
    this.source.said = answer.said ?? "";
    if (answer.kind === "refused") this.source.refuse(this.run);
    else if (answer.kind === "offline") await this.tryLater();
    else await this.go(answer, untilMs);
  }

  async tryLater() {
    this.source.tell();
    await this.run.rest(PAUSES_MS[Math.min(this.fails, PAUSES_MS.length - 1)]);
    this.fails += 1;
  }

  async go(answer, untilMs) {
    this.fails = 0;
    const next = answer.kind === "media" ? await this.take(answer) : this.atMs;
    if (next === null) this.atMs = this.run.isShown ? this.atMs : this.run.atMs; // what was loaded may be gone
    else if (next > this.atMs) this.atMs = next;
    else await this.pass(untilMs, answer.nextMs ?? null);
  }

  /** @returns {Promise<number | null>} up to where all is known now; null: ask again */
  async take(answer) {
    const { source, run } = this;
    const { init, pictures, found } = readMedia(answer.buffer);
    if (!pictures.length) return this.atMs;
    source.appearance = answer.appearance;
    if (!(await this.append(answer.codec, init, pictures))) return null;
    source.pictures.add(pictures.map(({ pts, lasts }) => ({ pts, lasts })));
    source.onBoxes(found);
    if (answer.sinceMs - this.atMs > HOLE_MS) source.gapsKnown.add(this.atMs, answer.sinceMs);
    source.gapsKnown.take(answer.sinceMs, answer.untilMs);
    if (run.holds && !run.isShown) source.showFirst(run, answer.sinceMs);
    return answer.untilMs + 1; // it was rounded
  }

  async append(codec, init, pictures) {
    try {
      await this.source.media.append(codec, init, pictures);
    } catch {
      await this.source.makeRoom();
      await this.run.rest(AT_EDGE_MS);
      return false;
    }
    if (!this.source.video.error) return this.run.holds;
    this.source.rebuild(this.run);
    await this.run.rest(AT_EDGE_MS);
    return false;
  }

  /** Nothing is recorded here: known to be a gap, or about to come. */
  async pass(untilMs, nextMs) {
    const { source, run } = this;
    const surelyMs = Math.min(untilMs, source.presentMs - EDGE_MS);
    const goesOnMs = nextMs !== null && nextMs > untilMs ? nextMs : surelyMs;
    // What is nearer only moves with the present, and would be asked for again at once.
    if (goesOnMs < Math.min(this.atMs + AT_EDGE_MS, source.untilMs)) {
      source.tell();
      await run.rest(AT_EDGE_MS);
      return;
    }
    source.gapsKnown.add(this.atMs, Math.min(goesOnMs, source.untilMs));
    if (!run.isShown && !source.skipsGaps) source.enterGap(run, run.atMs);
    this.atMs = goesOnMs;
  }
}
