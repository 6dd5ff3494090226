/** Which tile has the focus, and which is enlarged; arrows go where the eye goes. */

const BESIDE = {
  ArrowLeft: (from, to) => [from.left - to.right, Math.abs(middle(from, "y") - middle(to, "y"))],
  ArrowRight: (from, to) => [to.left - from.right, Math.abs(middle(from, "y") - middle(to, "y"))],
  ArrowUp: (from, to) => [from.top - to.bottom, Math.abs(middle(from, "x") - middle(to, "x"))],
  ArrowDown: (from, to) => [to.top - from.bottom, Math.abs(middle(from, "x") - middle(to, "x"))],
};
const OVERLAP_PX = -4; // borders of a grid may differ by a fraction

function middle({ left, right, top, bottom }, axis) {
  return axis === "x" ? (left + right) / 2 : (top + bottom) / 2;
}

export class Focus {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    stage.addEventListener("dblclick", ({ target }) => this.toggle(target.closest("live-tile")));
    stage.addEventListener("tile-enlarge", ({ target }) => this.toggle(target));
    stage.addEventListener("focusin", ({ target }) => this.mark(target.closest("live-tile")));
  }

  get enlarged() {
    return this.stage.grid.querySelector("live-tile[data-enlarged]");
  }

  /** The one tab stop of the grid. */
  mark(tile) {
    if (!tile) return;
    for (const other of this.stage.tiles()) other.tabIndex = other === tile ? 0 : -1;
  }

  focus(tile) {
    this.mark(tile);
    tile.focus();
  }

  /** The present picture is scaled up at once; the larger stream takes its place when it is there. */
  toggle(tile) {
    if (!tile) return;
    const enlarge = !tile.hasAttribute("data-enlarged");
    for (const other of this.stage.tiles()) other.toggleAttribute("data-enlarged", enlarge && other === tile);
    this.focus(tile);
  }

  shrink() {
    this.enlarged?.removeAttribute("data-enlarged");
  }

  /** @param {string} key an arrow */
  step(tile, key) {
    if (this.enlarged) return;
    const from = tile.getBoundingClientRect();
    const beside = this.stage
      .tiles()
      .filter((other) => other !== tile && !other.hidden)
      .map((other) => [other, ...BESIDE[key](from, other.getBoundingClientRect())])
      .filter(([, away]) => away > OVERLAP_PX)
      .sort((one, other) => one[1] + 2 * one[2] - (other[1] + 2 * other[2]));
    if (beside.length) this.focus(beside[0][0]);
    else this.stepInOrder(tile, { ArrowLeft: -1, ArrowRight: 1 }[key]);
  }

  /** At the end of a row on to the next one. */
  stepInOrder(tile, by) {
    const shown = this.stage.tiles().filter((other) => !other.hidden);
    const next = by && shown[shown.indexOf(tile) + by];
    if (next) this.focus(next);
  }
}
