/** The wall on which cells are arranged: drawn, worked by keys, and dragged. */

import { say } from "../words.js";
import { Drag } from "./drag.js";
import { movedTo, onPage, resizedTo, without } from "./grid.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Board {
  /** @param {HTMLElement} editor @param {HTMLElement} element */
  constructor(editor, element) {
    this.editor = editor;
    this.element = element;
    this.chosen = null;
    element.addEventListener("keydown", (event) => this.press(event));
    element.addEventListener("focusin", ({ target }) => this.choose(this.cellOf(target)));
    element.addEventListener("pointerdown", (event) => this.grip(event));
  }

  cellOf(element) {
    const held = element.closest("[data-cell]");
    return held ? this.editor.grid.cells[Number(held.dataset.cell)] : null;
  }

  choose(cell) {
    this.chosen = cell;
    this.editor.showChosen();
  }

  show() {
    const { grid, page } = this.editor;
    const hadFocus = this.element.contains(document.activeElement);
    this.chosen = grid.cells.find((cell) => cell === this.chosen || (cell.camera !== null && cell.camera === this.chosen?.camera)) ?? null;
    this.element.style.setProperty("--columns", grid.columns);
    this.element.style.setProperty("--rows", grid.rows);
    this.element.replaceChildren(...onPage(grid, page).map((cell) => this.drawn(cell)));
    if (hadFocus) (this.buttonOf(this.chosen) ?? this.element.firstElementChild)?.focus();
  }

  drawn(cell) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "layout-cell";
    button.dataset.cell = this.editor.grid.cells.indexOf(cell);
    button.toggleAttribute("data-free", cell.camera === null);
    const name = this.editor.nameOf(cell.camera);
    button.textContent = name;
    button.setAttribute("aria-label", say("cell", { name, x: cell.x + 1, y: cell.y + 1, w: cell.w, h: cell.h }));
    for (const side of ["x", "y", "w", "h"]) button.style.setProperty(`--${side}`, cell[side]);
    const corner = document.createElement("span");
    corner.className = "layout-corner";
    corner.dataset.corner = "";
    button.append(corner);
    return button;
  }

  buttonOf(cell) {
    return this.element.querySelector(`[data-cell="${this.editor.grid.cells.indexOf(cell)}"]`);
  }

  press(event) {
    const cell = this.cellOf(event.target);
    if (!cell || event.altKey || event.metaKey || event.ctrlKey) return;
    const step = STEPS[event.key];
    if (step && event.shiftKey) this.resize(cell, ...step);
    else if (step) this.move(cell, ...step);
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(cell);
    else if (event.key === "Enter" && cell.camera === null) this.editor.palette.search.focus();
    else return;
    event.preventDefault();
  }

  move(cell, dx, dy) {
    this.take(cell, movedTo(this.editor.grid, cell, { x: cell.x + dx, y: cell.y + dy }), "moved");
  }

  resize(cell, dx, dy) {
    this.take(cell, resizedTo(this.editor.grid, cell, { w: cell.w + dx, h: cell.h + dy }), "resized");
  }

  remove(cell) {
    this.editor.put(without(this.editor.grid, cell), say("removed", { name: this.editor.nameOf(cell.camera) }));
  }

  take(cell, next, word) {
    if (!next) {
      this.editor.tell(say("no_room"));
      return;
    }
    const now = next.cells[this.editor.grid.cells.indexOf(cell)];
    this.chosen = now;
    this.editor.put(next, say(word, { name: this.editor.nameOf(now.camera), x: now.x + 1, y: now.y + 1, w: now.w, h: now.h }));
  }

  /** At its corner a cell is made larger, elsewhere it is moved. */
  grip(event) {
    const cell = this.cellOf(event.target);
    if (!cell || event.button) return;
    const button = this.buttonOf(cell);
    button.focus();
    const isCorner = "corner" in event.target.dataset;
    const from = this.at(event);
    new Drag(event, button, {
      over: (now) => this.preview(button, cell, isCorner, from, this.at(now)),
      dropped: (now) => this.drop(cell, isCorner, from, this.at(now)),
      ended: () => this.show(),
    });
  }

  preview(button, cell, isCorner, from, to) {
    const sides = isCorner ? sized(cell, to) : { x: cell.x + to.x - from.x, y: cell.y + to.y - from.y };
    for (const [side, value] of Object.entries(sides)) button.style.setProperty(`--${side}`, value);
    button.classList.add("layout-held");
  }

  drop(cell, isCorner, from, to) {
    const { grid } = this.editor;
    if (isCorner) this.take(cell, resizedTo(grid, cell, sized(cell, to)), "resized");
    else if (to.x !== from.x || to.y !== from.y) {
      this.take(cell, movedTo(grid, cell, { x: cell.x + to.x - from.x, y: cell.y + to.y - from.y }), "moved");
    }
  }

  /** The unit of the grid under a pointer; outside it, one that is not there. */
  at({ clientX, clientY }) {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const { columns, rows } = this.editor.grid;
    return { x: Math.floor(((clientX - left) / width) * columns), y: Math.floor(((clientY - top) / height) * rows) };
  }

  holds({ x, y }) {
    const { columns, rows } = this.editor.grid;
    return x >= 0 && y >= 0 && x < columns && y < rows;
  }
}

function sized(cell, to) {
  return { w: Math.max(1, to.x - cell.x + 1), h: Math.max(1, to.y - cell.y + 1) };
}
