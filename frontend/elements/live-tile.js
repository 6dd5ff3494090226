/**
 * <live-tile camera="3" zones="[…]">: one camera's live picture, with each box on its own frame.
 *
 * Attributes for styles and tests: data-state (starting, live, calibrating, offline, unpermitted, refused) and
 * data-frames (pictures shown so far). `drawn` is what lies on the present frame.
 */

import { clockTime } from "./clock.js";
import { Overlay } from "./live-tile/overlay.js";
import { Player } from "./live-tile/player.js";
import { LastingSocket } from "./socket.js";
import { say } from "./words.js";

const STALE_AFTER_MS = 2000;

class LiveTile extends HTMLElement {
  /** @type {{pts: number, exact: boolean, boxes: object[]} | null} */
  drawn = null;

  connectedCallback() {
    this.video = this.querySelector("video");
    this.player = new Player(this.video);
    this.overlay = new Overlay(this.querySelector("canvas"), this.video, JSON.parse(this.getAttribute("zones")));
    this.shownAt = Date.now();
    this.frames = 0;
    this.initial = null;
    this.showState({ state: "starting", reason: "" });
    this.socket = new LastingSocket(`/ws/cameras/${this.getAttribute("camera")}/live`, {
      text: (message) => this.receive(message),
      data: (bytes) => this.feed(bytes),
      lost: () => this.showState({ state: "offline", reason: "disconnected" }),
      refused: () => this.showState({ state: "refused", reason: "" }),
    });
    this.resizes = new ResizeObserver(() => this.overlay.redraw());
    this.resizes.observe(this);
    this.timer = setInterval(() => this.lookAfter(), 250);
    this.awaitFrame();
  }

  disconnectedCallback() {
    this.socket.close();
    this.player.close();
    this.resizes.disconnect();
    clearInterval(this.timer);
  }

  receive(message) {
    if (message.type === "init") this.initial = message;
    else if (message.type === "overlay") this.overlay.add(message);
    else if (message.type === "state") this.showState(message);
  }

  feed(bytes) {
    if (this.initial) {
      this.player.reset(this.initial.codec, bytes);
      this.overlay.forget();
      this.initial = null;
    } else {
      this.player.append(bytes);
    }
  }

  awaitFrame() {
    this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      this.frames += 1;
      this.shownAt = Date.now();
      this.dataset.frames = this.frames;
      this.drawn = this.overlay.draw(Math.round(mediaTime * 90000));
      this.awaitFrame();
    });
  }

  lookAfter() {
    this.player.keepLive();
    const stale = !document.hidden && Date.now() - this.shownAt > STALE_AFTER_MS;
    if (stale) this.overlay.forget();
    const veil = this.querySelector(".tile-veil");
    veil.hidden = !stale;
    if (stale) veil.textContent = this.veilText();
  }

  veilText() {
    if (this.dataset.state === "refused") return say("refused");
    if (!this.frames) return say("waiting");
    return say("no_picture_since", { time: clockTime(this.shownAt) });
  }

  showState({ state, reason }) {
    this.dataset.state = state;
    const badge = this.querySelector(".tile-state");
    badge.querySelector("use").setAttribute("href", badge.querySelector("use").getAttribute("href").replace(/#.*/, `#${state === "refused" ? "unpermitted" : state}`));
    badge.querySelector("span").textContent = reason ? `${say(state)} · ${say(reason)}` : say(state);
  }

  toggleZones() {
    this.overlay.showsZones = !this.overlay.showsZones;
    this.overlay.redraw();
  }

  toggleBoxes() {
    this.overlay.showsBoxes = !this.overlay.showsBoxes;
    this.overlay.redraw();
  }
}

customElements.define("live-tile", LiveTile);
