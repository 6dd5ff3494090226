/** Where the cameras stand as it is drawn: with its history, who is chosen, and what a hand holds just now. */

import { History } from "../zone-editor/history.js";
import { samePlace } from "./places.js";

export class PlanSketch {
  /** @param {object[]} cameras as the server gave them @param {() => void} isChanged is called after each change */
  constructor(cameras, isChanged) {
    this.cameras = cameras;
    this.versions = new Map(cameras.map(({ id, version }) => [id, version]));
    this.saved = Object.fromEntries(cameras.map(({ id, placement }) => [id, placement]));
    this.history = new History(this.saved);
    this.isChanged = isChanged;
    this.held = null; // places as they would be if the hand let go now
    this.chosenId = null;
    this.outcomes = new Map(); // camera → what the server said of it: {fault} or {conflict}
  }

  get places() {
    return this.held ?? this.history.present;
  }

  get chosen() {
    return this.cameras.find(({ id }) => id === this.chosenId) ?? null;
  }

  get isUnsaved() {
    return this.changed.length > 0;
  }

  /** Cameras that stand elsewhere than what is saved. */
  get changed() {
    const { present } = this.history;
    return this.cameras.filter(({ id }) => !samePlace(present[id], this.saved[id]));
  }

  placeOf(id) {
    return this.places[id] ?? null;
  }

  choose(id) {
    this.chosenId = id;
    this.isChanged();
  }

  put(id, place, doing = null) {
    this.history.put({ ...this.history.present, [id]: place }, doing);
    this.isChanged();
  }

  hold(id, place) {
    const isSame = samePlace(this.history.present[id], place);
    this.held = isSame ? null : { ...this.history.present, [id]: place };
    this.isChanged();
  }

  letGo({ keep }) {
    if (keep && this.held) this.history.put(this.held);
    this.held = null;
    this.isChanged();
  }

  undo() {
    this.history.undo();
    this.isChanged();
  }

  redo() {
    this.history.redo();
    this.isChanged();
  }

  wasSaved(id, place, version) {
    this.saved = { ...this.saved, [id]: place };
    this.versions.set(id, version);
    this.outcomes.delete(id);
  }

  /** After a conflict: mine on top of theirs, or theirs. */
  settle(id, { isMine }) {
    const { version, placement } = this.outcomes.get(id).conflict;
    this.wasSaved(id, placement, version);
    if (isMine) this.isChanged();
    else this.put(id, placement);
  }
}
