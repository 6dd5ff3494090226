/**
 * <area-picker>: a rectangle or polygon on a picture; contract in pages/search/movement.html.
 *
 * By mouse: drag a rectangle, or click corners. By keyboard: arrows move a cross, the space bar
 * sets a corner, Enter closes. The hidden input holds [[x, y], …], 0..1, once the area is closed.
 */

import { areaParts } from "./area-picker/parts.js";

const STEP = 0.02;
const FINE = 0.004;
const CLOSE_PX = 12;
const DRAGGED_PX = 6;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class AreaPicker extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.image = this.querySelector("img");
    this.input = this.querySelector("input[name=area]");
    this.corners = this.input.value ? JSON.parse(this.input.value) : [];
    this.isClosed = this.corners.length > 2;
    this.cursor = null;
    this.shape = this.isClosed && this.corners.length !== 4 ? "polygon" : "rectangle";
    this.listen();
    if (!this.image.complete) this.image.addEventListener("load", () => this.show());
    this.show();
  }

  listen() {
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    this.svg.addEventListener("pointerup", (event) => this.release(event));
    this.svg.addEventListener("keydown", (event) => this.hear(event));
    this.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    for (const button of this.querySelectorAll("[data-shape]")) {
      button.addEventListener("click", () => this.begin(button.dataset.shape));
    }
  }

  begin(shape) {
    this.shape = shape;
    this.clear();
    this.svg.focus();
  }

  clear() {
    this.corners = [];
    this.isClosed = false;
    this.show();
  }

  pointOf({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    return [clamped((clientX - box.left) / box.width), clamped((clientY - box.top) / box.height)];
  }

  pixelsBetween([x, y], [x2, y2]) {
    const box = this.svg.getBoundingClientRect();
    return Math.hypot((x - x2) * box.width, (y - y2) * box.height);
  }

  cornerNear(point) {
    return this.corners.findIndex((corner) => this.pixelsBetween(corner, point) < CLOSE_PX);
  }

  press(event) {
    if (event.button) return;
    const point = this.pointOf(event);
    this.cursor = null;
    this.svg.setPointerCapture(event.pointerId);
    const near = this.cornerNear(point);
    if (this.isClosed && near >= 0) this.dragged = { near };
    else this.dragged = { from: point };
  }

  drag(event) {
    if (!this.dragged) return;
    const point = this.pointOf(event);
    const { near, from } = this.dragged;
    if (near !== undefined) this.moveCorner(near, point);
    else if (this.shape === "rectangle" && this.pixelsBetween(from, point) > DRAGGED_PX) this.corners = rectangle(from, point);
    else return;
    this.isClosed = true;
    this.show();
  }

  release(event) {
    const { from } = this.dragged ?? {};
    this.dragged = null;
    if (!from || this.pixelsBetween(from, this.pointOf(event)) > DRAGGED_PX) return;
    this.put(this.pointOf(event));
  }

  /** A rectangle keeps its right angles: the corner opposite stays. */
  moveCorner(near, point) {
    if (this.shape === "rectangle" && this.corners.length === 4) {
      const opposite = this.corners[(near + 2) % 4];
      const moved = rectangle(opposite, point);
      this.corners = moved;
      this.dragged.near = this.cornerNear(point) >= 0 ? this.cornerNear(point) : near;
    } else this.corners[near] = point;
  }

  put(point) {
    if (this.isClosed) this.clear();
    if (this.shape === "rectangle" && this.corners.length === 1) {
      this.corners = rectangle(this.corners[0], point);
      this.isClosed = true;
    } else if (this.corners.length > 2 && this.cornerNear(point) === 0) this.isClosed = true;
    else this.corners.push(point);
    this.show();
  }

  hear(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = ARROWS[event.key];
    if (way) this.moveCross(way, event.shiftKey ? FINE : STEP);
    else if (event.key === " ") this.put([...this.cross()]);
    else if (event.key === "Enter" && !this.isClosed) this.close();
    else if (event.key === "Backspace") this.dropCorner();
    else if (event.key === "Escape" && this.corners.length) this.clear();
    else return;
    event.preventDefault();
  }

  cross() {
    this.cursor ??= [0.5, 0.5];
    return this.cursor;
  }

  moveCross([x, y], step) {
    const [at, down] = this.cross();
    this.cursor = [clamped(at + x * step), clamped(down + y * step)];
    this.show();
  }

  close() {
    if (this.corners.length > 2) this.isClosed = true;
    else if (this.shape === "rectangle") this.put([...this.cross()]);
    this.show();
  }

  dropCorner() {
    if (this.shape === "rectangle" && this.isClosed) this.corners = [];
    this.corners.pop();
    this.isClosed = false;
    this.show();
  }

  show() {
    const [width, height] = [this.image.naturalWidth || 16, this.image.naturalHeight || 9];
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.replaceChildren(...areaParts({ ...this.drawn(), width, height }));
    const rounded = this.corners.map((corner) => corner.map((value) => Math.round(value * 1e4) / 1e4));
    this.input.value = this.isClosed ? JSON.stringify(rounded) : "";
    for (const button of this.querySelectorAll("[data-shape]")) button.ariaPressed = String(button.dataset.shape === this.shape);
    const status = this.querySelector("[data-status]");
    const told = status.dataset[this.isClosed ? "done" : this.corners.length ? "drawing" : "idle"];
    if (status.textContent !== told) status.textContent = told;
  }

  /** While a rectangle is drawn by the keyboard, it is shown up to the cross. */
  drawn() {
    const isBegun = this.shape === "rectangle" && this.corners.length === 1 && this.cursor;
    const corners = isBegun ? rectangle(this.corners[0], this.cursor) : this.corners;
    return { corners, isClosed: this.isClosed || Boolean(isBegun), cursor: this.cursor };
  }
}

function clamped(value) {
  return Math.min(1, Math.max(0, value));
}

function rectangle([x, y], [x2, y2]) {
  const [left, right] = [Math.min(x, x2), Math.max(x, x2)];
  const [top, bottom] = [Math.min(y, y2), Math.max(y, y2)];
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
}

customElements.define("area-picker", AreaPicker);
