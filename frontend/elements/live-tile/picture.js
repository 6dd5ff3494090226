/** One stream of a camera in one <video>: its socket, its player, and the boxes on its time. */

import { LastingSocket } from "../socket.js";
import { Player } from "./player.js";

const TICKS_PER_MS = 90;
const KEPT_OVERLAYS = 64;

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
    if (!this.initial) {
      this.player.append(bytes);
      return;
    }
    this.player.reset(this.initial.codec, bytes);
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

  awaitFrame() {
    this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      if (this.closed) return;
      this.on.frame(this, Math.round(mediaTime * 90000));
      this.awaitFrame();
    });
  }
}
