/**
 * <footage-player data-clip="/alerts/3/clip" data-pictures="/alerts/3/clip.mp4">: one camera's recorded pictures.
 *
 * Its inner parts are written by the server (`footage_player.html`). Attributes for styles and tests: data-state
 * (waiting, playing, paused, gap, end, refused, offline, missing), data-shown (the instant of the picture shown,
 * milliseconds since 1970). `drawn` is what lies on that picture.
 */

import { answerTo } from "./answer.js";
import { FootageSource } from "./footage/source.js";
import { Backwards } from "./footage-player/backwards.js";
import { Bar } from "./footage-player/bar.js";
import { meant } from "./footage-player/keys.js";

const LONGEST_CLIP_MS = 5 * 60_000;
const UNMASKED_BESIDE_MS = 30_000; // the group of pictures at its edge
const ASKED_EVERY_MS = 2000;
const STEP_MS = 5000;
const FASTEST = 8;
const FADES_AFTER_MS = 1500;

class FootagePlayer extends HTMLElement {
  /** @type {{pts: number, exact: boolean, boxes: object[]} | null} */
  drawn = null;

  connectedCallback() {
    this.rate = 1;
    this.loops = false;
    this.doings = {
      toggle: () => (this.isMoving() ? this.pause() : this.play(this.rate)),
      backwards: () => this.playBackwards(),
      forwards: () => this.playFaster(),
      back: () => this.step(-1),
      on: () => this.step(1),
      earlier: () => this.seekBy(-STEP_MS),
      later: () => this.seekBy(STEP_MS),
      first: () => this.seek(this.clip.since),
      last: () => this.seek(this.untilMs()),
      alert: () => this.seek(this.clip.alert.from),
      loop: () => this.turn("loop"),
      boxes: () => this.turn("boxes"),
      screen: () => (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen()),
    };
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("keydown", (event) => this.hear(event, false));
    this.part("speed").addEventListener("change", (event) => this.setRate(Number(event.target.value)));
    const beside = this.dataset.keysBeside && document.querySelector(this.dataset.keysBeside);
    beside?.addEventListener("keydown", (event) => this.hear(event, true));
    this.open();
  }

  disconnectedCallback() {
    this.source?.close();
    this.found?.close();
    clearTimeout(this.asking);
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  async open() {
    this.showVeil(this.dataset.waiting);
    const clip = await this.ask();
    if (!clip) return;
    const { FoundBoxes } = await import("./footage-player/found-boxes.js"); // needs the words that the clip brings
    const video = this.querySelector("video");
    this.found = new FoundBoxes(this.querySelector("canvas"), video, clip.zones);
    this.found.overlay.lit = new Set(clip.zones.map(({ name }) => name));
    this.bar = new Bar(this.part("scrub"), this.part("marks"), { seek: (ms) => this.seek(ms), told: (ms) => this.clock.format(ms) });
    if (clip.state === "missing") this.showMissing();
    else this.begin(video);
  }

  /** Again and again while the clip grows; at first until there is an answer. */
  async ask() {
    const answer = await answerTo(this.dataset.clip);
    if (!this.isConnected) return null;
    const isFirst = !this.clip;
    if (answer !== null) this.take(JSON.parse(answer));
    if (this.clip?.state === "growing" || !this.clip) this.asking = setTimeout(() => (this.clip ? this.ask() : this.open()), ASKED_EVERY_MS);
    if (!this.clip) this.showVeil(this.dataset.offline);
    return isFirst ? this.clip : null;
  }

  take(clip) {
    this.clip = clip;
    this.aheadMs = clip.now - Date.now();
    if (!document.getElementById("words")) bringWords(clip.words);
    this.clock ??= new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium", hourCycle: "h23", timeZone: clip.time_zone });
    this.part("growing").hidden = clip.state !== "growing";
    this.part("said").textContent = clip.said;
    this.part("said").hidden = !clip.said;
    if (clip.until && this.source && clip.until !== this.source.untilMs) this.source.extend(clip.until);
    if (clip.state === "missing" && !this.hasPictures) this.showMissing();
    this.askUnmasking(clip);
  }

  /** The button beside it, where there is one: for all of the clip, and as much as it may still grow. */
  askUnmasking({ since, until, alert }) {
    const button = this.parentElement.querySelector("unmask-button");
    if (!button || button.hasAttribute("from")) return;
    button.setAttribute("from", since - UNMASKED_BESIDE_MS);
    button.setAttribute("until", (until ?? alert.from + LONGEST_CLIP_MS) + UNMASKED_BESIDE_MS);
    button.addEventListener("unmask-changed", () => location.reload());
  }

  begin(video) {
    this.source = new FootageSource(video, (asked) => this.address(asked), {
      originMs: this.clip.since,
      untilMs: this.clip.until ?? Infinity,
      onState: (state, told) => this.showState(state, told),
      onBoxes: (found) => this.found.add(found),
      onFrame: (pts) => this.showFrame(pts),
    });
    this.backwards = new Backwards(this.source);
    for (const control of this.querySelectorAll("[data-do], [data-speed]")) control.disabled = false;
    this.source.seek(this.clip.since).then(() => this.hasPictures && this.beginPlaying());
    this.showProgress();
  }

  beginPlaying() {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches && !this.isTouched) this.play(1);
  }

  address({ fromMs, untilMs, originMs }) {
    return `${this.dataset.pictures}?${new URLSearchParams({ from: fromMs, until: untilMs, origin: originMs })}`;
  }

  clicked({ target }) {
    const does = target.closest("[data-do]")?.dataset.do ?? (target.closest(".footage-stage") ? "toggle" : null);
    if (does) this.do(does);
  }

  hear(event, isBeside) {
    const does = event.defaultPrevented ? null : meant(event, isBeside);
    if (!does) return;
    event.preventDefault();
    this.do(does);
  }

  do(does) {
    if (!this.source) return;
    this.isTouched = true;
    this.doings[does]();
  }

  isMoving() {
    return this.source.isPlaying || this.backwards.rate > 0;
  }

  play(rate) {
    this.backwards.stop();
    if (this.dataset.state === "end") this.seek(this.clip.since);
    this.source.play(rate);
    this.showMoving();
  }

  pause() {
    this.backwards.stop();
    this.source.pause();
    this.showMoving();
  }

  playBackwards() {
    this.backwards.play(this.backwards.rate ? Math.min(this.backwards.rate * 2, FASTEST) : 1);
    this.showMoving();
  }

  playFaster() {
    const rate = this.source.isPlaying && !this.backwards.rate ? Math.min(this.source.rate * 2, FASTEST) : this.rate;
    this.setRate(rate);
    this.play(rate);
  }

  setRate(rate) {
    this.isTouched = true;
    this.rate = rate;
    this.part("speed").value = rate;
    if (this.source.isPlaying) this.source.play(rate);
  }

  step(count) {
    this.backwards.stop();
    this.source.step(count);
    this.showMoving();
  }

  seek(ms) {
    this.isTouched = true;
    this.backwards.stop();
    return this.source.seek(Math.min(Math.max(ms, this.clip.since), this.untilMs()));
  }

  seekBy(ms) {
    this.seek(this.source.nowMs + ms);
  }

  turn(what) {
    const button = this.querySelector(`[data-do=${what}]`);
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", isOn);
    if (what === "loop") this.loops = isOn;
    else this.found.show(isOn);
  }

  /** The end of the clip, or of what there is of it by now. */
  untilMs() {
    return Math.min(this.clip.until ?? Infinity, Date.now() + this.aheadMs);
  }

  showFrame(pts) {
    this.hasPictures = true;
    this.drawn = this.found.draw(pts);
    this.dataset.shown = Math.round(this.source.nowMs);
    const tenths = Math.floor((this.source.nowMs % 1000) / 100);
    this.part("time").textContent = `${this.clock.format(this.source.nowMs)}.${tenths}`;
    this.part("blurred").hidden = this.source.appearance !== "blurred";
    this.showProgress();
  }

  showProgress() {
    const untilMs = this.clip.until ?? this.untilMs();
    this.bar.stretch({ fromMs: this.clip.since, untilMs });
    const { from, until } = this.clip.alert;
    this.bar.draw(this.source.nowMs, { fromMs: from, untilMs: until ?? untilMs }, this.source.gaps);
  }

  showMoving() {
    const button = this.querySelector("[data-do=toggle]");
    const isMoving = this.isMoving();
    button.setAttribute("aria-label", isMoving ? button.dataset.pause : button.dataset.play);
    this.querySelector("[data-icon=play]").hidden = isMoving;
    this.querySelector("[data-icon=pause]").hidden = !isMoving;
  }

  showState(state, told) {
    this.dataset.state = state;
    this.showMoving();
    this.showProgress();
    if (state === "end" && this.loops && !this.backwards.rate) this.play(this.rate);
    else if (state === "waiting") this.showVeilSoon(this.dataset.waiting);
    else if (state === "gap") this.showVeil(this.wordsOfGap(told));
    else if (state === "offline") this.showVeil(this.source.said || this.dataset.offline);
    else this.showVeil(state === "refused" ? this.dataset.refused : "");
  }

  wordsOfGap({ fromMs, untilMs }) {
    if (!fromMs) return this.dataset.nothing;
    return this.dataset.gap.replace("{from}", this.clock.format(fromMs)).replace("{until}", this.clock.format(untilMs));
  }

  showMissing() {
    this.dataset.state = "missing";
    this.showVeil(this.clip.said || this.dataset.nothing);
  }

  /** A short wait says nothing: it would flicker. */
  showVeilSoon(text) {
    clearTimeout(this.veiling);
    this.veiling = setTimeout(() => this.dataset.state === "waiting" && this.showVeil(text), this.hasPictures ? 400 : 0);
  }

  /** Of what is passed over in playing it says so for a moment. */
  showVeil(text) {
    clearTimeout(this.veiling);
    const veil = this.part("veil");
    const isPassing = veil.dataset.gap === "" && !text;
    if (isPassing) {
      this.veiling = setTimeout(() => this.hideVeil(), FADES_AFTER_MS);
      return;
    }
    if (!text) return this.hideVeil();
    veil.textContent = text;
    veil.hidden = false;
    veil.toggleAttribute("data-light", Boolean(this.hasPictures));
    veil.toggleAttribute("data-gap", this.dataset.state === "gap");
  }

  hideVeil() {
    const veil = this.part("veil");
    veil.hidden = true;
    veil.removeAttribute("data-gap");
  }
}

/** For the boxes' labels, on a page without words of its own. */
function bringWords(words) {
  const script = document.createElement("script");
  script.type = "application/json";
  script.id = "words";
  script.textContent = JSON.stringify(words);
  document.head.append(script);
}

customElements.define("footage-player", FootagePlayer);
