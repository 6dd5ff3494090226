/** A camera is dragged from the list onto the plan. */

import { placeOf } from "../zone-editor/frame.js";
import { distance } from "../zone-editor/geometry.js";
import { movedTo, newPlace } from "./places.js";

const MOVES_FROM_PX = 5;

export class Fetching {
  /** @param {HTMLElement} list of [data-camera] @param {object} editor */
  constructor(list, editor) {
    this.list = list;
    this.editor = editor;
    this.row = null;
    list.addEventListener("pointerdown", (event) => this.take(event));
    list.addEventListener("pointermove", (event) => this.move(event));
    list.addEventListener("pointerup", () => this.end({ keep: true }));
    list.addEventListener("pointercancel", () => this.end({ keep: false }));
    list.addEventListener("click", (event) => this.swallow(event), true);
  }

  take(event) {
    this.hasMoved = false;
    const row = event.target.closest("[data-camera]");
    if (!row || event.button !== 0 || event.target.closest("[data-settle]") || this.editor.scaling.isOn) return;
    row.setPointerCapture(event.pointerId); // a quick hand leaves the list before it is seen to move
    this.row = row;
    this.id = Number(row.dataset.camera);
    this.from = [event.clientX, event.clientY];
  }

  move(event) {
    if (!this.row) return;
    if (!this.hasMoved && distance([event.clientX, event.clientY], this.from) < MOVES_FROM_PX) return;
    if (!this.hasMoved) this.begin();
    const { frame, sketch, picture } = this.editor;
    const at = placeOf(event, picture);
    const isOver = at[0] >= 0 && at[1] >= 0 && at[0] <= frame.width && at[1] <= frame.height;
    sketch.hold(this.id, isOver ? this.placed(frame.fractions(at)) : this.before);
  }

  begin() {
    this.hasMoved = true;
    this.before = this.editor.sketch.placeOf(this.id);
    this.editor.toggleAttribute("data-fetching", true);
    this.editor.sketch.choose(this.id);
  }

  placed(point) {
    return this.before ? movedTo(this.before, point) : newPlace(point, this.editor.frame);
  }

  /** @returns {boolean} whether a hand held anything */
  end({ keep }) {
    if (!this.row) return false;
    this.row = null;
    this.editor.removeAttribute("data-fetching");
    if (this.hasMoved) this.editor.sketch.letGo({ keep });
    return this.hasMoved;
  }

  /** What was a drag is no click. */
  swallow(event) {
    if (this.hasMoved && event.detail) event.stopPropagation();
    this.hasMoved = false;
  }
}
