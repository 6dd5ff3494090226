/** The shown picture: its size in CSS pixels, and fractions of it, which zones are stored in. */

import { within } from "./geometry.js";

const DIGITS = 5; // a tenth of a pixel of an 8K picture

export class Frame {
  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  /** @param {number[]} point in fractions */
  pixels([x, y]) {
    return [x * this.width, y * this.height];
  }

  /** @param {number[]} point in pixels; one beyond the picture comes to its edge */
  fractions([x, y]) {
    return [rounded(within(x / this.width, 0, 1)), rounded(within(y / this.height, 0, 1))];
  }

  outline(polygon) {
    return polygon.map((point) => this.pixels(point));
  }

  polygon(outline) {
    return outline.map((point) => this.fractions(point));
  }

  /** The nearest way of this length that keeps all points in the picture. */
  boundedMove(outline, [dx, dy]) {
    const xs = outline.map(([x]) => x);
    const ys = outline.map(([, y]) => y);
    return [
      within(dx, -Math.min(...xs), this.width - Math.max(...xs)),
      within(dy, -Math.min(...ys), this.height - Math.max(...ys)),
    ];
  }
}

/** Where on the picture a pointer is, in pixels, also when it has left it. */
export function placeOf(event, picture) {
  const { left, top } = picture.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}

function rounded(value) {
  return Number(value.toFixed(DIGITS));
}
