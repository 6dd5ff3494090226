/**
 * The sequence on alert: the alert's camera takes the first place, and gives it back.
 *
 * The first place is the largest cell that is kept free, else the largest one. Where all are alike and the camera is on
 * the page, it stays where it is: places that change for nothing are places that nobody finds again.
 */

import { answerTo } from "../answer.js";
import { contentOf } from "../html-of.js";
import { say } from "../words.js";
import { areaOf, putAt, spotOf } from "./spot.js";

const A_WHILE_MS = 60_000;
const CHOSEN_MS = 300_000; // at most: somebody may forget to choose another
const KEPT_AS = "vigie-wall-alerts-first";
const GRAVITY = { low: 1, medium: 2, high: 3 };

export class Lead {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.isOn = localStorage.getItem(KEPT_AS) !== "no";
    this.taken = null;
    this.gravity = 0;
    this.turn = 0;
    this.show();
  }

  close() {
    clearTimeout(this.timer);
  }

  toggle() {
    this.isOn = !this.isOn;
    localStorage.setItem(KEPT_AS, this.isOn ? "yes" : "no");
    if (!this.isOn) this.giveBack();
    this.show();
  }

  show() {
    this.stage.querySelector("[data-act=sequence]").setAttribute("aria-pressed", this.isOn);
  }

  /** What is more severe, or was chosen by somebody, keeps its place. */
  takeForAWhile(camera, severity) {
    const gravity = GRAVITY[severity] ?? 1;
    if (!this.isOn || (this.taken && this.gravity > gravity) || this.stage.focused.enlarged) return;
    this.take(camera, gravity, A_WHILE_MS);
  }

  async takeUntilChosenAway(camera) {
    if (this.isOn && !this.stage.focused.enlarged) await this.take(camera, Infinity, CHOSEN_MS);
  }

  async take(camera, gravity, lastsMs) {
    this.giveBack();
    this.gravity = gravity;
    this.timer = setTimeout(() => this.giveBack(), lastsMs);
    const turn = this.turn;
    const lead = this.leadCell();
    const own = this.stage.tileOf(camera);
    if (!lead || own === lead || (own && this.isAsGood(own, lead))) return;
    const tile = own ?? (await this.fetched(camera));
    if (!tile || turn !== this.turn) return;
    this.put(tile, lead, Boolean(own));
    this.stage.say(say("leads_with", { name: tile.getAttribute("name") }));
  }

  isAsGood(own, lead) {
    const [here, there] = [spotOf(own), spotOf(lead)];
    return here.page === this.stage.pages.shown && areaOf(here) >= areaOf(there) && !("free" in lead.dataset);
  }

  put(tile, lead, isOwn) {
    const page = this.stage.pages.shown;
    const [from, to] = [isOwn ? spotOf(tile) : null, spotOf(lead)];
    putAt(tile, to, page);
    if (isOwn) putAt(lead, from, page);
    else {
      lead.hidden = true;
      lead.after(tile);
    }
    tile.toggleAttribute("data-leads", true);
    this.taken = { tile, lead, from, to };
  }

  giveBack() {
    this.turn += 1;
    clearTimeout(this.timer);
    this.gravity = 0;
    if (!this.taken) return;
    const { tile, lead, from, to } = this.taken;
    this.taken = null;
    tile.removeAttribute("data-leads");
    if (from) putAt(tile, from, this.stage.pages.shown);
    else tile.remove();
    putAt(lead, to, this.stage.pages.shown);
    this.stage.say("");
  }

  leadCell() {
    const cells = this.stage.pages.shownCells();
    const free = cells.filter((cell) => "free" in cell.dataset);
    const larger = (best, cell) => (areaOf(spotOf(cell)) > areaOf(spotOf(best)) ? cell : best);
    return (free.length ? free : cells).reduce(larger, (free[0] ?? cells[0]) || null);
  }

  /** Followers take in what their layout holds, or what they keep a cell free for. */
  async fetched(camera) {
    if (this.stage.window > 1 && !("free" in (this.leadCell()?.dataset ?? {}))) return null;
    const html = await answerTo(`/wall/tiles/${Number(camera)}`);
    if (html === null) return null;
    const tile = contentOf(html).querySelector("live-tile");
    tile.querySelector("video").muted = true; // of a template it is not, and browsers play nothing with sound unasked
    return tile;
  }
}
