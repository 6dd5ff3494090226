/**
 * <alarm-sound data-agent="7">: sounds when a situation arrives (`situation-arrived` on the document, detail.severity),
 * and again every ten seconds while one of high priority waits that nobody has acknowledged.
 *
 * A browser lets no page sound before somebody has touched it: until then it says so. A mute ends by itself. In quiet
 * hours only high priority sounds. Of several windows of one browser one sounds.
 */

import { Kept } from "./alarm-sound/kept.js";
import { sound } from "./alarm-sound/tones.js";

const REPEATS_MS = 10_000;
const APART_MS = 1500;
const LOOKS_EVERY_MS = 500;
const URGENCY = ["low", "medium", "high"];
const UNSEEN = 'alert-queue [data-needs][data-severity="high"]';
const LOCK = "alarm-sound";

class AlarmSound extends HTMLElement {
  soundedAt = -Infinity;
  waiting = null;
  isFirst = !navigator.locks;

  connectedCallback() {
    this.kept = new Kept(this.dataset.agent);
    this.arrived = ({ detail }) => this.want(detail.severity);
    this.asks = () => this.want("medium");
    this.touched = () => this.resume();
    document.addEventListener("situation-arrived", this.arrived);
    document.addEventListener("desk-asks", this.asks);
    for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, this.touched, { capture: true });
    this.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    this.addEventListener("input", () => this.keep());
    this.querySelector("[popover]").addEventListener("toggle", ({ newState }) => newState === "open" && this.place());
    this.fill();
    this.timer = setInterval(() => this.look(), LOOKS_EVERY_MS);
    this.look();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("situation-arrived", this.arrived);
    document.removeEventListener("desk-asks", this.asks);
    for (const name of ["pointerdown", "keydown"]) document.removeEventListener(name, this.touched, { capture: true });
    this.letGo?.();
    this.context?.close();
  }

  find(name) {
    return this.querySelector(`[data-${name}]`);
  }

  get isRunning() {
    return this.kept.all.isOn && this.context?.state === "running";
  }

  press(button) {
    if (!button) return;
    const { start, stop, unmute, mute, try: severity } = button.dataset;
    if (start !== undefined) this.switchOn();
    else if (stop !== undefined) this.kept.set({ isOn: false });
    else if (unmute !== undefined) this.kept.set({ mutedUntil: 0 });
    else if (mute) this.kept.set({ mutedUntil: Date.now() + Number(mute) * 60_000 });
    else if (severity) sound(this.context, severity, this.kept.all.volume);
    if (stop !== undefined || mute) this.find("open").popoverTargetElement?.hidePopover();
    this.look();
  }

  async switchOn() {
    this.kept.set({ isOn: true, mutedUntil: 0 });
    await this.resume();
    sound(this.context, "low", this.kept.all.volume);
  }

  /** Any touch of the page allows it, once somebody has wanted it. */
  async resume() {
    if (!this.kept.all.isOn || this.isRunning) return;
    this.context ??= new AudioContext();
    await this.context.resume();
    this.queueUp();
    this.look();
  }

  /** The first window that sounds keeps the lock until it closes; then the next one has it. */
  queueUp() {
    if (this.isQueued || this.isFirst) return;
    this.isQueued = true;
    navigator.locks.request(`${LOCK}:${this.dataset.agent}`, () => {
      this.isFirst = true;
      return new Promise((done) => (this.letGo = done));
    });
  }

  keep() {
    this.kept.set({
      volume: Number(this.find("volume").value) / 100,
      quietFrom: this.find("quiet-from").value,
      quietUntil: this.find("quiet-until").value,
    });
  }

  fill() {
    const { volume, quietFrom, quietUntil } = this.kept.all;
    this.find("volume").value = String(Math.round(volume * 100));
    this.find("quiet-from").value = quietFrom;
    this.find("quiet-until").value = quietUntil;
  }

  /** Below its button, within the window. */
  place() {
    const popover = this.querySelector("[popover]");
    const { left, bottom } = this.find("open").getBoundingClientRect();
    popover.style.top = `${Math.min(bottom, innerHeight - popover.offsetHeight - 8)}px`;
    popover.style.left = `${Math.max(8, Math.min(left, innerWidth - popover.offsetWidth - 8))}px`;
  }

  /** Of several that arrive together the most urgent is heard. */
  want(severity) {
    const isMore = URGENCY.indexOf(severity) > URGENCY.indexOf(this.waiting);
    if (isMore) this.waiting = severity;
    this.sayWhatWaits();
  }

  look() {
    this.show();
    const now = performance.now();
    if (now - this.soundedAt >= REPEATS_MS && document.querySelector(UNSEEN)) this.want("high");
    this.sayWhatWaits();
  }

  sayWhatWaits() {
    if (!this.waiting || performance.now() - this.soundedAt < APART_MS) return;
    const severity = this.waiting;
    this.waiting = null;
    if (!this.mayBeHeard(severity)) return;
    this.soundedAt = performance.now();
    sound(this.context, severity, this.kept.all.volume);
    this.dispatchEvent(new CustomEvent("sounded", { bubbles: true, detail: { severity } }));
  }

  mayBeHeard(severity) {
    if (!this.isRunning || !this.isFirst || this.kept.mutedForMs) return false;
    return severity === "high" || !this.kept.isQuiet();
  }

  show() {
    const left = this.kept.mutedForMs;
    const isRunning = this.isRunning;
    this.find("start").hidden = isRunning;
    this.find("open").hidden = !isRunning || left > 0;
    this.find("muted").hidden = !isRunning || !left;
    this.find("is-quiet").hidden = !this.kept.isQuiet();
    this.find("elsewhere").hidden = this.isFirst;
    if (left) this.find("left").textContent = clock(left);
  }
}

function clock(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

customElements.define("alarm-sound", AlarmSound);
