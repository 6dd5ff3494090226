/** The wall by the keyboard: arrows, Enter, Z, B, Page up and down, Escape. */

const WRITTEN_IN = "input, textarea, select, [contenteditable], dialog";
const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

export class Keys {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    stage.grid.addEventListener("keydown", this.inGrid);
    document.addEventListener("keydown", this.anywhere);
  }

  close() {
    document.removeEventListener("keydown", this.anywhere);
  }

  inGrid = (event) => {
    const tile = event.target;
    if (tile.localName !== "live-tile" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (ARROWS.has(event.key)) this.stage.focused.step(tile, event.key);
    else if (event.key === "Enter" || event.key === "f") this.stage.focused.toggle(tile);
    else return;
    event.preventDefault();
  };

  anywhere = (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest?.(WRITTEN_IN)) return;
    const act = {
      Escape: () => this.away(),
      z: () => this.all("toggleZones", "showsZones"),
      b: () => this.all("toggleBoxes", "showsBoxes"),
      PageUp: () => this.stage.turn(-1),
      PageDown: () => this.stage.turn(1),
    }[event.key];
    act?.();
  };

  away() {
    if (this.stage.focused.enlarged) this.stage.focused.shrink();
    else this.stage.chooseNothing();
  }

  /** All alike, whatever each showed before. */
  all(toggle, shown) {
    const tiles = this.stage.tiles();
    const shows = !tiles.some((tile) => tile.overlay[shown]);
    for (const tile of tiles) tile[toggle](shows);
  }
}
