/** Figures of one tile, on demand: what comes, what is shown, and how late. */

import { say } from "../words.js";

const EVERY_MS = 1000;

export class Figures {
  /** @param {HTMLElement} tile with `streams` and `delay` @param {HTMLElement} list a <dl> whose <dd> say data-figure */
  constructor(tile, list) {
    this.tile = tile;
    this.list = list;
  }

  get isShown() {
    return !this.list.hidden;
  }

  toggle() {
    this.list.hidden = !this.list.hidden;
    clearInterval(this.timer);
    this.before = null;
    if (this.isShown) {
      this.show();
      this.timer = setInterval(() => this.show(), EVERY_MS);
    }
  }

  close() {
    clearInterval(this.timer);
  }

  show() {
    const picture = this.tile.streams.shown;
    const now = { at: performance.now(), picture, ...countsOf(picture) };
    const told = picture ? this.told(picture, now) : {};
    for (const place of this.list.querySelectorAll("[data-figure]")) place.textContent = told[place.dataset.figure] ?? "–";
    this.before = now;
  }

  told(picture, now) {
    const before = this.before?.picture === picture ? this.before : null;
    const seconds = before ? (now.at - before.at) / 1000 : 0;
    const each = (key) => (before ? (now[key] - before[key]) / seconds : null);
    const { videoWidth, videoHeight } = picture.video;
    const delay = this.tile.delayS();
    return {
      received: rate("fps", each("pictures")),
      bits: rate("kilobits", each("bytes"), 0.008),
      decoded: rate("fps", each("total")),
      shown: rate("fps", each("shown")),
      dropped: String(now.dropped),
      delay: delay === null ? null : say("delay", { seconds: delay.toFixed(2) }),
      codec: picture.codec,
      size: videoWidth ? `${videoWidth} × ${videoHeight}` : null,
      stream: say(`stream.${picture.stream}`),
    };
  }
}

function countsOf(picture) {
  if (!picture) return {};
  const { totalVideoFrames: total, droppedVideoFrames: dropped } = picture.video.getVideoPlaybackQuality();
  return { total, dropped, shown: total - dropped, bytes: picture.bytes, pictures: picture.pictures };
}

function rate(word, value, factor = 1) {
  return value === null ? null : say(word, { count: (value * factor).toFixed(1) });
}
