/**
 * <live-tile camera="3" zones="[…]" has-sub>: one camera's live picture, with each box on its own frame.
 *
 * A small tile of a camera that has a sub-stream shows that one; a tile that nobody can see has no stream. Attributes for
 * styles and tests: data-state (starting, live, …, refused), data-stream (main, sub) and data-frames (pictures shown so
 * far). `drawn` is what lies on the present frame. `tile-enlarge` (bubbles) asks for more room.
 */

import { Badge } from "./live-tile/badge.js";
import { Overlay } from "./live-tile/overlay.js";
import { Seen } from "./live-tile/seen.js";
import { Streams } from "./live-tile/streams.js";
import { Tools } from "./live-tile/tools.js";

const STALE_AFTER_MS = 2000;
const LOOKED_AFTER_EVERY_MS = 250;
const DELAY_SHOWN_EACH = 4; // looks: digits that flicker are not read
const NO_PICTURE_DUE = new Set(["starting", "offline", "refused"]);

class LiveTile extends HTMLElement {
  /** @type {{pts: number, exact: boolean, boxes: object[]} | null} */
  drawn = null;
  frames = 0;
  looks = 0;

  connectedCallback() {
    const video = this.querySelector("video");
    this.overlay = new Overlay(this.querySelector("canvas"), video, JSON.parse(this.getAttribute("zones")));
    this.badge = new Badge(this);
    this.streams = new Streams({ camera: this.getAttribute("camera"), hasSub: this.hasAttribute("has-sub") }, video, {
      frame: (picture, pts) => this.showFrame(picture, pts),
      overlay: (picture, message) => this.isShown(picture) && this.overlay.add(message),
      begun: (picture) => this.isShown(picture) && this.overlay.forget(),
      state: (message) => this.badge.showState(message),
      lost: (picture) => this.isShown(picture) && this.badge.showState({ state: "offline", reason: "disconnected" }),
      refused: () => this.badge.showState({ state: "refused", reason: "" }),
      taken: (picture) => this.takeOver(picture),
    });
    this.tools = Tools.of(this);
    this.badge.showState({ state: "starting", reason: "" });
    this.width = 0;
    this.resizes = new ResizeObserver(([{ contentRect }]) => this.resized(contentRect.width));
    this.resizes.observe(this);
    this.seen = new Seen(this, { shown: () => this.open(), hidden: () => this.leave() });
    this.timer = setInterval(() => this.lookAfter(), LOOKED_AFTER_EVERY_MS);
  }

  disconnectedCallback() {
    this.seen.close();
    this.streams.close();
    this.resizes.disconnect();
    this.tools?.close();
    clearInterval(this.timer);
  }

  open() {
    if (this.streams.shown) return;
    this.width ||= this.clientWidth;
    this.begunAt = Date.now();
    this.shownAt = 0;
    this.streams.open(this.width * devicePixelRatio);
    this.dataset.stream = this.streams.shown.stream;
  }

  /** A picture in a window of its own is seen there. */
  leave() {
    if (this.streams.isHeld) return;
    this.streams.close();
    this.overlay.forget();
    this.drawn = null;
    this.badge.showState({ state: "starting", reason: "" });
  }

  isShown(picture) {
    return picture === this.streams.shown;
  }

  resized(width) {
    this.width = width;
    this.overlay.redraw();
    this.streams.choose(width * devicePixelRatio);
  }

  takeOver(picture) {
    this.dataset.stream = picture.stream;
    this.overlay.video = picture.video;
    this.overlay.forget();
    for (const message of picture.overlays) this.overlay.add(message);
  }

  showFrame(picture, pts) {
    if (!this.streams.take(picture)) return;
    this.frames += 1;
    this.shownAt = Date.now();
    this.pts = pts;
    this.dataset.frames = this.frames;
    const drawn = this.overlay.draw(pts);
    this.drawn = { ...drawn, exact: drawn.exact && picture.stream === "main" };
  }

  lookAfter() {
    const { shown } = this.streams;
    if (!shown) return;
    this.streams.keepLive();
    const isStale = !document.hidden && Date.now() - (this.shownAt || this.begunAt) > STALE_AFTER_MS;
    if (isStale && this.overlay.last) this.overlay.forget();
    this.badge.showVeil(isStale, this.shownAt);
    this.looks += 1;
    if (this.looks % DELAY_SHOWN_EACH === 0) this.badge.showDelay(isStale ? null : this.delayS());
    this.streams.giveUpSub(isStale && this.width > 0 && !NO_PICTURE_DUE.has(this.dataset.state));
    this.streams.choose(this.width * devicePixelRatio);
  }

  /** How old the picture is that is seen; null where that is not known. */
  delayS() {
    return this.shownAt ? (this.streams.shown?.delayS(this.pts) ?? null) : null;
  }

  /** @param {string[]} names of zones that an alert is about */
  lightZones(names) {
    this.overlay.lit = new Set(names);
    this.overlay.redraw();
  }

  toggleZones(shows = !this.overlay.showsZones) {
    this.overlay.showsZones = shows;
    this.redrawAll();
  }

  toggleBoxes(shows = !this.overlay.showsBoxes) {
    this.overlay.showsBoxes = shows;
    this.redrawAll();
  }

  redrawAll() {
    this.overlay.redraw();
    this.tools?.show();
  }
}

customElements.define("live-tile", LiveTile);
