/** Pointers (mouse, pen, finger) that take hold of a grip and move it. */

import { distance, middle, minus, plus } from "./geometry.js";
import { placeOf } from "./frame.js";
import { directionTo } from "./marks.js";
import { otherPoints, snapped, snappedMove } from "./snapping.js";
import { withParameter } from "./zones.js";

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
    const { sketch, drafting } = this.editor;
    if (drafting.isOn || event.button !== 0 || this.grip) return;
    const [what, which] = event.target.closest("[data-grip]")?.dataset.grip.split(" ") ?? [];
    if (what === undefined) sketch.choose(null);
    else if (what === "zone" && Number(which) !== sketch.chosenId) sketch.choose(Number(which));
    else this.hold(what, which, event);
  }

  hold(what, which, event) {
    const { sketch, frame } = this.editor;
    this.picture.setPointerCapture(event.pointerId);
    this.from = placeOf(event, this.picture);
    this.zone = sketch.chosen;
    this.outline = frame.outline(this.zone.polygon);
    this.grip = { what, which, moves: false };
    if (what === "point") sketch.choose(this.zone.id, Number(which));
    if (what === "edge") this.insert(Number(which));
  }

  /** The new point is held at once, and stays where it is if the hand does not move. */
  insert(edge) {
    const next = (edge + 1) % this.outline.length;
    this.outline = this.outline.toSpliced(edge + 1, 0, middle(this.outline[edge], this.outline[next]));
    this.grip = { what: "point", which: edge + 1, moves: false };
    this.editor.sketch.point = edge + 1;
    this.show(this.outline);
  }

  move(event) {
    if (!this.grip) return;
    const place = placeOf(event, this.picture);
    this.grip.moves ||= distance(place, this.from) >= MOVES_FROM_PX;
    if (!this.grip.moves) return;
    if (this.grip.what === "direction") this.turn(place);
    else this.show(this.grip.what === "zone" ? this.moved(place) : this.bent(place));
  }

  moved(place) {
    const { frame, sketch } = this.editor;
    const others = otherPoints(sketch.zones, this.zone.id, frame);
    const way = frame.boundedMove(this.outline, minus(place, this.from));
    const snappedWay = frame.boundedMove(this.outline, snappedMove(this.outline, way, others, frame));
    return this.outline.map((point) => plus(point, snappedWay));
  }

  bent(place) {
    const { frame, sketch } = this.editor;
    return this.outline.with(Number(this.grip.which), snapped(place, otherPoints(sketch.zones, this.zone.id, frame), frame));
  }

  turn(place) {
    const { frame, sketch, kinds } = this.editor;
    const parameter = kinds.get(this.zone.kind).parameters.find(({ name }) => name === this.grip.which);
    sketch.hold(withParameter(this.zone, parameter, directionTo(this.zone, place, frame)));
  }

  show(outline) {
    const { frame, sketch } = this.editor;
    sketch.hold({ ...this.zone, polygon: frame.polygon(outline) });
  }

  /** @returns {boolean} whether a hand held anything */
  end({ keep }) {
    if (!this.grip) return false;
    this.grip = null;
    this.editor.sketch.letGo({ keep });
    return true;
  }
}
