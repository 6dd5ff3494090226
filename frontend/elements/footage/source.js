/**
 * One <video> fed with one camera's recorded pictures (Media Source Extensions), from an address giver.
 *
 * Times outside are milliseconds since 1970; those of the video are seconds since `originMs`.
 */

import { ByTime } from "./by-time.js";
import { AHEAD_MS, Feeder, HOLE_MS, LONGEST_MS } from "./feeder.js";
import { TICKS_PER_S } from "./fragments.js";
import { MediaBuffer } from "./media-buffer.js";
import { once } from "./once.js";
import { Run } from "./run.js";
import { Stretches } from "./stretches.js";

const LEAD_MS = 600_000; // a picture is decoded from a keyframe that lies before it
const HOLE_S = HOLE_MS / 1000;
const BEHIND_S = 60;
const MOST_AHEAD_S = 240;
const LAST_MS = 20; // shows the last picture
const NEAR_END_S = 5; // the end of what is recorded, sought a little too late
const LOOKED_AFTER_EVERY_MS = 100;
const PAINTED_WITHIN_MS = 80; // a hidden page paints nothing
const FASTEST = 16; // Chromium plays no faster

export class FootageSource {
  /** "plain" | "blurred" | null: as the last answer said */
  appearance = null;

  /**
   * @param {HTMLVideoElement} video
   * @param {(asked: {fromMs: number, untilMs: number, originMs: number}) => string} addressOf
   * @param {{originMs: number, untilMs?: number, skipsGaps?: boolean,
   *   onState?: (state: "waiting" | "playing" | "paused" | "gap" | "end" | "refused" | "offline", told: object) => void,
   *   onBoxes?: (found: {pts: number, boxes: object[]}[]) => void, onFrame?: (pts: number) => void}} options
   *   `originMs`: nothing before it is shown. `untilMs`: nothing after it. `skipsGaps: false`: the clock
   *   goes on through a gap at its own pace, as several cameras side by side need. `onBoxes` tells what was found
   *   in pictures that came, `onFrame` which picture is shown (1/90000 s from `mediaOriginMs`).
   */
  constructor(video, addressOf, { originMs, untilMs = Infinity, skipsGaps = true, onState = () => {}, onBoxes = () => {}, onFrame = () => {} }) {
    Object.assign(this, { video, addressOf, originMs, untilMs, skipsGaps, onState, onBoxes, onFrame });
    this.mediaOriginMs = Math.floor(originMs) - LEAD_MS;
    this.serverAheadMs = 0;
    this.pictures = new ByTime();
    this.gapsKnown = new Stretches();
    this.rate = 1;
    this.isPlaying = false;
    this.gapClock = null;
    this.shownPts = null;
    this.steps = Promise.resolve();
    this.stepsWaiting = 0;
    video.muted = true;
    video.playsInline = true;
    this.media = new MediaBuffer(video);
    this.timer = setInterval(() => this.lookAfter(), LOOKED_AFTER_EVERY_MS);
    this.awaitFrame();
  }

  /** The instant of the picture that is shown; before the first one, what was asked for. */
  get nowMs() {
    if (this.gapClock) return this.positionMs;
    return this.shownPts === null ? (this.run?.atMs ?? this.originMs) : this.msOf(this.shownPts / TICKS_PER_S);
  }

  /** The present instant of the clock that plays: between two pictures, and within gaps, too. */
  get positionMs() {
    if (this.gapClock) {
      const { fromMs, since } = this.gapClock;
      return fromMs + (this.isPlaying ? (performance.now() - since) * this.rate : 0);
    }
    return this.shownPts === null ? (this.run?.atMs ?? this.originMs) : this.msOf(this.video.currentTime);
  }

  /** Known gaps: {fromMs, untilMs}, in order. */
  get gaps() {
    return this.gapsKnown.all;
  }

  /** Where the next recorded picture after the present instant's gap begins, as far as it is known; null: no gap. */
  get nextRecorded() {
    return this.gapsKnown.at(this.positionMs)?.untilMs ?? null;
  }

  /** Resolves with true once the picture of that instant is shown, with false where there is none, or another seek came. */
  seek(atMs) {
    const wanted = Math.max(Math.min(atMs, this.untilMs - LAST_MS), this.originMs);
    const run = this.begin(wanted);
    this.gapClock = null;
    const held = this.heldPicture(wanted);
    if (held) this.show(run, held, true);
    new Feeder(this, run).feed(held ? this.msOf(this.media.holding(middle(held)).end) : wanted);
    this.tell();
    return run.shown;
  }

  play(rate = 1) {
    this.setGapClock();
    this.rate = Math.min(rate, FASTEST);
    this.isPlaying = true;
    this.hasEnded = false;
    this.video.playbackRate = this.rate;
    if (!this.gapClock) this.start();
    this.tell();
  }

  pause() {
    this.setGapClock();
    this.isPlaying = false;
    this.video.pause();
    this.tell();
  }

  /** Exactly so many pictures on (or back), over gaps too. Resolves with true once it is shown. */
  step(count) {
    if (this.stepsWaiting > 2) return this.steps; // a held key asks faster than pictures are decoded
    this.stepsWaiting += 1;
    this.steps = this.steps.then(async () => {
      const isShown = await this.stepNow(count);
      this.stepsWaiting -= 1;
      return isShown;
    });
    return this.steps;
  }

  /** What is looked at has grown. */
  extend(untilMs) {
    const from = this.untilMs;
    this.untilMs = untilMs;
    if (!this.run?.isDone || this.isRefused || untilMs <= from) return;
    this.run.isDone = false;
    new Feeder(this, this.run).feed(from - 1);
  }

  close() {
    this.isClosed = true;
    clearInterval(this.timer);
    this.run?.end();
    this.media.close();
    this.video.pause();
    this.video.removeAttribute("src");
    this.video.load(); // gives its decoder back at once
  }

  // What follows is the machine inside.

  msOf(mediaS) {
    return this.mediaOriginMs + mediaS * 1000;
  }

  secondsOf(ms) {
    return (ms - this.mediaOriginMs) / 1000;
  }

  /** By the server's clock. */
  get presentMs() {
    return Date.now() + this.serverAheadMs;
  }

  begin(atMs) {
    this.run?.end();
    this.run = new Run(atMs);
    this.isRefused = false;
    this.hasEnded = false;
    return this.run;
  }

  heldPicture(ms) {
    const pts = (this.secondsOf(ms) + 1e-6) * TICKS_PER_S;
    const one = this.pictures.at(pts);
    return one && pts < one.pts + one.lasts && this.media.holding(middle(one)) ? one : null;
  }

  learnTime({ serverMs }) {
    if (!serverMs) return;
    const ahead = serverMs + 500 - Date.now(); // told in whole seconds
    this.serverAheadMs = Math.abs(ahead) > 2_000 ? ahead : 0;
  }

  /** A picture that cannot be decoded ends a MediaSource for good: another one goes on behind it. */
  rebuild(run) {
    console.warn(`Footage is loaded anew: ${this.video.error?.message}`);
    this.media.close();
    this.media = new MediaBuffer(this.video);
    this.pictures.keep(0, -1);
    run.atMs = run.isShown ? this.nowMs : run.atMs;
    run.isShown = false;
  }

  /** The browser took no more. */
  makeRoom() {
    return this.trim(BEHIND_S / 6, 0);
  }

  refuse(run) {
    this.isRefused = true;
    this.finish(run);
    run.end();
  }

  finish(run) {
    run.isDone = true;
    const last = this.pictures.at(this.secondsOf(run.atMs) * TICKS_PER_S);
    const isNear = last && this.secondsOf(run.atMs) - last.pts / TICKS_PER_S < NEAR_END_S && this.media.holding(middle(last));
    if (!run.isShown && isNear && !this.isRefused) this.show(run, last, false);
    else run.settle(false);
    this.tell();
  }

  showFirst(run, sinceMs) {
    const held = this.heldPicture(run.atMs);
    if (held) return this.show(run, held, true);
    const pts = this.secondsOf(Math.max(sinceMs, run.atMs)) * TICKS_PER_S;
    const next = this.pictures.all[this.pictures.firstFrom(pts - 1)];
    if (!next) return null; // what came ends before: the next answer has it
    const isNear = next.pts / TICKS_PER_S - this.secondsOf(run.atMs) <= HOLE_S;
    if (isNear || this.skipsGaps) return this.show(run, next, isNear);
    return this.enterGap(run, run.atMs);
  }

  /** In the middle of its time, so that no rounding leads to the one before. */
  async show(run, picture, isWanted) {
    run.isShown = true;
    if (this.video.readyState === HTMLMediaElement.HAVE_NOTHING) await once(this.video, "loadedmetadata");
    this.video.currentTime = middle(picture);
    await once(this.video, "seeked");
    if (run !== this.run) return;
    this.shownPts = picture.pts;
    if (this.isPlaying) this.start();
    await this.painted();
    if (run !== this.run) return;
    this.onFrame(picture.pts);
    run.settle(isWanted);
    this.tell();
  }

  painted() {
    return Promise.race([
      new Promise((resolve) => this.video.requestVideoFrameCallback(resolve)),
      new Promise((resolve) => setTimeout(resolve, PAINTED_WITHIN_MS)),
    ]);
  }

  start() {
    this.video.playbackRate = this.rate;
    this.video.play().catch(() => {}); // refused while the tab is hidden
  }

  async stepNow(count) {
    if (this.isPlaying) this.pause();
    this.hasEnded = false;
    const present = this.shownPts === null ? null : this.pictures.at(this.shownPts);
    if (!present || this.isClosed) return false;
    const next = this.pictures.beside(present, count);
    if (next && !this.isWithin(next)) return false;
    if (next && this.media.holding(middle(next)) && this.isBeside(present, next)) {
      const run = this.run;
      await this.show(run, next, true);
      return run === this.run;
    }
    const edge = count > 0 ? present.pts + present.lasts + 1 : present.pts - 1;
    const edgeMs = this.msOf(edge / TICKS_PER_S);
    if (edgeMs < this.originMs || edgeMs > Math.min(this.untilMs, this.presentMs)) return false;
    return this.seek(edgeMs);
  }

  isWithin({ pts, lasts }) {
    return this.msOf((pts + lasts) / TICKS_PER_S) > this.originMs && this.msOf(pts / TICKS_PER_S) < this.untilMs;
  }

  /** Nothing lies between them that was not asked for. */
  isBeside(one, other) {
    const [first, second] = one.pts < other.pts ? [one, other] : [other, one];
    const endS = (first.pts + first.lasts) / TICKS_PER_S;
    return second.pts / TICKS_PER_S - endS <= HOLE_S || Boolean(this.gapsKnown.at(this.msOf(endS) + 2));
  }

  awaitFrame() {
    this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      if (this.isClosed) return;
      if (!this.video.seeking && !this.gapClock && this.run?.isShown && !this.isLate(mediaTime)) {
        this.shownPts = Math.round(mediaTime * TICKS_PER_S);
        this.onFrame(this.shownPts);
      }
      this.awaitFrame();
    });
  }

  /** A picture of before the last seek, told behind it. */
  isLate(mediaS) {
    const here = this.isPlaying ? null : this.pictures.at(this.video.currentTime * TICKS_PER_S);
    return Boolean(here) && Math.abs(here.pts - mediaS * TICKS_PER_S) > here.lasts / 2;
  }

  /** Passes over what is not there, and forgets what lies far. */
  lookAfter() {
    if (!this.run || this.isClosed) return;
    if (this.gapClock) this.leaveGap();
    else if (this.isPlaying && this.run.isShown && !this.video.seeking) this.passHole();
    this.tell();
    this.looks = (this.looks ?? 0) + 1;
    if (this.looks % 20 === 0) this.trim(BEHIND_S, MOST_AHEAD_S);
  }

  passHole() {
    const atS = this.video.currentTime;
    if (this.msOf(atS) >= this.untilMs) return this.stop();
    const ranges = this.media.ranges();
    const here = ranges.find(({ start, end }) => start <= atS + 0.05 && atS <= end + 0.05);
    if (here && here.end - atS > 0.1) return null;
    const endS = here?.end ?? atS;
    const next = ranges.find(({ start }) => start > endS);
    const gap = this.gapsKnown.at(this.msOf(endS) + 2); // what is merely not loaded yet is awaited
    const isGap = gap && next && this.secondsOf(gap.untilMs) + HOLE_S >= next.start;
    if (next && (next.start - endS <= HOLE_S || (isGap && this.skipsGaps))) return this.jump(next.start, endS);
    if (!this.skipsGaps && gap) return this.enterGap(this.run, this.msOf(endS));
    const isLost = !gap && this.run.filledMs - this.msOf(endS) > 2 * HOLE_S * 1000; // browsers make room by themselves
    if (isLost) return this.seek(this.msOf(endS) + 1);
    if (!next && this.run.isDone && !this.isRefused) return this.stop();
    return null;
  }

  jump(toS, fromS) {
    if (toS - fromS > HOLE_S) this.tell("gap", { fromMs: this.msOf(fromS), untilMs: this.msOf(toS) });
    this.video.currentTime = toS + 0.001;
  }

  stop() {
    this.isPlaying = false;
    this.hasEnded = true;
    this.video.pause();
    const last = this.pictures.at(this.secondsOf(this.untilMs) * TICKS_PER_S - 1);
    if (!this.gapClock && last && last.pts !== this.shownPts && this.media.holding(middle(last))) this.show(this.run, last, false);
    this.tell();
  }

  enterGap(run, atMs) {
    run.isShown = true;
    this.video.pause();
    this.gapClock = { fromMs: atMs, since: performance.now() };
    run.settle(false);
    this.tell();
  }

  /** Its clock goes on from the present instant. */
  setGapClock() {
    if (this.gapClock) this.gapClock = { fromMs: this.positionMs, since: performance.now() };
  }

  leaveGap() {
    const atMs = this.positionMs;
    if (atMs >= this.untilMs) {
      this.gapClock = { fromMs: this.untilMs, since: performance.now() };
      this.stop();
      return;
    }
    const held = this.heldPicture(atMs);
    if (!held) return;
    this.gapClock = null;
    this.show(this.run, held, true);
  }

  async trim(behindS, aheadS) {
    const atS = this.secondsOf(this.positionMs);
    const [start, end] = [atS - behindS, atS + Math.max(aheadS, (AHEAD_MS / 1000) * this.rate + LONGEST_MS / 1000)];
    const media = this.media;
    for (const range of media.ranges()) {
      if (range.start < start) await media.remove(range.start, Math.min(start, range.end)).catch(() => {});
      if (range.end > end) await media.remove(Math.max(end, range.start), range.end).catch(() => {});
    }
    this.pictures.keep((start - LONGEST_MS / 1000) * TICKS_PER_S, (end + LONGEST_MS / 1000) * TICKS_PER_S);
  }

  /** Says the state when it is another one; a passing one at once. */
  tell(passing = null, told = {}) {
    const state = passing ?? this.state();
    const detail = state === "gap" && !told.fromMs ? (this.gapsKnown.at(this.positionMs) ?? {}) : told;
    const said = `${state} ${detail.fromMs ?? ""} ${detail.untilMs ?? ""}`;
    if (said === this.said) return;
    this.said = said;
    this.onState(state, detail);
  }

  state() {
    if (this.isRefused) return "refused";
    if (this.gapClock) return this.positionMs >= this.untilMs ? "end" : "gap";
    if (this.run && !this.run.isShown) return this.run.isDone ? "gap" : this.isOffline ? "offline" : "waiting";
    if (this.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && this.isPlaying) return this.isOffline ? "offline" : "waiting";
    if (!this.isPlaying) return this.hasEnded || this.isAtEnd() ? "end" : "paused";
    return "playing";
  }

  isAtEnd() {
    const shown = this.shownPts === null ? null : this.pictures.at(this.shownPts);
    if (!shown) return false;
    if (this.msOf((shown.pts + shown.lasts) / TICKS_PER_S) >= this.untilMs) return true;
    return this.run.isDone && shown === this.pictures.all.at(-1);
  }
}

function middle({ pts, lasts }) {
  return (pts + lasts / 2) / TICKS_PER_S;
}
