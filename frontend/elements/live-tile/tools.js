/** The small toolbar of a tile, from the page's template; a page without one has tiles without tools. */

import { Figures } from "./figures.js";
import { pictureInPicture, toggleFullScreen } from "./windows.js";

export class Tools {
  /** @param {HTMLElement} tile @returns {Tools | null} */
  static of(tile) {
    const template = document.getElementById("tile-tools");
    return template ? new Tools(tile, template) : null;
  }

  constructor(tile, template) {
    this.tile = tile;
    const parts = template.content.cloneNode(true);
    this.bar = parts.querySelector("[role=toolbar]");
    this.figures = new Figures(tile, parts.querySelector("dl"));
    tile.append(parts);
    this.bar.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    this.bar.addEventListener("keydown", (event) => this.step(event));
    this.show();
  }

  close() {
    this.figures.close();
    this.figures.list.remove();
    this.bar.remove();
  }

  press(button) {
    const tile = this.tile;
    const act = {
      boxes: () => tile.toggleBoxes(),
      zones: () => tile.toggleZones(),
      enlarge: () => tile.dispatchEvent(new CustomEvent("tile-enlarge", { bubbles: true })),
      full: () => toggleFullScreen(tile),
      pip: () => pictureInPicture(tile),
      figures: () => this.figures.toggle(),
    }[button?.dataset.tool];
    act?.();
    this.show();
  }

  show() {
    const { showsBoxes, showsZones } = this.tile.overlay;
    const pressed = { boxes: showsBoxes, zones: showsZones, figures: this.figures.isShown };
    for (const [name, isPressed] of Object.entries(pressed)) {
      this.bar.querySelector(`[data-tool=${name}]`).setAttribute("aria-pressed", isPressed);
    }
  }

  /** Arrows go through the tools, Escape back to the tile. */
  step(event) {
    const buttons = [...this.bar.querySelectorAll("button")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") this.tile.focus();
    else if (step) buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
