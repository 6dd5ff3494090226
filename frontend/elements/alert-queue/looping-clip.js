/**
 * <looping-clip data-alert="3">: the photograph of the instant it was found, then the seconds around it again and again.
 *
 * Attributes for styles and tests: data-state (photo, playing, paused, without). Nothing moves by itself for those who
 * prefer less motion.
 */

import { answerTo } from "../answer.js";
import { FootageSource } from "../footage/source.js";
import { FoundBoxes } from "../footage-player/found-boxes.js";
import { clockTime } from "../clock.js";

const BEFORE_MS = 2000;
const LONGEST_MS = 12_000;
const AFTER_MS = 3000;

/** Cameras of which nothing was kept last time: their stage is low from the beginning, so that nothing moves under a hand. */
const withoutPictures = new Set();

class LoopingClip extends HTMLElement {
  connectedCallback() {
    this.photo = this.querySelector("img");
    this.photo.addEventListener("load", () => this.showPhoto());
    this.photo.addEventListener("error", () => (this.photo.hidden = true));
    this.show(this.dataset.alert);
  }

  disconnectedCallback() {
    this.end();
  }

  /** @param {string} alert another one of the same situation */
  show(alert) {
    this.end();
    this.dataset.alert = alert;
    this.dataset.state = "photo";
    this.toggleAttribute("data-is-short", withoutPictures.has(this.dataset.camera));
    this.isStopped = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.say(this.dataset.waiting);
    this.photo.src = this.address("photo");
    this.open(alert);
  }

  address(what) {
    return this.dataset[what].replace("/0/", `/${this.dataset.alert}/`);
  }

  showPhoto() {
    this.showTall();
    this.photo.hidden = false;
    if (this.dataset.state === "photo") this.say("");
  }

  async open(alert) {
    const answer = await answerTo(this.address("clip"));
    if (!this.isConnected || alert !== this.dataset.alert) return;
    const clip = answer === null ? null : JSON.parse(answer);
    if (!clip || clip.state === "missing") this.showMissing(clip?.said);
    else this.begin(clip);
  }

  showMissing(said) {
    this.dataset.state = "without";
    const isBare = this.photo.hidden || !this.photo.naturalWidth;
    if (isBare) withoutPictures.add(this.dataset.camera);
    this.say(isBare ? said || this.dataset.without : "");
  }

  begin(clip) {
    const video = this.querySelector("video");
    const { from, until } = clip.alert;
    this.sinceMs = Math.max(clip.since, from - BEFORE_MS);
    const untilMs = Math.min(clip.until ?? Infinity, (until ?? from + LONGEST_MS) + AFTER_MS, this.sinceMs + LONGEST_MS);
    this.boxes = new FoundBoxes(this.querySelector("canvas"), video, clip.zones);
    this.boxes.overlay.lit = new Set(clip.zones.map(({ name }) => name));
    this.source = new FootageSource(video, (asked) => this.pictures(asked), {
      originMs: this.sinceMs,
      untilMs,
      onState: (state) => this.showState(state),
      onBoxes: (found) => this.boxes.add(found),
      onFrame: (pts) => this.showFrame(pts),
    });
    this.source.seek(this.sinceMs).then((isShown) => isShown && !this.isStopped && this.source?.play(1));
  }

  pictures({ fromMs, untilMs, originMs }) {
    return `${this.address("pictures")}?${new URLSearchParams({ from: fromMs, until: untilMs, origin: originMs })}`;
  }

  showTall() {
    withoutPictures.delete(this.dataset.camera);
    this.removeAttribute("data-is-short");
  }

  showFrame(pts) {
    if (!this.hasFrame) this.showTall();
    this.hasFrame = true;
    this.boxes.draw(pts);
    this.querySelector("[data-time]").textContent = clockTime(this.source.nowMs);
    if (this.dataset.state === "photo") this.showState(this.isStopped ? "paused" : "playing");
  }

  showState(state) {
    if (state === "end" && !this.isStopped) this.source.seek(this.sinceMs).then(() => this.isStopped || this.source?.play(1));
    if (!this.hasFrame) return this.showNone(state);
    this.dataset.state = this.isStopped ? "paused" : "playing";
    this.say("");
    const button = this.querySelector(".clip-pause");
    button.hidden = false;
    button.setAttribute("aria-pressed", this.isStopped);
    return null;
  }

  showNone(state) {
    if (state === "gap" || state === "refused") this.showMissing("");
  }

  toggle() {
    if (!this.source) return;
    this.isStopped = !this.isStopped;
    if (this.isStopped) this.source.pause();
    else this.source.play(1);
    this.showState(this.isStopped ? "paused" : "playing");
  }

  say(text) {
    const said = this.querySelector(".clip-said");
    said.textContent = text;
    said.hidden = !text;
  }

  end() {
    this.source?.close();
    this.boxes?.close();
    this.source = this.boxes = null;
    this.hasFrame = false;
  }
}

customElements.define("looping-clip", LoopingClip);
