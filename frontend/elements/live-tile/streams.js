/** Which of a camera's streams a tile shows: the small one in a small tile; the old picture stays until the new is there. */

import { Picture } from "./picture.js";

const SUB_BELOW_PX = 480;
const MAIN_ABOVE_PX = 560; // apart, or a tile at the border would change for ever
const SUB_GIVEN_UP_AFTER = 24; // looks without a picture, though the camera is there
const SUB_TRIED_AGAIN_AFTER_MS = 60_000;

export class Streams {
  /**
   * @param {{camera: string, hasSub: boolean}} of @param {HTMLVideoElement} video which is kept while nothing is shown
   * @param {object} on as of a Picture, and `taken` once another picture has taken the place of the one before
   */
  constructor({ camera, hasSub }, video, on) {
    this.camera = camera;
    this.hasSub = hasSub;
    this.video = video;
    this.on = on;
    this.shown = null;
    this.coming = null;
    this.staleLooks = 0;
    this.mainUntil = 0;
  }

  /** @param {number} width in pixels of the screen */
  open(width) {
    this.shown ??= this.picture(this.fitting(width, "main"), this.video);
  }

  close() {
    this.dropComing();
    this.shown?.close();
    this.shown = null;
  }

  picture(stream, video) {
    return new Picture(this.camera, stream, video, this.on);
  }

  /** The stream for this width; between the two borders, and while the tile is hidden, as before. */
  fitting(width, present) {
    if (!this.hasSub || Date.now() < this.mainUntil) return "main";
    if (width > MAIN_ABOVE_PX) return "main";
    return width && width < SUB_BELOW_PX ? "sub" : present;
  }

  /** The old picture stays, scaled, until the new one has its first frame. */
  choose(width) {
    if (!this.shown || this.isHeld) return;
    const present = (this.coming ?? this.shown).stream;
    const stream = this.fitting(width, present);
    if (stream === present) return;
    this.dropComing();
    if (stream === this.shown.stream) return;
    const video = this.video.cloneNode();
    video.removeAttribute("src");
    video.muted = true; // a clone is not, and browsers play nothing with sound unasked
    this.video.before(video); // under the old one
    this.coming = this.picture(stream, video);
  }

  /** A picture that stands in a window of its own would go with its element. */
  get isHeld() {
    return document.pictureInPictureElement === this.video;
  }

  dropComing() {
    this.coming?.close();
    this.coming?.video.remove();
    this.coming = null;
  }

  /** @returns {boolean} whether it is the one that is shown now */
  take(picture) {
    if (picture !== this.coming) return picture === this.shown;
    this.shown.close();
    this.shown.video.remove();
    this.shown = this.coming;
    this.coming = null;
    this.video = this.shown.video;
    this.on.taken(this.shown);
    return true;
  }

  keepLive() {
    this.shown?.player.keepLive();
    this.coming?.player.keepLive();
  }

  /** A sub-stream that gives no picture must not hide a camera whose main stream does. */
  giveUpSub(fails) {
    this.staleLooks = fails && this.shown?.stream === "sub" ? this.staleLooks + 1 : 0;
    if (this.staleLooks > SUB_GIVEN_UP_AFTER) this.mainUntil = Date.now() + SUB_TRIED_AGAIN_AFTER_MS;
  }
}
