/** Pointers (mouse, pen, finger) that take hold of a camera, its cone or a point of the scale. */

import { between, degreesTo, seenFrom } from "../plan/cone.js";
import { placeOf } from "../zone-editor/frame.js";
import { distance, minus, plus } from "../zone-editor/geometry.js";
import { facing, movedTo, reaching, seeing } from "./places.js";

const MOVES_FROM_PX = 3; // a hand that only chooses trembles too

export class Dragging {
  /** @param {SVGSVGElement} picture @param {object} editor */
  constructor(picture, editor) {
    this.picture = picture;
    this.editor = editor;
    this.grip = null;
    picture.addEventListener("pointerdown", (event) => this.take(event));
    picture.addEventListener("pointermove", (event) => this.move(event));
    picture.addEventListener("pointerup", () => this.end({ keep: true }));
    picture.addEventListener("pointercancel", () => this.end({ keep: false }));
  }

  take(event) {
    if (event.button !== 0 || this.grip) return;
    const [what, which] = event.target.closest("[data-grip]")?.dataset.grip.split(" ") ?? [];
    if (what === undefined) this.editor.sketch.choose(null);
    else this.hold(what, Number(which), event);
  }

  hold(what, which, event) {
    const { sketch } = this.editor;
    if ((what === "scale") !== this.editor.scaling.isOn) return;
    this.picture.setPointerCapture(event.pointerId);
    this.from = placeOf(event, this.picture);
    this.grip = { what, which, moves: false };
    if (what === "scale") return;
    sketch.choose(which);
    this.place = sketch.placeOf(which);
  }

  move(event) {
    if (!this.grip) return;
    const at = placeOf(event, this.picture);
    this.grip.moves ||= distance(at, this.from) >= MOVES_FROM_PX;
    if (!this.grip.moves) return;
    if (this.grip.what === "scale") this.editor.scaling.movePoint(this.grip.which, this.editor.frame.fractions(at));
    else this.editor.sketch.hold(this.grip.which, this[this.grip.what](at));
  }

  camera(at) {
    const { frame } = this.editor;
    const start = frame.pixels([this.place.x, this.place.y]);
    return movedTo(this.place, frame.fractions(plus(start, minus(at, this.from))));
  }

  tip(at) {
    const { frame } = this.editor;
    const { at: stands } = seenFrom(this.place, frame);
    return reaching(facing(this.place, degreesTo(stands, at)), distance(stands, at) / frame.width);
  }

  /** Both edges of the cone move: its direction stays. */
  side(at) {
    const { at: stands } = seenFrom(this.place, this.editor.frame);
    return seeing(this.place, 2 * between(degreesTo(stands, at), this.place.direction_deg));
  }

  /** @returns {boolean} whether a hand held anything */
  end({ keep }) {
    if (!this.grip) return false;
    this.grip = null;
    this.editor.sketch.letGo({ keep });
    return true;
  }
}
