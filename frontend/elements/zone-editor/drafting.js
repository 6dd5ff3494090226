/** A zone that is just being drawn, point after point. */

import { crossing, distance } from "./geometry.js";
import { placeOf } from "./frame.js";
import { draftPoints } from "./handles.js";
import { openShape } from "./shapes.js";
import { otherPoints, snapped } from "./snapping.js";
import { newZone } from "./zones.js";

const CLOSES_PX = 12;
const LEAST = { area: 3, line: 2, mask: 3 };
const MIDDLE = [[0.35, 0.35], [0.65, 0.35], [0.65, 0.65], [0.35, 0.65]];
const IN_THE_MIDDLE = {
  area: MIDDLE,
  mask: MIDDLE,
  line: [[0.35, 0.5], [0.65, 0.5]],
};

export class Drafting {
  /** @param {SVGSVGElement} picture @param {object} editor */
  constructor(picture, editor) {
    this.picture = picture;
    this.editor = editor;
    this.shape = null; // "area", "line" or "mask"
    picture.addEventListener("click", (event) => this.isOn && this.addPoint(placeOf(event, picture)));
    picture.addEventListener("pointermove", (event) => this.isOn && this.follow(placeOf(event, picture)));
  }

  get isOn() {
    return this.shape !== null;
  }

  begin(shape) {
    this.editor.sketch.choose(null);
    this.shape = shape;
    this.outline = [];
    this.pointer = null;
    this.editor.show();
    this.picture.focus();
  }

  cancel() {
    this.shape = null;
    this.editor.show();
  }

  addPoint(place) {
    const point = this.snapped(place);
    const [first] = this.outline;
    if (first && this.canEnd() && distance(point, first) <= CLOSES_PX) return this.end();
    const last = this.outline.at(-1);
    if (!last || distance(point, last) > 2) this.outline.push(point); // a double click is one point
    if (this.shape === "line" && this.canEnd()) this.end();
    else this.editor.show();
  }

  dropPoint() {
    this.outline.pop();
    this.editor.show();
  }

  follow(place) {
    this.pointer = this.snapped(place);
    this.editor.show();
  }

  snapped(place) {
    const { frame, sketch } = this.editor;
    return snapped(place, otherPoints(sketch.zones, null, frame), frame);
  }

  canEnd() {
    return this.outline.length >= LEAST[this.shape];
  }

  /** Who draws without a pointer gets a shape in the middle, and moves its points. */
  end() {
    const { frame, sketch } = this.editor;
    if (this.outline.length && !this.canEnd()) return;
    const polygon = this.outline.length ? frame.polygon(this.outline) : IN_THE_MIDDLE[this.shape];
    const zone = newZone(this.editor.likelyKind(this.shape), polygon, sketch.zones);
    this.shape = null;
    sketch.add(zone);
    this.editor.focusOn(`zone ${zone.id}`);
  }

  parts() {
    if (!this.isOn) return [];
    const outline = this.pointer ? [...this.outline, this.pointer] : this.outline;
    const isWrong = outline.length > 3 && crossing(outline) !== null;
    return [outline.length > 1 && openShape(outline, isWrong), ...draftPoints(this.outline)];
  }
}
