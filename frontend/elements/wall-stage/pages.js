/** The pages of a layout: one is shown, and tiles of the others have no stream. */

import { say } from "../words.js";

export class Pages {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.count = Number(stage.getAttribute("pages"));
    this.shown = 0;
  }

  cells() {
    return [...this.stage.grid.querySelectorAll(".cell")];
  }

  shownCells() {
    return this.cells().filter((cell) => !cell.hidden && cell.checkVisibility());
  }

  /** After the last comes the first. */
  show(page) {
    this.shown = ((page % this.count) + this.count) % this.count;
    for (const cell of this.cells()) cell.hidden = Number(cell.dataset.page) !== this.shown;
    this.stage.dataset.page = this.shown;
    const told = this.stage.querySelector("[data-page-told]");
    if (told) told.textContent = say("page_of", { page: this.shown + 1, pages: this.count });
  }
}
