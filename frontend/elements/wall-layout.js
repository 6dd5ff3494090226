/** <wall-layout>: a wall is arranged; contract in pages/wall/layout.html. What is kept lies in the form's field `cells`. */

import { Board } from "./wall-layout/board.js";
import { arranged, MOST_PAGES, MOST_SIDES, onPage, pagesOf, placed, withSides } from "./wall-layout/grid.js";
import { Palette } from "./wall-layout/palette.js";
import { PRESETS } from "./wall-layout/presets.js";
import { say } from "./words.js";
import { History } from "./zone-editor/history.js";

class WallLayout extends HTMLElement {
  connectedCallback() {
    const given = JSON.parse(document.getElementById("editor").textContent);
    this.cameras = given.cameras;
    this.history = new History(given.grid);
    this.page = 0;
    this.field = this.querySelector("[name=cells]");
    this.board = new Board(this, this.querySelector("[data-board]"));
    this.palette = new Palette(this);
    this.showPresets();
    this.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    this.addEventListener("change", ({ target }) => this.changeSide(target));
    document.addEventListener("keydown", this.keyed);
    this.show();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.keyed);
  }

  get grid() {
    return this.history.present;
  }

  nameOf(camera) {
    if (camera === null) return say("free_cell");
    const found = this.cameras.find(({ id }) => id === camera);
    if (!found) return say("gone_cell");
    return found.watched ? found.name : say("retired", { name: found.name });
  }

  tell(text) {
    this.querySelector("[data-said]").textContent = text;
  }

  put(grid, text = "") {
    this.history.put(grid);
    this.show();
    this.tell(text);
  }

  /** @param {number} camera @param {{x: number, y: number}} spot on the page that is shown, where one was pointed at */
  place(camera, spot = null) {
    const { chosen } = this.board;
    const wanted = spot ?? (chosen && chosen.camera === null ? { x: chosen.x, y: chosen.y } : null);
    const next = placed(this.grid, camera, this.page, wanted);
    if (!next) {
      this.tell(say("page_full"));
      return;
    }
    const cell = next.cells.find((one) => one.camera === camera);
    this.put(next, say("placed", { name: this.nameOf(camera), x: cell.x + 1, y: cell.y + 1 }));
    this.board.choose(cell);
  }

  press(button) {
    const { preset, page, step, move, resize, addPage, remove, emptyPage } = button?.dataset ?? {};
    const { chosen } = this.board;
    if (preset) this.arrange(PRESETS[preset]);
    else if (page !== undefined) this.turnTo(Number(page));
    else if (step) this.step(step);
    else if (addPage !== undefined) this.turnTo(Math.min(pagesOf(this.grid), MOST_PAGES - 1));
    else if (emptyPage !== undefined) this.put({ ...this.grid, cells: this.grid.cells.filter((cell) => cell.page !== this.page) });
    else if (chosen && move) this.board.move(chosen, ...move.split(" ").map(Number));
    else if (chosen && resize) this.board.resize(chosen, ...resize.split(" ").map(Number));
    else if (chosen && remove !== undefined) this.board.remove(chosen);
  }

  arrange(preset) {
    this.page = 0;
    this.put(arranged(this.grid, preset));
  }

  turnTo(page) {
    this.page = page;
    this.board.chosen = null;
    this.show();
  }

  step(which) {
    this.history[which]();
    this.show();
  }

  changeSide({ dataset, value }) {
    if (!dataset.side) return;
    const { columns, rows } = { ...this.grid, [dataset.side]: Math.max(1, Math.min(MOST_SIDES, Math.round(value) || 1)) };
    this.put(withSides(this.grid, columns, rows));
  }

  keyed = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.closest("input")) return;
    event.preventDefault();
    this.step(event.shiftKey ? "redo" : "undo");
  };

  show() {
    this.page = Math.min(this.page, pagesOf(this.grid));
    this.field.value = JSON.stringify(this.grid);
    this.board.show();
    this.palette.show();
    this.showPages();
    this.showChosen();
    for (const side of ["columns", "rows"]) this.querySelector(`[data-side=${side}]`).value = this.grid[side];
    this.querySelector("[data-step=undo]").disabled = !this.history.past.length;
    this.querySelector("[data-step=redo]").disabled = !this.history.future.length;
  }

  showPresets() {
    const place = this.querySelector("[data-presets]");
    place.replaceChildren(...Object.keys(PRESETS).map((name) => buttonOf(name, "preset", name)));
  }

  showPages() {
    const count = Math.max(pagesOf(this.grid), this.page + 1);
    const place = this.querySelector("[data-pages]");
    const pages = Array.from({ length: count }, (_, page) => {
      const button = buttonOf(String(page + 1), "page", page);
      button.setAttribute("aria-label", say("page", { page: page + 1 }));
      button.setAttribute("aria-pressed", page === this.page);
      return button;
    });
    const isRoom = count < MOST_PAGES && onPage(this.grid, count - 1).length > 0;
    place.replaceChildren(...pages, ...(isRoom ? [buttonOf("+", "addPage", "")] : []));
    place.lastElementChild.setAttribute("aria-label", isRoom ? say("add_page") : say("page", { page: count }));
  }

  showChosen() {
    const { chosen } = this.board;
    const tools = this.querySelector("[data-cell-tools]");
    for (const button of tools.querySelectorAll("button")) button.disabled = !chosen;
    tools.querySelector("[data-chosen]").textContent = chosen ? this.nameOf(chosen.camera) : say("none_chosen");
    for (const button of this.board.element.children) button.toggleAttribute("data-chosen", Number(button.dataset.cell) === this.grid.cells.indexOf(chosen));
  }
}

function buttonOf(text, what, value) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  button.dataset[what] = value;
  return button;
}

if (document.getElementById("editor")) customElements.define("wall-layout", WallLayout);
