/** One camera's picture in the grid: its video, its time to the picture, and why there is none. */

import { FootageSource } from "../footage/source.js";
import { say } from "../words.js";
import { exactTime, timeOfDay } from "./zones.js";

const REACHES_BACK_MS = 90 * 86_400_000;
const LONGEST_MS = 110 * 86_400_000;

export class Tile {
  /**
   * @param {HTMLTemplateElement} template
   * @param {{id: number, name: string, venue: string, time_zone: string, pictures: string}} lane
   * @param {(camera: number, ms: number) => string} whyNothing what is known of an instant without pictures
   */
  constructor(template, lane, whyNothing) {
    this.lane = lane;
    this.whyNothing = whyNothing;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.camera = lane.id;
    this.element.setAttribute("aria-label", lane.name);
    this.part("name").textContent = lane.name;
    this.part("venue").textContent = lane.venue;
    this.video = this.element.querySelector("video");
    this.state = "waiting";
    this.source = null;
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  /** A source counts from an instant: another one is opened where it does not reach. */
  reach(ms) {
    const { source } = this;
    if (source && ms >= source.originMs && ms < source.originMs + LONGEST_MS) return source;
    source?.close();
    this.source = new FootageSource(this.video, (asked) => this.address(asked), {
      originMs: Math.floor(ms - REACHES_BACK_MS),
      skipsGaps: false,
      onState: (state) => this.showState(state),
      onFrame: () => this.showTime(),
    });
    return this.source;
  }

  address({ fromMs, untilMs, originMs }) {
    return `${this.lane.pictures}?${new URLSearchParams({ from: fromMs, until: untilMs, origin: originMs })}`;
  }

  seek(ms) {
    return this.reach(ms).seek(ms);
  }

  play(rate) {
    this.source?.play(rate);
  }

  pause() {
    this.source?.pause();
  }

  pace(rate) {
    if (this.video.playbackRate !== rate) this.video.playbackRate = rate;
  }

  step(count) {
    return this.source?.step(count) ?? Promise.resolve(false);
  }

  /** Its picture is on its way: what is stepped on goes on from there. */
  get isStepping() {
    return (this.source?.stepsWaiting ?? 0) > 0;
  }

  get nowMs() {
    return this.source.nowMs;
  }

  get positionMs() {
    return this.source.positionMs;
  }

  get isLoading() {
    return this.state === "waiting";
  }

  get plays() {
    return this.state === "playing" || this.state === "gap";
  }

  get hasPicture() {
    return ["playing", "paused", "end"].includes(this.state);
  }

  showState(state) {
    this.state = state;
    this.element.dataset.state = state;
    this.showTime();
  }

  showTime() {
    if (!this.source) return;
    const ms = this.hasPicture ? this.source.nowMs : this.source.positionMs;
    this.part("time").textContent = (this.hasPicture ? exactTime : timeOfDay)(ms, this.lane.time_zone);
    this.showAppearance();
    this.showVeil(ms);
  }

  showAppearance() {
    const { appearance } = this.source;
    const badge = this.part("appearance");
    badge.hidden = !appearance;
    if (badge.dataset.appearance === appearance) return;
    badge.dataset.appearance = appearance ?? "";
    badge.textContent = appearance ? say(appearance) : "";
  }

  showVeil(ms) {
    const veil = this.part("veil");
    const text = this.hasPicture ? "" : this.veilText(ms);
    veil.hidden = !text;
    if (veil.textContent !== text) veil.textContent = text;
  }

  veilText(ms) {
    if (this.state === "waiting") return say("loading");
    if (this.state === "refused") return say("refused");
    if (this.state === "offline") return this.source?.said || say("unreachable");
    return this.whyNothing(this.lane, ms);
  }

  forget() {
    this.source?.close();
    this.source = null;
  }

  close() {
    this.forget();
    this.element.remove();
  }
}
