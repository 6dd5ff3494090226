/**
 * <review-desk>: recordings of several cameras at one instant, above their timeline; contract in pages/review/review.html.
 *
 * The address says what is shown. Attributes for styles and tests: data-layout (1, 4, 9), data-playing, data-held; data-drawn
 * of the strip (empty, facts); data-camera and data-state of each tile.
 */

import { Address } from "./review-desk/address.js";
import { AlertsPanel } from "./review-desk/alerts-panel.js";
import { Chosen } from "./review-desk/chosen.js";
import { ClockDisplay } from "./review-desk/clock-display.js";
import { Conductor } from "./review-desk/conductor.js";
import { Facts } from "./review-desk/facts.js";
import { Filter } from "./review-desk/filter.js";
import { Keys } from "./review-desk/keys.js";
import { MasterClock } from "./review-desk/master-clock.js";
import { Strip } from "./review-desk/strip.js";
import { Telling } from "./review-desk/telling.js";
import { Tile } from "./review-desk/tile.js";
import { Unmasking } from "./review-desk/unmasking.js";
import { View } from "./review-desk/view.js";
import { fromField, instantOf, localMs, timeOfDay } from "./review-desk/zones.js";
import { say } from "./words.js";

const DAY_MS = 86_400_000;
const RATES = [0.25, 0.5, 1, 2, 4, 8];
const SAME_MS = 40; // an alert nearer than this is the present one
const RIGHT_SHARE = 0.92; // the playhead gets no further before the view follows

class ReviewDesk extends HTMLElement {
  connectedCallback() {
    const given = JSON.parse(document.getElementById("timeline").textContent);
    Object.assign(this, { lanes: given.lanes, kinds: given.kinds });
    this.address = new Address();
    this.facts = new Facts(given.address, this.lanes.map(({ id }) => id), () => this.factsChanged());
    this.telling = new Telling(this.facts, this.lanes, this.kinds);
    this.clock = new MasterClock(this.address.atMs ?? Date.now(), () => this.facts.nowMs);
    this.selected = Math.max(0, this.lanes.findIndex(({ id }) => id === this.address.camera));
    this.layout = this.address.layout ?? (this.lanes.length === 1 ? 1 : this.lanes.length <= 4 ? 4 : 9);
    this.view = this.firstView(given.first);
    this.display = new ClockDisplay(this, this.clock);
    this.chosen = null;
    this.current = null;
    this.tiles = new Map();
    this.grid = this.querySelector("[data-tiles]");
    this.filter = new Filter(this.querySelector("[data-filter]"), this.address, (kind) => this.kinds[kind].severity, () => this.filterChanged());
    this.strip = new Strip(this.querySelector("[data-strip]"), this);
    this.panel = new AlertsPanel(this.querySelector("[data-alerts]"), this);
    this.choice = new Chosen(this.querySelector("[data-chosen]"), this);
    this.conductor = new Conductor(this.clock, () => this.clockChanged());
    this.keys = new Keys(this);
    this.unmasking = new Unmasking(this.querySelector("unmask-button"), this);
    this.listen();
    this.facts.need(this.view);
    this.filterAlerts();
    this.showTiles();
    this.showSelected();
    this.strip.draw();
    this.run();
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.frame);
    for (const part of [this.facts, this.strip, this.conductor, this.keys, ...this.tiles.values()]) part.close();
  }

  listen() {
    this.addEventListener("click", ({ target }) => {
      const does = target.closest("[data-do]")?.dataset;
      if (does) this.act(does.do, does.by);
      const lane = target.closest("[data-lane]");
      if (lane) this.select(Number(lane.dataset.lane));
    });
    this.querySelector("[data-rate]").addEventListener("change", ({ target }) => this.conductor.setRate(Number(target.value)));
    this.querySelector("[data-go]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.goToField();
    });
    this.querySelector("[data-keys-on]").checked = this.keys.isOn;
    this.querySelector("[data-keys-on]").addEventListener("change", ({ target }) => this.keys.switch(target.checked));
    this.grid.addEventListener("focusin", ({ target }) => this.selectTile(target));
    this.grid.addEventListener("pointerdown", ({ target }) => this.selectTile(target));
    this.grid.addEventListener("dblclick", () => this.setLayout(this.layout === 1 ? 9 : 1));
    this.querySelector("[data-panel-toggle]").addEventListener("click", ({ currentTarget }) => this.togglePanel(currentTarget));
  }

  /** What buttons do, as the keys. */
  act(does, by) {
    const acts = {
      toggle: () => this.toggle(),
      step: () => this.step(Number(by)),
      leap: () => this.leap(Number(by)),
      alert: () => this.nextAlert(Number(by)),
      zoom: () => this.zoom(Number(by)),
      edge: () => this.goToEdge(),
      day: () => this.showDay(),
      layout: () => this.setLayout(Number(by)),
      dialog: () => this.openDialog(by),
      clear: () => this.clearChosen(),
    };
    acts[does]?.();
  }

  /** @param {{from: number, until: number} | null} first which the page is asking for already */
  firstView(first) {
    if (first) return new View(first.from, first.until - first.from);
    const spanMs = this.address.spanMs ?? DAY_MS;
    const view = new View(0, spanMs);
    return this.address.atMs === null ? new View(this.facts.nowMs - 0.97 * view.spanMs, spanMs) : view.around(this.clock.nowMs);
  }

  get lane() {
    return this.lanes[this.selected];
  }

  get zone() {
    return this.lane?.time_zone ?? document.documentElement.dataset.timeZone;
  }

  severityOf = (kind) => this.kinds[kind].severity;

  // The picture: which tiles there are, and what they follow.

  showTiles() {
    const page = Math.floor(this.selected / this.layout);
    const lanes = this.lanes.slice(page * this.layout, (page + 1) * this.layout);
    const wanted = new Set(lanes.map(({ id }) => id));
    for (const [id, tile] of this.tiles)
      if (!wanted.has(id)) {
        tile.close();
        this.tiles.delete(id);
      }
    for (const lane of lanes) if (!this.tiles.has(lane.id)) this.addTile(lane);
    this.dataset.layout = this.layout;
    this.dataset.tiles = lanes.length;
    const shown = lanes.map(({ id }) => this.tiles.get(id));
    shown.forEach(({ element }, place) => element.style.setProperty("order", place));
    for (const button of this.querySelectorAll("[data-do=layout]")) button.setAttribute("aria-pressed", String(Number(button.dataset.by) === this.layout));
    if (shown.length) this.conductor.setTiles(shown);
  }

  addTile(lane) {
    const tile = new Tile(this.querySelector("[data-tile-template]"), lane, (one, ms) => this.telling.whyNothing(one, ms));
    this.tiles.set(lane.id, tile);
    this.grid.append(tile.element);
  }

  setLayout(layout) {
    this.layout = layout;
    this.showTiles();
    this.showSelected();
    this.keepAddress();
  }

  selectTile(target) {
    const tile = target.closest("[data-camera]");
    if (tile) this.select(this.lanes.findIndex(({ id }) => id === Number(tile.dataset.camera)));
  }

  select(lane) {
    if (lane < 0 || lane >= this.lanes.length || lane === this.selected) return;
    const isOtherPage = Math.floor(lane / this.layout) !== Math.floor(this.selected / this.layout);
    this.selected = lane;
    if (isOtherPage) this.showTiles();
    this.showSelected();
    this.strip.draw();
    this.choice.show();
    this.keepAddress();
  }

  showSelected() {
    for (const lane of this.querySelectorAll("[data-lane]")) lane.setAttribute("aria-pressed", String(Number(lane.dataset.lane) === this.selected));
    for (const [id, { element }] of this.tiles) element.toggleAttribute("data-selected", id === this.lane?.id && this.tiles.size > 1);
    this.unmasking?.follow();
  }

  /** What the pictures may show has changed. */
  loadAnew() {
    for (const tile of this.tiles.values()) tile.forget();
    this.seek(this.clock.nowMs);
  }

  // Time.

  run = () => {
    this.frame = requestAnimationFrame(this.run);
    if (!this.clock.isPlaying) return;
    this.follow();
    this.showClock();
    this.strip.showPlayhead();
  };

  follow() {
    const share = this.view.share(this.clock.nowMs);
    if (!this.strip.doing && (share > RIGHT_SHARE || share < 0) && this.clock.nowMs < this.clock.edgeMs) this.setView(this.view.around(this.clock.nowMs, 0.1));
  }

  clockChanged() {
    this.display.show();
    this.unmasking?.follow();
    this.strip.showPlayhead();
    this.keepAddress();
  }

  showClock() {
    this.unmasking?.follow();
    this.display.showTime();
  }

  async seek(ms) {
    this.current = null;
    const done = this.conductor.seek(ms);
    if (!this.view.has(ms)) this.setView(this.view.around(ms));
    this.panel.show();
    await done;
  }

  toggle() {
    if (this.clock.isPlaying) this.conductor.pause();
    else this.conductor.play();
  }

  changeRate(by) {
    const at = RATES.indexOf(this.clock.rate) + by;
    if (at in RATES) this.conductor.setRate(RATES[at]);
  }

  step(count) {
    const selected = this.tiles.get(this.lane?.id);
    const leader = selected?.hasPicture || selected?.isStepping ? selected : [...this.tiles.values()].find(({ hasPicture }) => hasPicture);
    this.conductor.step(count, leader);
  }

  leap(ms) {
    this.seek(this.clock.nowMs + ms);
  }

  goToEdge() {
    this.say(say("live_edge"));
    this.seek(this.clock.edgeMs);
  }

  nextAlert(direction) {
    const from = this.current?.fromMs ?? this.clock.nowMs;
    const alerts = direction > 0 ? this.shownAlerts : this.shownAlerts.toReversed();
    const place = alerts.indexOf(this.current);
    const found = place >= 0 ? alerts[place + 1] : alerts.find((one) => direction * (one.fromMs - from) > SAME_MS);
    if (found) this.goToAlert(found);
    else this.say(say(direction > 0 ? "no_alert_after" : "no_alert_before"));
  }

  goToAlert(alert) {
    if (!alert) return;
    this.select(this.lanes.findIndex(({ id }) => id === alert.camera));
    this.seek(alert.fromMs);
    this.current = alert;
    this.say(this.telling.alert(alert));
    this.panel.show();
  }

  askTime() {
    this.display.fillField();
    this.display.field.focus();
  }

  goToField() {
    const ms = fromField(this.display.field.value, this.zone);
    if (Number.isNaN(ms)) return;
    this.seek(ms);
    this.querySelector("[data-strip]").focus({ preventScroll: true });
  }

  // The view.

  setView(view) {
    this.view = view;
    this.facts.need(view);
    this.strip.draw();
    this.panel.show();
    this.keepAddress();
  }

  zoom(factor) {
    const { nowMs } = this.clock;
    this.setView(this.view.zoomed(factor, this.view.has(nowMs) ? nowMs : this.view.at(0.5)));
  }

  move(share) {
    this.setView(this.view.moved(share * this.view.spanMs));
  }

  /** The whole day of the venue's clock that the playhead is in: of 23 or 25 hours, too. */
  showDay() {
    const local = Math.floor(localMs(this.clock.nowMs, this.zone) / DAY_MS) * DAY_MS;
    const [fromMs, untilMs] = [instantOf(local, this.zone), instantOf(local + DAY_MS, this.zone)];
    this.setView(new View(fromMs, untilMs - fromMs));
  }

  // A stretch.

  choose(oneMs, otherMs) {
    const [fromMs, untilMs] = [Math.floor(Math.min(oneMs, otherMs)), Math.ceil(Math.max(oneMs, otherMs))];
    this.chosen = { fromMs, untilMs: Math.min(untilMs, Math.ceil(this.facts.nowMs)) };
    this.startMs = null;
    this.strip.draw();
    this.choice.show();
  }

  markStart() {
    const { nowMs } = this.clock;
    if (this.chosen && nowMs < this.chosen.untilMs) return this.choose(nowMs, this.chosen.untilMs);
    this.startMs = nowMs;
    this.chosen = { fromMs: Math.floor(nowMs), untilMs: Math.floor(nowMs) };
    this.say(say("start_marked", { time: timeOfDay(nowMs, this.zone) }));
    this.strip.draw();
    return this.choice.show();
  }

  markEnd() {
    const { nowMs } = this.clock;
    if (this.chosen && nowMs > this.chosen.fromMs) this.choose(this.chosen.fromMs, nowMs);
  }

  clearChosen() {
    if (!this.chosen) return;
    this.chosen = null;
    this.say(say("selection_cleared"));
    this.strip.draw();
    this.choice.show();
  }

  // What is known.

  factsChanged() {
    this.querySelector("[data-failed]").hidden = !this.facts.failed;
    this.filterAlerts();
    this.strip.draw();
    this.panel.show();
  }

  filterChanged() {
    this.filterAlerts();
    this.strip.draw();
    this.panel.show();
    this.keepAddress();
  }

  filterAlerts() {
    this.shownAlerts = this.facts.alerts.filter((one) => this.filter.lets(one));
  }

  say(text) {
    this.querySelector("[data-announcement]").textContent = text;
  }

  keepAddress() {
    const { clock, view, layout, lane } = this;
    this.address.keep({ atMs: clock.nowMs, spanMs: view.spanMs, layout, camera: lane?.id, filter: this.filter.asked() });
  }

  openDialog(name) {
    this.querySelector(`dialog[data-dialog=${name}]`).showModal();
  }

  togglePanel(button) {
    const isOpen = !this.toggleAttribute("data-no-panel");
    button.setAttribute("aria-expanded", String(isOpen));
  }
}

if (document.getElementById("timeline")) customElements.define("review-desk", ReviewDesk);
