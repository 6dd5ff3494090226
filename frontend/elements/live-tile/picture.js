/** One stream of a camera in one <video>: its socket, its player, and the boxes on its time. */

import { LastingSocket } from "../socket.js";
import { Player } from "./player.js";

const TICKS_PER_MS = 90;
const KEPT_OVERLAYS = 64;
const MOOF = 0x6d6f6f66;

export class Picture {
  /**
   * @param {string} camera @param {"main" | "sub"} stream @param {HTMLVideoElement} video
   * @param {{frame: (picture: Picture, pts: number) => void, overlay: (picture: Picture, message: object) => void,
   *   begun: (picture: Picture) => void, state: (message: object) => void, lost: (picture: Picture) => void, refused: () => void}} on
   */
  constructor(camera, stream, video, on) {
    this.stream = stream;
    this.video = video;
    this.on = on;
    this.player = new Player(video);
    this.overlays = [];
    this.bytes = 0;
    this.pictures = 0; // received
    this.codec = "";
    this.socket = new LastingSocket(
      `/ws/cameras/${camera}/live?stream=${stream}`,
      {
        text: (message) => this.receive(message),
        data: (bytes) => this.feed(bytes),
        lost: () => on.lost(this),
        refused: on.refused,
      },
      { acknowledges: true },
    );
    this.awaitFrame();
  }

  close() {
    this.closed = true;
    this.socket.close();
    this.player.close();
    this.video.removeAttribute("src");
    this.video.load(); // gives its decoder back at once
  }

  receive(message) {
    if (message.type === "init") this.initial = message;
    else if (message.type === "clock") this.clock = message;
    else if (message.type === "overlay") this.take(message);
    else if (message.type === "state") this.on.state(message);
  }

  feed(bytes) {
    this.bytes += bytes.byteLength;
    if (!this.initial) {
      this.pictures += fragmentsIn(bytes);
      this.player.append(bytes);
      return;
    }
    this.codec = this.initial.codec;
    this.player.reset(this.codec, bytes);
    this.initial = null;
    this.clock = null;
    this.overlays = [];
    this.on.begun(this);
  }

  /** Overlays carry times of the main stream; those of another are found by the clock on the wall. */
  take(message) {
    if (this.stream !== "main") {
      if (!this.clock || !message.at_ms) return;
      message.pts = this.clock.pts + (message.at_ms - this.clock.at_ms) * TICKS_PER_MS;
    }
    this.overlays.push(message);
    if (this.overlays.length > KEPT_OVERLAYS) this.overlays.shift();
    this.on.overlay(this, message);
  }

  /** How old the frame at `pts` is, by the clocks of worker and browser; null where nobody has told the time. */
  delayS(pts) {
    if (!this.clock) return null;
    return Math.max(0, Date.now() - this.clock.at_ms - (pts - this.clock.pts) / TICKS_PER_MS) / 1000;
  }

  awaitFrame() {
    this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      if (this.closed) return;
      this.on.frame(this, Math.round(mediaTime * 90000));
      this.awaitFrame();
    });
  }
}

/** How many fragments lie in these bytes, each of one picture: the boxes of ISO BMFF say their length first. */
function fragmentsIn(bytes) {
  const view = new DataView(bytes);
  let count = 0;
  for (let at = 0, size; at + 8 <= view.byteLength; at += size) {
    size = view.getUint32(at);
    if (size < 8) return count; // to the end, or longer than four bytes say: not ours
    if (view.getUint32(at + 4) === MOOF) count += 1;
  }
  return count;
}
