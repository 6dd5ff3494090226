/** What the server told of the cameras' times: asked for as the view needs it, and again while it grows. */

import { Stretches } from "../footage/stretches.js";

const KINDS = ["recorded", "growing", "gaps", "unseeing", "held"];
const FINER = 4; // zoomed in so much further, what was merged for the wider view is asked for anew
const MARGIN = 0.5; // of the span, on both sides
const LONGEST_MS = 30 * 86_400_000;
const GROWS_EVERY_MS = 12_000;
const GROWS_FOR_MS = 150_000; // a segment is entered in the index within two minutes
const AGAIN_MS = 3000;
const WITHIN_MS = 20_000;
const SOON_MS = 120;

export class Facts {
  /** @param {string} address @param {number[]} cameras @param {() => void} changed */
  constructor(address, cameras, changed) {
    Object.assign(this, { address, cameras, changed });
    this.rows = Object.fromEntries(KINDS.map((kind) => [kind, []]));
    this.byNumber = new Map();
    this.alerts = [];
    this.told = new Stretches(); // of which the alerts are known
    this.loaded = null;
    this.failed = false;
    this.serverAheadMs = 0;
    this.timer = setInterval(() => this.grow(), GROWS_EVERY_MS);
  }

  close() {
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.asking?.abort();
  }

  get nowMs() {
    return Date.now() + this.serverAheadMs;
  }

  /** @param {import("./view.js").View} view */
  need(view) {
    this.view = view;
    if (!this.cameras.length || this.suits(view)) return;
    clearTimeout(this.soon);
    if (!this.loaded) this.load(view, 0);
    else this.soon = setTimeout(() => this.load(this.view, MARGIN), SOON_MS);
  }

  suits(view) {
    const { loaded } = this;
    if (!loaded || view.fromMs < loaded.fromMs || Math.min(view.untilMs, this.nowMs) > loaded.untilMs) return false;
    return loaded.spanMs <= view.spanMs * FINER * (1 + 2 * MARGIN);
  }

  async load(view, margin) {
    if (margin && this.suits(view)) return;
    const room = Math.min(view.spanMs * margin, (LONGEST_MS - view.spanMs) / 2);
    const [fromMs, untilMs] = [Math.floor(view.fromMs - room), Math.ceil(view.untilMs + room)];
    const answer = await this.ask(fromMs, untilMs);
    if (!answer) return;
    this.loaded = { fromMs, untilMs, spanMs: untilMs - fromMs };
    for (const kind of KINDS) this.rows[kind] = answer[kind];
    this.take(answer);
  }

  /** The newest end, for who looks at it. */
  async grow() {
    if (!this.loaded || !this.view || document.hidden || this.view.untilMs < this.nowMs - GROWS_EVERY_MS) return;
    const fromMs = Math.floor(Math.max(this.loaded.fromMs, this.nowMs - GROWS_FOR_MS));
    const untilMs = Math.ceil(this.nowMs + 1000);
    const answer = fromMs < untilMs && (await this.ask(fromMs, untilMs));
    if (!answer) return;
    for (const kind of KINDS) this.rows[kind] = [...before(this.rows[kind], fromMs), ...answer[kind]];
    this.loaded.untilMs = Math.max(this.loaded.untilMs, untilMs);
    this.take(answer);
  }

  take(answer) {
    this.serverAheadMs = Math.abs(answer.now - Date.now()) > 2000 ? answer.now - Date.now() : 0;
    for (const [id, camera, kind, fromMs, untilMs, outcome] of answer.alerts) this.byNumber.set(id, { id, camera, fromMs, untilMs, kind, outcome });
    this.alerts = [...this.byNumber.values()].sort((one, other) => one.fromMs - other.fromMs || one.id - other.id);
    this.changed();
  }

  async ask(fromMs, untilMs) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const asked = new URLSearchParams([...this.cameras.map((id) => ["camera", id]), ["from", fromMs], ["until", untilMs]]);
    const alertsFromMs = this.told.at(fromMs)?.untilMs; // each answer that names alerts is an entry in the journal
    if (alertsFromMs) asked.set("alerts_from", alertsFromMs);
    try {
      const answer = await fetch(`${this.address}?${asked}`, { signal: AbortSignal.any([asking.signal, AbortSignal.timeout(WITHIN_MS)]) });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const told = await answer.json();
      this.told.add(fromMs, Math.min(untilMs, told.now - 1)); // those of later are not known
      this.failed = false;
      return told;
    } catch {
      if (asking.signal.aborted) return null;
      this.failed = true;
      this.soon = setTimeout(() => this.load(this.view, MARGIN), AGAIN_MS);
      this.changed();
      return null;
    }
  }

  /** Of one kind, at an instant of a camera. */
  at(kind, camera, ms) {
    return this.rows[kind].find(([id, fromMs, untilMs]) => id === camera && fromMs <= ms && ms < untilMs) ?? null;
  }
}

function before(rows, ms) {
  return rows.filter(([, fromMs]) => fromMs < ms).map(([id, fromMs, untilMs, ...said]) => [id, fromMs, Math.min(untilMs, ms), ...said]);
}
