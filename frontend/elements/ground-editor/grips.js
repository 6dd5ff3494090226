/** Points and ends of what is measured, taken hold of by a pointer or moved by arrows. */

import { distance, minus, plus } from "../zone-editor/geometry.js";
import { placeOf } from "../zone-editor/frame.js";

const MOVES_FROM_PX = 3; // a hand that only chooses trembles too
const FAR_PX = 10;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Grips {
  /** @param {SVGSVGElement} picture @param {object} editor */
  constructor(picture, editor) {
    this.picture = picture;
    this.editor = editor;
    this.grip = null;
    picture.addEventListener("pointerdown", (event) => this.take(event));
    picture.addEventListener("pointermove", (event) => this.move(event));
    picture.addEventListener("pointerup", () => this.end({ keep: true }));
    picture.addEventListener("pointercancel", () => this.end({ keep: false }));
    picture.addEventListener("focusin", ({ target }) => this.focused(target.dataset.grip));
  }

  focused(grip) {
    const [what, which] = grip?.split(" ") ?? [];
    if (what === "point" && Number(which) !== this.editor.sketch.chosenId) this.editor.sketch.choose(Number(which));
  }

  take(event) {
    const { sketch, tools } = this.editor;
    if (tools.isOn || event.button !== 0 || this.grip) return;
    const [what, which] = event.target.closest("[data-grip]")?.dataset.grip.split(" ") ?? [];
    if (what === undefined) return sketch.choose(null);
    this.picture.setPointerCapture(event.pointerId);
    this.from = placeOf(event, this.picture);
    this.grip = { what, which: Number(which), at: this.placeOf(what, Number(which)), moves: false };
    if (what === "point") sketch.choose(Number(which));
  }

  move(event) {
    if (!this.grip) return;
    const place = placeOf(event, this.picture);
    this.grip.moves ||= distance(place, this.from) >= MOVES_FROM_PX;
    if (!this.grip.moves) return;
    const { frame, sketch, loupe } = this.editor;
    const to = frame.fractions(plus(frame.pixels(this.grip.at), minus(place, this.from)));
    loupe.showAt(to);
    if (this.grip.what === "point") sketch.hold(this.grip.which, { image: to });
    else this.putEnd(this.grip.which, to);
  }

  /** @returns {boolean} whether a hand held anything */
  end({ keep }) {
    if (!this.grip) return false;
    this.grip = null;
    this.editor.loupe.hide();
    this.editor.sketch.letGo({ keep });
    return true;
  }

  press(event) {
    if (event.key === "Escape" && this.end({ keep: false })) return true;
    const [what, which] = document.activeElement.dataset.grip?.split(" ") ?? [];
    if (what === undefined) return false;
    if (event.key in WAYS) this.nudge(what, Number(which), event);
    else if (what === "point" && ["Delete", "Backspace"].includes(event.key)) this.editor.remove(Number(which));
    else return false;
    return true;
  }

  nudge(what, which, event) {
    const { frame, sketch } = this.editor;
    const way = WAYS[event.key].map((step) => step * (event.shiftKey ? FAR_PX : 1));
    const to = frame.fractions(plus(frame.pixels(this.placeOf(what, which)), way));
    if (what === "point") sketch.putPoint(which, { image: to }, `move ${which}`);
    else this.putEnd(which, to);
  }

  placeOf(what, which) {
    const { sketch } = this.editor;
    return what === "point" ? sketch.point(which).image : sketch.measured[which];
  }

  putEnd(which, to) {
    const { sketch } = this.editor;
    sketch.measured = sketch.measured.with(which, to);
    this.editor.show();
  }
}
