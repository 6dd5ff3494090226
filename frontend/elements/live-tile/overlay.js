/** Boxes and zones over the picture; a box lies on the frame that it was found in. */

import { knows, say } from "../words.js";

const TICKS_PER_S = 90000;
const SAME_FRAME = 45; // ticks; browsers round times to a microsecond
const LARGEST_GAP = 1 * TICKS_PER_S;
const HELD = 0.4 * TICKS_PER_S;
const KEPT = 15 * TICKS_PER_S;

export class Overlay {
  /** @param {HTMLCanvasElement} canvas @param {HTMLVideoElement} video @param {object[]} zones */
  constructor(canvas, video, zones) {
    this.canvas = canvas;
    this.video = video;
    this.zones = zones;
    this.found = []; // overlay messages, oldest first
    this.last = null;
    this.lit = new Set(); // names of zones that an alert is about
    this.showsZones = true;
    this.showsBoxes = true;
    this.style = getComputedStyle(canvas);
  }

  add(message) {
    const boxes = message.boxes.filter(({ label }) => knows(`label.${label}`));
    this.found.push({ ...message, boxes });
    while (this.found[0].pts < message.pts - KEPT) this.found.shift();
  }

  forget() {
    this.found = [];
    this.last = null;
    this.redraw();
  }

  /** Draw what belongs to the frame shown at `pts` (1/90000 s). */
  draw(pts) {
    this.last = boxesAt(this.found, pts);
    this.redraw();
    return this.last;
  }

  redraw() {
    const scale = devicePixelRatio;
    const { clientWidth, clientHeight } = this.canvas;
    this.canvas.width = clientWidth * scale;
    this.canvas.height = clientHeight * scale;
    const pen = this.canvas.getContext("2d");
    pen.scale(scale, scale);
    const picture = fitted(this.video, clientWidth, clientHeight);
    if (this.showsZones) for (const zone of this.zones) this.drawZone(pen, picture, zone);
    if (this.showsBoxes && this.last) for (const box of this.last.boxes) this.drawBox(pen, picture, box);
  }

  drawZone(pen, picture, { name, polygon }) {
    const points = polygon.map(([x, y]) => [picture.left + x * picture.width, picture.top + y * picture.height]);
    pen.beginPath();
    for (const point of points) pen.lineTo(...point);
    pen.closePath();
    const isLit = this.lit.has(name);
    pen.setLineDash(isLit ? [] : [6, 5]);
    pen.lineWidth = isLit ? 3.5 : 1.25;
    pen.strokeStyle = this.style.getPropertyValue(isLit ? "--plate-medium" : "--zone");
    pen.stroke();
    pen.setLineDash([]);
    const [x, y] = points.reduce((best, point) => (point[0] + point[1] < best[0] + best[1] ? point : best));
    this.label(pen, name, x + 4, Math.max(y + 16, picture.top + 50));
  }

  drawBox(pen, picture, { box, label, track, confidence }) {
    const [left, top, right, bottom] = box;
    const x = picture.left + left * picture.width;
    const y = picture.top + top * picture.height;
    pen.lineWidth = 3.5;
    pen.strokeStyle = "rgb(0 0 0 / 0.55)"; // seen on a white wall too
    pen.strokeRect(x, y, (right - left) * picture.width, (bottom - top) * picture.height);
    pen.lineWidth = 1.75;
    pen.strokeStyle = this.style.getPropertyValue("--box");
    pen.strokeRect(x, y, (right - left) * picture.width, (bottom - top) * picture.height);
    if (picture.width > 520) this.label(pen, `${say(`label.${label}`)} ${track} · ${Math.round(confidence * 100)} %`, x, y - 3);
  }

  label(pen, text, x, y) {
    pen.font = "560 11px Inter, sans-serif";
    const { width } = pen.measureText(text);
    pen.fillStyle = this.style.getPropertyValue("--plate");
    pen.fillRect(x, y - 12, width + 8, 15);
    pen.fillStyle = this.style.getPropertyValue("--plate-text");
    pen.fillText(text, x + 4, y - 1);
  }
}

/**
 * The boxes of the frame at `pts`: found in it, else moved between those of the analysed frames
 * before and after, else those before, for a moment.
 */
export function boxesAt(found, pts) {
  const exact = found.find((message) => Math.abs(message.pts - pts) <= SAME_FRAME);
  if (exact) return { pts, exact: true, boxes: exact.boxes };
  const before = found.findLast((message) => message.pts < pts);
  const after = found.find((message) => message.pts > pts);
  if (before && after && after.pts - before.pts <= LARGEST_GAP) return { pts, exact: false, boxes: between(before, after, pts) };
  if (before && pts - before.pts <= HELD) return { pts, exact: false, boxes: before.boxes };
  return { pts, exact: false, boxes: [] };
}

function between(before, after, pts) {
  const part = (pts - before.pts) / (after.pts - before.pts);
  return before.boxes.flatMap((one) => {
    const next = after.boxes.find((other) => other.track === one.track);
    return next ? [{ ...one, box: one.box.map((side, i) => side + (next.box[i] - side) * part) }] : [];
  });
}

/** Where the picture lies in its element: object-fit is contain. */
function fitted(video, width, height) {
  const wide = video.videoWidth || 16;
  const high = video.videoHeight || 9;
  const scale = Math.min(width / wide, height / high);
  return { left: (width - wide * scale) / 2, top: (height - high * scale) / 2, width: wide * scale, height: high * scale };
}
