/** Clicks that add points or measure, and the same by keyboard. */

import { say } from "../words.js";
import { placeOf } from "../zone-editor/frame.js";

const MOST = { coordinates: 40, distances: 10, template: 40 }; // as on the server
const MIDDLES = [[0.35, 0.8], [0.65, 0.8], [0.6, 0.6], [0.4, 0.6]];
const MEASURED_IN_THE_MIDDLE = [[0.4, 0.7], [0.6, 0.7]];

export class Tools {
  /** @param {SVGSVGElement} picture @param {object} editor */
  constructor(picture, editor) {
    this.picture = picture;
    this.editor = editor;
    this.tool = null; // "add" or "measure"
    this.first = null; // end of what is being measured
    picture.addEventListener("click", (event) => this.isOn && this.click(this.fractions(event)));
    picture.addEventListener("pointermove", (event) => this.isOn && this.follow(event));
    picture.addEventListener("pointerleave", () => this.isOn && editor.loupe.hide());
  }

  get isOn() {
    return this.tool !== null;
  }

  toggle(tool) {
    this.tool = this.tool === tool ? null : tool;
    this.first = null;
    this.editor.loupe.hide();
    if (this.tool === "measure") this.editor.sketch.measured = null;
    if (this.tool) this.picture.focus();
    this.editor.show();
  }

  /** For a place of the template that was chosen. */
  arm(place) {
    this.editor.sketch.armed = place;
    this.tool = "add";
    this.picture.focus();
    this.editor.show();
  }

  fractions(event) {
    return this.editor.frame.fractions(placeOf(event, this.picture));
  }

  follow(event) {
    const place = this.fractions(event);
    this.editor.loupe.showAt(place);
    if (this.tool === "measure" && this.first) this.measured(this.first, place);
  }

  click(place) {
    if (this.tool === "add") this.add(place);
    else if (!this.first) this.measured((this.first = place), place);
    else {
      this.measured(this.first, place);
      this.first = null;
    }
  }

  measured(one, other) {
    this.editor.sketch.measured = [one, other];
    this.editor.show();
  }

  /** @returns {object | null} the new point */
  add(place) {
    const { sketch } = this.editor;
    if (!this.canAdd()) return null;
    const next = this.next();
    sketch.armed = null;
    return sketch.add(place, next?.name ?? null);
  }

  canAdd() {
    const { way, points } = this.editor.sketch.present;
    return points.length < MOST[way] && (way !== "template" || this.next() !== null);
  }

  /** The place of the template that the next click is: the one that was chosen, or the first that is free. */
  next() {
    const { sketch } = this.editor;
    if (sketch.present.way !== "template") return null;
    const taken = new Set(sketch.present.points.map(({ place }) => place));
    const free = this.editor.plan().places.filter(({ name }) => !taken.has(name));
    return free.find(({ name }) => name === sketch.armed) ?? free[0] ?? null;
  }

  press(event) {
    if (!this.isOn || event.target.closest("button, input, select, a")) return false;
    if (event.key === "Escape") this.toggle(this.tool);
    else if (event.key === "Enter") this.pressEnter();
    else return false;
    return true;
  }

  pressEnter() {
    const { sketch } = this.editor;
    if (this.tool === "measure") {
      this.tool = null;
      this.measured(...MEASURED_IN_THE_MIDDLE);
      return this.editor.focusOn("end 0");
    }
    const point = this.add(MIDDLES[sketch.present.points.length % MIDDLES.length]);
    if (point) this.editor.focusOn(`point ${point.id}`);
  }

  hint() {
    if (this.tool === null) return say("hint_ground_idle");
    if (this.tool === "measure") return say("hint_ground_measure");
    if (!this.canAdd()) return say("hint_ground_full");
    const next = this.next();
    return next ? say("hint_ground_next", { place: next.label }) : say("hint_ground_add");
  }
}
