/** The timeline under the hand: drawn, zoomed, moved, pointed at, and a stretch chosen on it. */

import { Drawing, RULER_PX } from "./drawing.js";
import { dayOf, timeOfDay, exactTime } from "./zones.js";

const ZOOM_A_NOTCH = 1.25;
const NOTCH_PX = 100;
const LANES_PX = { few: 36, many: 27 };
const MANY = 9;
const NEAR_PX = 7;
const SOUGHT_EVERY_MS = 180;

export class Strip {
  /**
   * @param {HTMLElement} element with [data-canvas], [data-playhead], [data-pointed]
   * @param {object} desk what it shows: `view`, `lanes`, `zone`, `facts`, `shownAlerts`, `chosen`, `selected`, and what it
   *   asks for: `setView`, `seek`, `choose`, `select`, `describe`
   */
  constructor(element, desk) {
    Object.assign(this, { element, desk });
    this.canvas = element.querySelector("canvas");
    this.playhead = element.querySelector("[data-playhead]");
    this.pointed = element.querySelector("[data-pointed]");
    this.drawing = new Drawing(this.canvas);
    this.lanePx = desk.lanes.length > MANY ? LANES_PX.many : LANES_PX.few;
    this.pointers = new Map();
    this.soughtAt = 0;
    element.style.setProperty("--lane", `${this.lanePx}px`);
    this.canvas.style.height = `${RULER_PX + desk.lanes.length * this.lanePx}px`;
    this.listen();
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("wheel", (event) => this.turn(event), { passive: false });
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.lift(event));
    canvas.addEventListener("pointercancel", (event) => this.lift(event));
    canvas.addEventListener("pointerleave", () => this.point(null));
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(canvas);
    this.themes = new MutationObserver(() => this.recolour());
    this.themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.scheme.addEventListener("change", this.recolour);
  }

  close() {
    this.sizes.disconnect();
    this.themes.disconnect();
    this.scheme.removeEventListener("change", this.recolour);
  }

  recolour = () => {
    this.drawing.takeColours();
    this.draw();
  };

  /** Once a frame at most. */
  draw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const { view, lanes, zone, facts, shownAlerts, chosen, selected, severityOf } = this.desk;
      this.drawing.draw({ view, lanes, zone, facts, chosen, selected, severityOf, alerts: shownAlerts, lanePx: this.lanePx, nowMs: facts.nowMs });
      this.showPlayhead();
      this.tellDrawn(facts.loaded ? "facts" : "empty");
    });
  }

  /** For styles, tests and measurements. */
  tellDrawn(what) {
    if (this.element.dataset.drawn === what) return;
    this.element.dataset.drawn = what;
    performance.mark(`review-${what}`);
  }

  showPlayhead() {
    const share = this.desk.view.share(this.desk.clock.nowMs);
    this.playhead.hidden = share < 0 || share > 1;
    this.playhead.style.transform = `translateX(${share * this.canvas.clientWidth}px)`;
  }

  get msPerPx() {
    return this.desk.view.spanMs / this.canvas.clientWidth;
  }

  msAt(event) {
    const { left, width } = this.canvas.getBoundingClientRect();
    return this.desk.view.at((event.clientX - left) / width);
  }

  laneAt(event) {
    const lane = Math.floor((event.clientY - this.canvas.getBoundingClientRect().top - RULER_PX) / this.lanePx);
    return lane >= 0 && lane < this.desk.lanes.length ? lane : null;
  }

  /** Turning zooms where the pointer is; turning aside, or with Shift, moves. */
  turn(event) {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    const [aside, along] = [event.deltaX * unit, event.deltaY * unit];
    const isAside = event.shiftKey || Math.abs(aside) > Math.abs(along);
    if (isAside) this.desk.setView(this.desk.view.moved((aside || along) * this.msPerPx));
    else this.desk.setView(this.desk.view.zoomed(ZOOM_A_NOTCH ** (along / NOTCH_PX), this.msAt(event)));
    this.point(event);
  }

  press(event) {
    if (event.button > 1) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const lane = this.laneAt(event);
    this.doing = this.pointers.size === 2 ? this.pinching() : event.button === 1 || lane === null ? "move" : event.shiftKey ? "choose" : "seek";
    this.fromMs = this.msAt(event);
    if (lane !== null && this.doing === "seek") this.desk.select(lane);
    if (this.doing === "seek") this.seek(event, true);
    event.preventDefault();
    this.element.focus({ preventScroll: true });
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return this.point(event);
    const movedPx = event.clientX - before.x;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.doing === "pinch") return this.pinch();
    if (this.doing === "move") this.desk.setView(this.desk.view.moved(-movedPx * this.msPerPx));
    else if (this.doing === "choose") this.desk.choose(this.fromMs, this.msAt(event));
    else if (this.doing === "seek" && movedPx) this.seek(event, false);
    return this.point(event);
  }

  lift(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    if (this.doing === "seek" && this.sought !== event.clientX) this.seek(event, true);
    this.doing = null;
  }

  /** Pictures come as the hand moves on, and not for each point on its way. */
  seek(event, isLast) {
    const now = performance.now();
    if (!isLast && now - this.soughtAt < SOUGHT_EVERY_MS) return;
    this.soughtAt = now;
    this.sought = event.clientX;
    const lane = this.laneAt(event);
    const alert = lane === null ? null : this.alertNear(event, lane);
    this.desk.seek(isLast && alert ? alert.fromMs : this.msAt(event));
  }

  pinching() {
    this.apartPx = this.apart();
    return "pinch";
  }

  apart() {
    const [one, other] = [...this.pointers.values()];
    return Math.max(20, Math.abs(one.x - other.x));
  }

  pinch() {
    const [one, other] = [...this.pointers.values()];
    const apartPx = this.apart();
    this.desk.setView(this.desk.view.zoomed(this.apartPx / apartPx, this.msAt({ clientX: (one.x + other.x) / 2 })));
    this.apartPx = apartPx;
  }

  alertNear(event, lane) {
    const ms = this.msAt(event);
    const near = NEAR_PX * this.msPerPx;
    const isOnMark = (event.clientY - this.canvas.getBoundingClientRect().top - RULER_PX) % this.lanePx < this.lanePx / 2;
    if (!isOnMark) return null;
    const { id } = this.desk.lanes[lane];
    const found = this.desk.shownAlerts.filter((one) => one.camera === id && Math.abs(one.fromMs - ms) <= near);
    return found.sort((one, other) => Math.abs(one.fromMs - ms) - Math.abs(other.fromMs - ms))[0] ?? null;
  }

  /** What lies under the pointer, in words. */
  point(event) {
    this.pointed.hidden = !event;
    if (!event) return;
    const lane = this.laneAt(event);
    const ms = this.msAt(event);
    const { zone } = this.desk;
    const isFine = this.desk.view.spanMs < 120_000;
    this.pointed.querySelector("b").textContent = (isFine ? exactTime : timeOfDay)(ms, zone);
    this.pointed.querySelector("span").textContent = lane === null ? dayOf(ms, zone) : this.desk.telling.describe(lane, ms, this.alertNear(event, lane));
    const { left, width } = this.canvas.getBoundingClientRect();
    const x = event.clientX - left;
    this.pointed.style.transform = `translateX(${x}px)`;
    this.pointed.toggleAttribute("data-left", x > width - 240);
  }
}
