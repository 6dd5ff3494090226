/** A MediaSource with one video buffer: what is asked of it is done one after another. */

import { joined } from "../joined.js";
import { TICKS_PER_S } from "./fragments.js";
import { once } from "./once.js";

const LONG_S = 1e7; // a seek beyond the duration would be cut short

export class MediaBuffer {
  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.source = new MediaSource();
    this.url = URL.createObjectURL(this.source);
    this.opened = new Promise((resolve) => this.source.addEventListener("sourceopen", resolve, { once: true }));
    this.chain = this.opened;
    video.src = this.url;
    this.buffer = null;
    this.init = null;
    this.end = null; // decoding time (1/90000 s) up to which the last append went
  }

  /**
   * What only repeats the end of the last append is left out: a group of pictures that is
   * replaced while it plays would stop the player up to the next keyframe.
   */
  append(codec, init, pictures) {
    return this.do(() => {
      this.prepare(codec);
      const taken = this.following(init, pictures);
      if (!taken.length) return;
      const isSeamless = taken !== pictures;
      this.buffer.appendBuffer(joined([...(isSeamless ? [] : [init]), ...taken.map(({ bytes }) => bytes)]));
      this.init = init;
      this.end = endOf(taken.at(-1));
    });
  }

  /** Of pictures that begin before the last append ended: those after it. Else all. */
  following(init, pictures) {
    const overlaps = this.end !== null && pictures[0].dts <= this.end && endOf(pictures.at(-1)) >= this.end;
    if (!overlaps || !same(this.init, init)) return pictures;
    const after = pictures.filter(({ dts }) => dts >= this.end);
    return !after.length || after[0].dts - this.end <= after[0].lasts ? after : pictures;
  }

  remove(startS, endS) {
    return this.do(() => {
      if (!this.buffer || endS <= startS) return;
      this.buffer.remove(startS, endS);
      if (startS * TICKS_PER_S < this.end && this.end <= endS * TICKS_PER_S) this.end = null;
    });
  }

  /** The stretch (s) that holds `atS`; null: none does. */
  holding(atS) {
    return this.ranges().find(({ start, end }) => start - 0.001 <= atS && atS < end) ?? null;
  }

  ranges() {
    if (!this.buffer || this.source.readyState !== "open") return [];
    const { buffered } = this.buffer;
    return Array.from({ length: buffered.length }, (_, n) => ({ start: buffered.start(n), end: buffered.end(n) }));
  }

  close() {
    this.isClosed = true;
    URL.revokeObjectURL(this.url);
  }

  prepare(codec) {
    const type = `video/mp4; codecs="${codec}"`;
    if (!this.buffer) {
      this.source.duration = LONG_S;
      this.buffer = this.source.addSourceBuffer(type);
    } else if (this.type !== type) {
      this.buffer.changeType(type);
      this.end = null;
    }
    this.type = type;
  }

  /** Rejects when the buffer is full, or the picture cannot be decoded. */
  do(act) {
    const done = this.chain.then(async () => {
      if (this.isClosed || this.source.readyState !== "open") return;
      act();
      if (this.buffer?.updating) await once(this.buffer, "updateend");
    });
    this.chain = done.catch(() => {});
    return done;
  }
}

function endOf({ dts, lasts }) {
  return dts + lasts;
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
