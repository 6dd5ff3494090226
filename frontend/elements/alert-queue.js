/**
 * <alert-queue>: the situations that ask for a person, and what is done about them; contract in pages/desk/desk.html.
 *
 * The socket says that something changed, one question over HTTP says what (`alert-queue/asking.js`). Events on the
 * document: situation-arrived {id, severity, text, place, camera}, situation-chosen {camera, zone}.
 */

import { Arrivals } from "./alert-queue/arrivals.js";
import { Asking } from "./alert-queue/asking.js";
import { alertsOf, Choice } from "./alert-queue/choice.js";
import "./alert-queue/looping-clip.js";
import { Operator } from "./alert-queue/operator.js";
import { Panel } from "./alert-queue/panel.js";
import { Presence } from "./alert-queue/presence.js";
import { Rows } from "./alert-queue/rows.js";
import { Shelving } from "./alert-queue/shelving.js";
import { Times } from "./alert-queue/times.js";
import { told } from "./alert-queue/told.js";
import { Undo } from "./alert-queue/undo.js";
import { LastingSocket } from "./socket.js";
import { say } from "./words.js";

const SAID_FOR_MS = 8000;
const LOOKED_AGAIN_EVERY_MS = 60_000; // what time alone changes: what was judged in the last ten minutes

class AlertQueue extends HTMLElement {
  connectedCallback() {
    this.pageTitle = document.title;
    this.newest = Number(this.dataset.newest);
    this.token = this.part("token").elements[0].value;
    this.choice = new Choice(this);
    this.rows = new Rows(this, (row) => this.dress(row));
    this.times = new Times(this, () => this.ticked());
    this.times.learn(Number(this.dataset.now));
    this.arrivals = new Arrivals(this.part("announcement"));
    this.panel = new Panel(this.part("panel"), () => this.panelShown());
    this.undoing = new Undo(this.part("undo"), this.part("undo-row"), (situation) => this.operator.undo(situation));
    this.shelving = new Shelving(this.part("shelve"), (fields) => this.operator.shelve(fields));
    this.asking = new Asking("/desk/queue", (text) => this.place(text));
    this.presence = new Presence(this.dataset.agent, (message) => this.socket.send(message), (alert) => this.dressAll(alert));
    this.operator = new Operator(this);
    this.addEventListener("animationstart", blinkTogether);
    this.looking = setInterval(() => document.hidden || this.asking.ask(), LOOKED_AGAIN_EVERY_MS);
    this.begin();
  }

  disconnectedCallback() {
    for (const one of [this.socket, this.asking, this.times, this.presence, this.arrivals]) one.close();
    clearInterval(this.looking);
    this.panel.close();
    document.title = this.pageTitle;
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  begin() {
    this.count();
    this.times.show(this);
    this.socket = new LastingSocket("/ws/alerts", {
      opened: () => this.catchUp(),
      lost: () => this.showLost(true),
      refused: () => this.showLost(true),
      text: (message) => this.receive(message),
    });
    if (document.activeElement === document.body && !location.hash) this.choice.focus();
  }

  /** Alerts raised while nobody listened: between the page and the socket, or after a break. */
  catchUp() {
    this.showLost(false);
    document.dispatchEvent(new CustomEvent("cameras-changed"));
    this.asking.ask();
  }

  receive(message) {
    if (message.type === "cameras.changed") document.dispatchEvent(new CustomEvent("cameras-changed"));
    else if (message.type === "desk.presence") this.presence.hear(message);
    else if (message.type === "alert.newest") this.compare(message);
    else this.heard(message);
  }

  heard({ verdict }) {
    if (verdict) this.verdict = Math.max(verdict, this.verdict ?? 0);
    this.asking.ask();
  }

  /** Where the server knows more than the queue, what told of it was lost. */
  compare(message) {
    this.showUnjudged(message.unjudged);
    const missesAVerdict = message.verdict > (this.verdict ?? message.verdict);
    const misses = message.alert > this.newest || missesAVerdict || this.missesAnEnd(message);
    this.verdict = Math.max(message.verdict, this.verdict ?? 0);
    this.newest = Math.max(message.alert, this.newest);
    if (misses) this.asking.ask();
  }

  missesAnEnd({ alert, lasting }) {
    const shown = [...this.querySelectorAll("[data-alert][data-lasts]")].map((row) => alertsOf(row).map(Number));
    return shown.some((alerts) => alerts.every((number) => number <= alert && !lasting.includes(number)));
  }

  /** The queue as it is now. */
  place(text) {
    const { parts, groups } = told(text);
    const known = new Set(this.choice.all().flatMap(alertsOf));
    const chosen = this.choice.row();
    const before = chosen ? alertsOf(chosen) : [];
    const hadFocus = this.contains(document.activeElement);
    this.times.learn(Number(parts.get("now")));
    this.newest = Math.max(Number(parts.get("newest")), this.newest);
    this.showFlood(parts.get("flood"));
    const added = this.rows.put(groups);
    this.arrivals.tell(added.filter((row) => "needs" in row.dataset && !alertsOf(row).some((alert) => known.has(alert))));
    this.showUnjudged(Number(parts.get("counts")));
    this.count();
    this.follow(before);
    if (hadFocus && document.activeElement === document.body) this.focus({ preventScroll: true }); // its row is gone
  }

  /** The chosen one may have another number, because its first alert was judged alone; it may be gone, or here again. */
  follow(before) {
    const { number } = this.choice;
    const row = this.choice.row();
    if (number === null || row?.ariaSelected === "true") return;
    const same = row ?? this.choice.of(before);
    if (same) {
      if (this.panel.situation === number) this.panel.refresh(same.dataset.alert);
      this.operator.choose(same);
      return;
    }
    if (this.panel.situation === number && before.length) this.panel.showGone(this.wordsOfEnd(before));
  }

  wordsOfEnd(alerts) {
    const settled = alerts.map((alert) => this.querySelector(`[data-settled="${alert}"]`)).find(Boolean);
    return settled ? say("judged_meanwhile", { verdict: settled.querySelector(".settled-verdict").textContent.trim() }) : say("over_already");
  }

  /** Rows that came or changed get what this page knows of them. */
  dress(row) {
    if (!row.dataset.alert) return;
    this.presence.dress(row, alertsOf(row));
    this.times.show(row);
    if (row.dataset.alert === this.panel.situation) this.panel.refresh();
  }

  dressAll(alert) {
    for (const row of this.choice.all()) if (alertsOf(row).includes(alert)) this.presence.dress(row, alertsOf(row));
    this.dressPanel();
  }

  dressPanel() {
    if (this.panel.isOpen) this.presence.dress(this.panel.root, this.choice.row() ? alertsOf(this.choice.row()) : []);
  }

  panelShown() {
    this.dressPanel();
    this.times.show(this.panel.root);
  }

  /** What was put aside for a time comes back by itself. */
  ticked() {
    this.presence.forget();
    const over = [...this.querySelectorAll("[data-until]")].some(({ dataset }) => Date.parse(dataset.until) <= this.times.nowMs);
    if (over) this.asking.ask();
  }

  count() {
    const needing = this.querySelectorAll(".desk-queue [data-needs]").length;
    this.part("empty").hidden = this.querySelector(".desk-queue [data-alert]") !== null;
    document.title = needing ? `(${needing}) ${this.pageTitle}` : this.pageTitle;
    const first = this.choice.row() ? null : this.choice.first();
    if (first) first.tabIndex = 0;
  }

  showFlood(html) {
    if (this.flood === html) return;
    this.flood = html;
    this.part("flood").innerHTML = html;
  }

  showUnjudged(count) {
    const place = this.part("count");
    if (place.textContent !== String(count)) place.textContent = count;
  }

  showLost(isLost) {
    this.part("lost").hidden = !isLost;
    this.toggleAttribute("data-is-lost", isLost);
  }

  /** Why something was not done. */
  say(text) {
    const said = this.part("said");
    said.hidden = false;
    said.querySelector("span").textContent = text;
    clearTimeout(this.saidUntil);
    this.saidUntil = setTimeout(() => (said.hidden = true), SAID_FOR_MS);
  }
}

/** Many that blink each by itself would be a flicker. */
function blinkTogether({ animationName, target }) {
  if (animationName !== "asks") return;
  for (const one of target.getAnimations()) if (one.animationName === "asks") one.startTime = 0;
}

customElements.define("alert-queue", AlertQueue);
