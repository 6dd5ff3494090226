/**
 * <live-tile camera="3" zones="[…]" has-sub>: one camera's live picture, with each box on its own frame.
 *
 * A small tile of a camera that has a sub-stream shows that one. Attributes for styles and tests: data-state
 * (starting, live, …, refused), data-stream (main, sub) and data-frames (pictures shown so far). `drawn` is what
 * lies on the present frame.
 */

import { clockTime } from "./clock.js";
import { showIcon } from "./icons.js";
import { Overlay } from "./live-tile/overlay.js";
import { Picture } from "./live-tile/picture.js";
import { say } from "./words.js";

const STALE_AFTER_MS = 2000;
const LOOKED_AFTER_EVERY_MS = 250;
const SUB_BELOW_PX = 480;
const MAIN_ABOVE_PX = 560; // apart, or a tile at the border would change for ever
const SUB_GIVEN_UP_AFTER = 24; // looks without a picture, though the camera is there
const SUB_TRIED_AGAIN_AFTER_MS = 60_000;
const NO_PICTURE_DUE = new Set(["starting", "offline", "refused"]);

class LiveTile extends HTMLElement {
  /** @type {{pts: number, exact: boolean, boxes: object[]} | null} */
  drawn = null;

  connectedCallback() {
    const video = this.querySelector("video");
    this.overlay = new Overlay(this.querySelector("canvas"), video, JSON.parse(this.getAttribute("zones")));
    this.shownAt = Date.now();
    this.frames = 0;
    this.staleLooks = 0;
    this.mainUntil = 0;
    this.showState({ state: "starting", reason: "" });
    this.shown = this.open(this.fittingStream("main"), video);
    this.coming = null;
    this.dataset.stream = this.shown.stream;
    this.resizes = new ResizeObserver(() => this.resized());
    this.resizes.observe(this);
    this.timer = setInterval(() => this.lookAfter(), LOOKED_AFTER_EVERY_MS);
  }

  disconnectedCallback() {
    this.shown.close();
    this.coming?.close();
    this.resizes.disconnect();
    clearInterval(this.timer);
  }

  open(stream, video) {
    return new Picture(this.getAttribute("camera"), stream, video, {
      frame: (picture, pts) => this.showFrame(picture, pts),
      overlay: (picture, message) => picture === this.shown && this.overlay.add(message),
      begun: (picture) => picture === this.shown && this.overlay.forget(),
      state: (message) => this.showState(message),
      lost: (picture) => picture === this.shown && this.showState({ state: "offline", reason: "disconnected" }),
      refused: () => this.showState({ state: "refused", reason: "" }),
    });
  }

  /** The stream for this width; between the two borders, and while the tile is hidden, as before. */
  fittingStream(present) {
    const width = this.clientWidth * devicePixelRatio;
    if (!this.hasAttribute("has-sub") || Date.now() < this.mainUntil) return "main";
    if (width > MAIN_ABOVE_PX) return "main";
    return width && width < SUB_BELOW_PX ? "sub" : present;
  }

  resized() {
    this.overlay.redraw();
    this.chooseStream();
  }

  /** The old picture stays until the new one has its first frame. */
  chooseStream() {
    const present = (this.coming ?? this.shown).stream;
    const stream = this.fittingStream(present);
    if (stream === present) return;
    this.dropComing();
    if (stream === this.shown.stream) return;
    const video = this.shown.video.cloneNode();
    video.removeAttribute("src");
    video.muted = true; // a clone is not, and browsers play nothing with sound unasked
    this.shown.video.before(video); // under the old one
    this.coming = this.open(stream, video);
  }

  dropComing() {
    this.coming?.close();
    this.coming?.video.remove();
    this.coming = null;
  }

  takeComing() {
    this.shown.close();
    this.shown.video.remove();
    this.shown = this.coming;
    this.coming = null;
    this.dataset.stream = this.shown.stream;
    this.overlay.video = this.shown.video;
    this.overlay.forget();
    for (const message of this.shown.overlays) this.overlay.add(message);
  }

  showFrame(picture, pts) {
    if (picture === this.coming) this.takeComing();
    this.frames += 1;
    this.shownAt = Date.now();
    this.dataset.frames = this.frames;
    const drawn = this.overlay.draw(pts);
    this.drawn = { ...drawn, exact: drawn.exact && picture.stream === "main" };
  }

  lookAfter() {
    this.shown.player.keepLive();
    this.coming?.player.keepLive();
    const stale = !document.hidden && Date.now() - this.shownAt > STALE_AFTER_MS;
    if (stale) this.overlay.forget();
    const veil = this.querySelector(".tile-veil");
    veil.hidden = !stale;
    if (stale) veil.textContent = this.veilText();
    this.giveUpSub(stale && this.shown.stream === "sub" && this.clientWidth > 0 && !NO_PICTURE_DUE.has(this.dataset.state));
    this.chooseStream();
  }

  /** A sub-stream that gives no picture must not hide a camera whose main stream does. */
  giveUpSub(fails) {
    this.staleLooks = fails ? this.staleLooks + 1 : 0;
    if (this.staleLooks > SUB_GIVEN_UP_AFTER) this.mainUntil = Date.now() + SUB_TRIED_AGAIN_AFTER_MS;
  }

  veilText() {
    if (this.dataset.state === "refused") return say("refused");
    if (!this.frames) return say("waiting");
    return say("no_picture_since", { time: clockTime(this.shownAt) });
  }

  showState({ state, reason }) {
    this.dataset.state = state;
    const badge = this.querySelector(".tile-state");
    showIcon(badge.querySelector("use"), state === "refused" ? "unpermitted" : state);
    badge.querySelector("span").textContent = reason ? `${say(state)} · ${say(reason)}` : say(state);
  }

  /** @param {string[]} names of zones that an alert is about */
  lightZones(names) {
    this.overlay.lit = new Set(names);
    this.overlay.redraw();
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
