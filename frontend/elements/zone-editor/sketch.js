/** What is being edited: the zones and their history, which one is chosen, and what a hand holds just now. */

import { History } from "./history.js";
import { forTheServer, numbered } from "./zones.js";

export class Sketch {
  /** @param {object[]} zones @param {() => void} changed is called after each change */
  constructor(zones, changed) {
    this.history = new History(zones.map(numbered));
    this.changed = changed;
    this.held = null; // zones as they would be if the hand let go now
    this.chosenId = null;
    this.point = null; // number of the chosen zone's chosen point
    this.refusals = new WeakMap(); // zone → what the server said, in words; a changed zone is another
    this.saved = this.print();
  }

  get zones() {
    return this.held ?? this.history.present;
  }

  get chosen() {
    return this.zones.find(({ id }) => id === this.chosenId) ?? null;
  }

  get isUnsaved() {
    return this.print() !== this.saved;
  }

  /** @param {number | null} id @param {number | null} point */
  choose(id, point = null) {
    this.chosenId = id;
    this.point = point;
    this.changed();
  }

  put(zone, doing = null) {
    this.history.put(this.with(zone), doing);
    this.changed();
  }

  add(zone) {
    this.history.put([...this.zones, zone]);
    this.choose(zone.id);
  }

  remove(zone) {
    this.history.put(this.zones.filter(({ id }) => id !== zone.id));
    this.choose(null);
  }

  hold(zone) {
    this.held = this.with(zone);
    this.changed();
  }

  letGo({ keep }) {
    if (keep && this.held) this.history.put(this.held);
    this.held = null;
    this.changed();
  }

  undo() {
    this.history.undo();
    this.stepped();
  }

  redo() {
    this.history.redo();
    this.stepped();
  }

  stepped() {
    if (this.point >= (this.chosen?.polygon.length ?? 0)) this.point = null;
    this.changed();
  }

  wasSaved(print) {
    this.saved = print;
    this.changed();
  }

  print() {
    return JSON.stringify(forTheServer(this.history.present));
  }

  with(zone) {
    return this.history.present.map((one) => (one.id === zone.id ? zone : one));
  }
}
