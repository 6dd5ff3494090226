/** What is being edited: the points, how their places are known, and their history; never changed, only replaced. */

import { History } from "../zone-editor/history.js";

let lastId = 0;

function numbered(point) {
  lastId += 1;
  return { metres: [null, null], place: null, ...point, id: lastId };
}

export class GroundSketch {
  /** @param {{points: object[], templates: object[]}} given @param {() => void} changed is called after each change */
  constructor({ points, templates }, changed) {
    this.templates = templates;
    this.changed = changed;
    this.history = new History({
      way: points.length ? "coordinates" : "template",
      points: points.map(numbered),
      distances: {}, // "one other" → metres, by the points' ids
      template: templates[0].name,
      dimensions: {}, // the usual ones are not in it
    });
    this.held = null; // as it would be if the hand let go now
    this.chosenId = null;
    this.measured = null; // two places in the picture
    this.armed = null; // place of the template that the next click is
    this.saved = this.print();
  }

  get present() {
    return this.held ?? this.history.present;
  }

  get isUnsaved() {
    return this.print() !== this.saved;
  }

  template() {
    return this.templates.find(({ name }) => name === this.present.template);
  }

  numberOf({ id }) {
    return this.present.points.findIndex((point) => point.id === id) + 1;
  }

  point(id) {
    return this.present.points.find((point) => point.id === id);
  }

  choose(id) {
    this.chosenId = id;
    this.changed();
  }

  put(changes, doing = null) {
    this.history.put({ ...this.history.present, ...changes }, doing);
    this.changed();
  }

  add(image, place = null) {
    const point = numbered({ image, place });
    this.chosenId = point.id;
    this.put({ points: [...this.present.points, point] });
    return point;
  }

  putPoint(id, changes, doing = null) {
    this.put({ points: this.withPoint(id, changes) }, doing);
  }

  hold(id, changes) {
    this.held = { ...this.history.present, points: this.withPoint(id, changes) };
    this.changed();
  }

  letGo({ keep }) {
    if (keep && this.held) this.history.put(this.held);
    this.held = null;
    this.changed();
  }

  removePoint(id) {
    const kept = Object.entries(this.present.distances).filter(([pair]) => !pair.split(" ").includes(String(id)));
    this.chosenId = null;
    this.put({ points: this.present.points.filter((point) => point.id !== id), distances: Object.fromEntries(kept) });
  }

  removeAll() {
    this.chosenId = null;
    this.put({ points: [], distances: {} });
  }

  /** What is known of the points one way is not lost on another. */
  goWay(way, { metres = [] }) {
    if (way === this.present.way) return;
    this.armed = null;
    this.put({ way, points: this.present.points.map((point, index) => ({ ...point, metres: (metres[index] ?? point.metres).map(toMillimetres) })) });
  }

  mirror() {
    this.put({ points: this.present.points.map((point) => ({ ...point, metres: [point.metres[0], point.metres[1] && -point.metres[1]] })) });
  }

  undo() {
    this.history.undo();
    this.changed();
  }

  redo() {
    this.history.redo();
    this.changed();
  }

  wasSaved(print) {
    this.saved = print;
    this.changed();
  }

  /** The same for every way of giving no point. */
  print() {
    return this.history.present.points.length ? JSON.stringify(this.sent(this.history.present)) : "";
  }

  forTheServer() {
    return this.sent(this.present);
  }

  sent({ way, points, distances, template, dimensions }) {
    const index = new Map(points.map(({ id }, place) => [String(id), place]));
    return {
      way,
      points: points.map(({ image, metres, place }) => ({ image, metres: metres.includes(null) ? null : metres, place })),
      distances: Object.entries(distances).map(([pair, metres]) => [...pair.split(" ").map((id) => index.get(id)), metres]),
      template,
      dimensions,
    };
  }

  withPoint(id, changes) {
    return this.history.present.points.map((point) => (point.id === id ? { ...point, ...changes } : point));
  }
}

function toMillimetres(value) {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
