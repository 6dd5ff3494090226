/** Plays fragments as they come, a fixed moment behind the camera (Media Source Extensions). */

import { joined } from "../joined.js";

const DELAY_S = 0.5; // the next analysed frame is then known, and boxes move between the two
const TOO_FAR_S = 1.5;
const KEPT_S = 10;

export class Player {
  /** @param {HTMLVideoElement} video */
  constructor(video) {
    this.video = video;
    this.waiting = [];
  }

  /** A new picture begins: another codec, size, or connection. */
  reset(codec, initialSegment) {
    this.close();
    const source = new MediaSource();
    this.source = source;
    this.waiting = [new Uint8Array(initialSegment)];
    this.url = URL.createObjectURL(source);
    this.video.src = this.url;
    source.addEventListener("sourceopen", () => this.open(source, codec), { once: true });
  }

  append(bytes) {
    this.waiting.push(new Uint8Array(bytes));
    this.pump();
  }

  /** Called a few times a second: neither fall behind nor run dry. */
  keepLive() {
    const { buffered } = this.video;
    if (!buffered.length) return;
    const start = buffered.start(buffered.length - 1);
    const end = buffered.end(buffered.length - 1);
    const behind = end - this.video.currentTime;
    const beforeGap = this.video.currentTime < start; // the server has passed over what came too late
    if (behind > TOO_FAR_S || behind < 0 || beforeGap) this.video.currentTime = Math.max(start, end - DELAY_S);
    else this.video.playbackRate = behind > DELAY_S + 0.2 ? 1.08 : behind < DELAY_S - 0.2 ? 0.95 : 1;
    if (this.video.paused) this.video.play().catch(() => {}); // refused while the tab is hidden
  }

  close() {
    this.buffer = null;
    this.waiting = [];
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
  }

  open(source, codec) {
    if (source !== this.source) return; // a newer picture has begun meanwhile
    this.buffer = source.addSourceBuffer(`video/mp4; codecs="${codec}"`);
    this.buffer.addEventListener("updateend", () => this.pump());
    this.pump();
  }

  pump() {
    if (!this.buffer || this.buffer.updating || this.source.readyState !== "open") return;
    if (this.trim()) return;
    if (this.waiting.length) this.buffer.appendBuffer(joined(this.waiting.splice(0)));
  }

  /** Memory must stay flat over a shift of twelve hours. */
  trim() {
    const { buffered } = this.buffer;
    if (!buffered.length || this.video.currentTime - buffered.start(0) < 2 * KEPT_S) return false;
    this.buffer.remove(buffered.start(0), this.video.currentTime - KEPT_S);
    return true;
  }
}
