/** Boxes and zones over the picture; a box lies on the frame that it was found in. */

import { knows } from "../words.js";
import { boxesAt } from "./boxes.js";
import { Pen } from "./pen.js";

const KEPT = 15 * 90000; // ticks

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
    this.pen = new Pen(canvas);
    this.size = null;
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

  /** Draw what belongs to the frame shown at `pts` (1/90000 s): nothing where that lies there already. */
  draw(pts) {
    this.last = boxesAt(this.found, pts);
    const look = this.look();
    if (!this.size) this.redraw();
    else if (this.painted !== look) this.paint(look);
    return this.last;
  }

  /** Whenever anything else changed: the size of the canvas is measured here only. */
  redraw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.size = { width, height };
    const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (this.canvas.width !== wide) this.canvas.width = wide; // empties it
    if (this.canvas.height !== high) this.canvas.height = high;
    this.paint(this.look());
  }

  paint(look) {
    this.painted = look;
    const { context } = this.pen;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.size.width, this.size.height);
    const picture = fitted(this.video, this.size);
    if (this.showsZones) for (const zone of this.zones) this.pen.zone(picture, zone, this.lit.has(zone.name));
    if (this.showsBoxes) for (const box of this.last?.boxes ?? []) this.pen.box(picture, box);
  }

  /** What differs from frame to frame. */
  look() {
    const boxes = this.showsBoxes ? (this.last?.boxes ?? []) : [];
    const said = boxes.map(({ track, box, confidence }) => `${track} ${box} ${confidence}`).join(";");
    return `${this.video.videoWidth}x${this.video.videoHeight} ${said}`;
  }
}

/** Where the picture lies in its element: object-fit is contain. */
function fitted(video, { width, height }) {
  const wide = video.videoWidth || 16;
  const high = video.videoHeight || 9;
  const scale = Math.min(width / wide, height / high);
  return { left: (width - wide * scale) / 2, top: (height - high * scale) / 2, width: wide * scale, height: high * scale };
}
