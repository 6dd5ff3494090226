/** Draws zones and boxes over a picture. Colours are read once: those on a picture are the same in both themes. */

import { say } from "../words.js";

const NAMES = ["--plate", "--plate-text", "--plate-medium", "--zone", "--box"];
const LABELS_ABOVE_PX = 520;

export class Pen {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.context = canvas.getContext("2d");
    const style = getComputedStyle(canvas);
    this.colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(name)]));
  }

  /** @param {{left: number, top: number, width: number, height: number}} picture where it lies on the canvas */
  zone(picture, { name, polygon }, isLit) {
    const pen = this.context;
    const points = polygon.map(([x, y]) => [picture.left + x * picture.width, picture.top + y * picture.height]);
    pen.beginPath();
    for (const point of points) pen.lineTo(...point);
    pen.closePath();
    pen.setLineDash(isLit ? [] : [6, 5]);
    pen.lineWidth = isLit ? 3.5 : 1.25;
    pen.strokeStyle = this.colours[isLit ? "--plate-medium" : "--zone"];
    pen.stroke();
    pen.setLineDash([]);
    const [x, y] = points.reduce((best, point) => (point[0] + point[1] < best[0] + best[1] ? point : best));
    this.label(name, x + 4, Math.max(y + 16, picture.top + 50));
  }

  box(picture, { box, label, track, confidence }) {
    const pen = this.context;
    const [left, top, right, bottom] = box;
    const x = picture.left + left * picture.width;
    const y = picture.top + top * picture.height;
    pen.lineWidth = 3.5;
    pen.strokeStyle = "rgb(0 0 0 / 0.55)"; // seen on a white wall too
    pen.strokeRect(x, y, (right - left) * picture.width, (bottom - top) * picture.height);
    pen.lineWidth = 1.75;
    pen.strokeStyle = this.colours["--box"];
    pen.strokeRect(x, y, (right - left) * picture.width, (bottom - top) * picture.height);
    if (picture.width > LABELS_ABOVE_PX) this.label(`${say(`label.${label}`)} ${track} · ${Math.round(confidence * 100)} %`, x, y - 3);
  }

  label(text, x, y) {
    const pen = this.context;
    pen.font = "560 11px Inter, sans-serif";
    const { width } = pen.measureText(text);
    pen.fillStyle = this.colours["--plate"];
    pen.fillRect(x, y - 12, width + 8, 15);
    pen.fillStyle = this.colours["--plate-text"];
    pen.fillText(text, x + 4, y - 1);
  }
}
