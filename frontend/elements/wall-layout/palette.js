/** The cameras to choose from, by venue: searched, placed by a key or a click, dragged onto the board. */

import { say } from "../words.js";
import { Drag } from "./drag.js";

export class Palette {
  /** @param {HTMLElement} editor */
  constructor(editor) {
    this.editor = editor;
    this.list = editor.querySelector("[data-cameras]");
    this.search = editor.querySelector("[data-search]");
    this.search.addEventListener("input", () => this.show());
    this.search.addEventListener("keydown", (event) => this.fromSearch(event));
    this.list.addEventListener("click", ({ target }) => this.take(target.closest("[data-camera]")));
    this.list.addEventListener("keydown", (event) => this.step(event));
    this.list.addEventListener("pointerdown", (event) => this.grip(event));
  }

  found() {
    const wanted = folded(this.search.value);
    return this.editor.cameras.filter(({ name, venue }) => folded(`${name} ${venue}`).includes(wanted));
  }

  show() {
    const venues = grouped(this.found());
    const held = this.list.querySelector(":focus")?.dataset.camera;
    this.list.replaceChildren(...[...venues].map(([venue, cameras]) => this.group(venue, cameras)));
    if (!venues.size) this.list.textContent = say("none_found");
    if (held) this.list.querySelector(`[data-camera="${held}"]`)?.focus();
  }

  group(venue, cameras) {
    const group = document.createElement("section");
    const title = document.createElement("h3");
    title.textContent = venue;
    group.append(title, ...cameras.map((camera) => this.row(camera)));
    return group;
  }

  row({ id, name, watched }) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "layout-camera";
    button.dataset.camera = id;
    const text = document.createElement("span");
    text.textContent = watched ? name : say("retired", { name });
    button.append(text);
    const cell = this.editor.grid.cells.find(({ camera }) => camera === id);
    if (cell) {
      const where = document.createElement("small");
      where.textContent = say("on_page", { page: cell.page + 1 });
      button.append(where);
      button.dataset.placed = "";
    }
    return button;
  }

  take(button) {
    if (button) this.editor.place(Number(button.dataset.camera));
  }

  /** Enter places the first that is found, and the next one can be searched at once. */
  fromSearch(event) {
    const [first] = this.list.querySelectorAll("[data-camera]");
    if (event.key === "ArrowDown") first?.focus();
    else if (event.key === "Enter") this.take(first);
    else return;
    event.preventDefault();
  }

  step(event) {
    const buttons = [...this.list.querySelectorAll("[data-camera]")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = buttons[buttons.indexOf(event.target) + by];
    (next ?? (by < 0 ? this.search : event.target)).focus();
  }

  grip(event) {
    const button = event.target.closest("[data-camera]");
    if (!button || event.button || event.pointerType === "touch") return; // with a finger the list is scrolled
    const { board } = this.editor;
    const ghost = Object.assign(document.createElement("div"), { className: "layout-ghost", textContent: button.firstChild.textContent });
    new Drag(event, button, {
      over: (now) => {
        document.body.append(ghost);
        ghost.style.translate = `${now.clientX + 8}px ${now.clientY + 8}px`;
        board.element.toggleAttribute("data-over", board.holds(board.at(now)));
      },
      dropped: (now) => {
        const spot = board.at(now);
        if (board.holds(spot)) this.editor.place(Number(button.dataset.camera), spot);
        button.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
      },
      ended: () => {
        ghost.remove();
        board.element.removeAttribute("data-over");
      },
    });
  }
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function grouped(cameras) {
  const found = new Map();
  for (const camera of cameras) (found.get(camera.venue) ?? found.set(camera.venue, []).get(camera.venue)).push(camera);
  return found;
}
