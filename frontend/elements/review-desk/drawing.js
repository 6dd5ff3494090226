/** The timeline's drawing: a ruler, and a lane for each camera. All sizes in CSS pixels. */

import { coloursOf, hatching } from "./colours.js";
import { label, stepFor, ticks } from "./ticks.js";

export const RULER_PX = 30;
const TICK_ROOM_PX = 76;
const BAND_PX = 9;
const MARK_PX = 5.5; // half of an alert's
const FONT = '500 11px "Inter", system-ui, sans-serif';
const ORDER = ["low", "medium", "high"]; // the gravest lies on top
const JUDGED_ALPHA = 0.5;

export class Drawing {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.takeColours();
  }

  takeColours() {
    this.colours = coloursOf(this.canvas.parentElement);
    this.missing = hatching(this.context, this.colours.medium, 6);
    this.blind = hatching(this.context, this.colours.surface, 5);
  }

  /**
   * @param {{view: object, lanes: {id: number}[], lanePx: number, zone: string, facts: object, alerts: object[],
   *   chosen: {fromMs: number, untilMs: number} | null, selected: number, nowMs: number, severityOf: (kind: string) => string}} scene
   */
  draw(scene) {
    this.scene = scene;
    const { canvas, context } = this;
    this.widthPx = canvas.clientWidth;
    this.heightPx = RULER_PX + scene.lanes.length * scene.lanePx;
    const scale = devicePixelRatio;
    if (canvas.width !== Math.round(this.widthPx * scale)) canvas.width = Math.round(this.widthPx * scale);
    if (canvas.height !== Math.round(this.heightPx * scale)) canvas.height = Math.round(this.heightPx * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.widthPx, this.heightPx);
    this.drawLanes();
    this.drawRuler();
    this.drawFuture();
    for (const kind of ["recorded", "growing", "gaps", "unseeing", "held"]) this.drawRows(kind);
    this.drawAlerts();
    this.drawChosen();
  }

  x(ms) {
    return this.scene.view.share(ms) * this.widthPx;
  }

  top(lane) {
    return RULER_PX + lane * this.scene.lanePx;
  }

  bandTop(lane) {
    return this.top(lane + 1) - BAND_PX - 6;
  }

  drawLanes() {
    const { context, colours } = this;
    this.scene.lanes.forEach((_, lane) => {
      if (lane === this.scene.selected) {
        context.fillStyle = colours["accent-soft"];
        context.fillRect(0, this.top(lane), this.widthPx, this.scene.lanePx);
      }
      context.fillStyle = colours.line;
      context.fillRect(0, this.top(lane), this.widthPx, 1);
      context.globalAlpha = 0.6;
      context.fillRect(0, this.bandTop(lane), this.widthPx, BAND_PX);
      context.globalAlpha = 1;
    });
  }

  drawRuler() {
    const { context, colours, scene } = this;
    const step = stepFor(scene.view.spanMs / this.widthPx, TICK_ROOM_PX);
    context.font = FONT;
    context.textBaseline = "middle";
    let freeFromPx = -Infinity;
    for (const at of ticks(scene.view.fromMs, scene.view.untilMs, step, scene.zone)) {
      const x = Math.round(this.x(at));
      const { text, isDay } = label(at, step, scene.zone);
      context.fillStyle = isDay ? colours["line-control"] : colours.line;
      context.fillRect(x, isDay ? 0 : RULER_PX - 7, 1, this.heightPx);
      if (x + 5 < freeFromPx) continue;
      context.fillStyle = isDay ? colours.text : colours["text-soft"];
      context.fillText(text, x + 5, RULER_PX / 2);
      freeFromPx = x + 5 + context.measureText(text).width + 8;
    }
  }

  drawFuture() {
    const x = this.x(this.scene.nowMs);
    if (x >= this.widthPx) return;
    this.context.fillStyle = this.colours.raised;
    this.context.globalAlpha = 0.75;
    this.context.fillRect(Math.max(0, x), RULER_PX, this.widthPx - x, this.heightPx - RULER_PX);
    this.context.globalAlpha = 1;
    this.context.fillStyle = this.colours.good;
    this.context.fillRect(Math.max(0, x), RULER_PX, 1, this.heightPx - RULER_PX);
  }

  /** Nothing is too short to be seen. */
  drawRows(kind) {
    const laneOf = new Map(this.scene.lanes.map(({ id }, lane) => [id, lane]));
    for (const [id, fromMs, untilMs] of this.scene.facts.rows[kind]) {
      const lane = laneOf.get(id);
      const [from, until] = [Math.max(this.x(fromMs), -2), Math.min(this.x(untilMs), this.widthPx + 2)];
      if (lane !== undefined && until > 0 && from < this.widthPx) this[kind](lane, from, Math.max(until - from, 1.5));
    }
  }

  recorded(lane, x, width) {
    this.context.fillStyle = this.colours.low;
    this.context.fillRect(x, this.bandTop(lane), width, BAND_PX);
  }

  growing(lane, x, width) {
    this.context.fillStyle = this.colours.good;
    this.context.fillRect(x, this.bandTop(lane), width, BAND_PX);
  }

  gaps(lane, x, width) {
    const { context, colours } = this;
    context.fillStyle = colours.surface;
    context.fillRect(x, this.bandTop(lane), width, BAND_PX);
    context.fillStyle = this.missing;
    context.fillRect(x, this.bandTop(lane), width, BAND_PX);
    if (width > 4) {
      context.strokeStyle = colours.medium;
      context.lineWidth = 1;
      context.strokeRect(x + 0.5, this.bandTop(lane) + 0.5, width - 1, BAND_PX - 1);
    }
  }

  /** What is there, and shows nothing of use. */
  unseeing(lane, x, width) {
    const { context, colours } = this;
    context.fillStyle = this.blind;
    context.fillRect(x, this.bandTop(lane), width, BAND_PX);
    context.fillStyle = colours.text;
    context.fillRect(x, this.bandTop(lane) - 2, width, 1.5);
  }

  held(lane, x, width) {
    const { context, colours } = this;
    const y = this.bandTop(lane) + BAND_PX + 2;
    context.fillStyle = colours.accent;
    context.fillRect(x, y, width, 2);
    if (width < 16) return;
    context.fillRect(x, y - 3, 1.5, 5);
    context.fillRect(x + width - 1.5, y - 3, 1.5, 5);
  }

  drawAlerts() {
    const laneOf = new Map(this.scene.lanes.map(({ id }, lane) => [id, lane]));
    for (const severity of ORDER)
      for (const alert of this.scene.alerts) {
        const lane = laneOf.get(alert.camera);
        if (lane === undefined || this.scene.severityOf(alert.kind) !== severity) continue;
        const [from, until] = [this.x(alert.fromMs), this.x(alert.untilMs ?? this.scene.nowMs)];
        if (until > -MARK_PX && from < this.widthPx + MARK_PX) this.drawAlert(lane, from, until, severity, alert);
      }
  }

  drawAlert(lane, from, until, severity, { outcome }) {
    const { context } = this;
    const y = this.top(lane) + 4 + MARK_PX;
    context.globalAlpha = outcome ? JUDGED_ALPHA : 1;
    context.fillStyle = this.colours[severity];
    if (until - from > 2) context.fillRect(from, y + MARK_PX + 1, until - from, 2);
    SHAPES[severity](context, from, y);
    context.globalAlpha = 1;
  }

  drawChosen() {
    const { chosen } = this.scene;
    if (!chosen) return;
    const [from, until] = [this.x(chosen.fromMs), this.x(chosen.untilMs)];
    this.context.fillStyle = this.colours.accent;
    this.context.globalAlpha = 0.16;
    this.context.fillRect(from, 0, Math.max(until - from, 1), this.heightPx);
    this.context.globalAlpha = 1;
    for (const x of [from, until]) this.context.fillRect(Math.round(x) - 1, 0, 2, this.heightPx);
  }
}

/** As the icons of the severities: told apart without colour. */
const SHAPES = {
  high: (pen, x, y) => filled(pen, [[x, y - MARK_PX], [x + MARK_PX, y + MARK_PX - 1], [x - MARK_PX, y + MARK_PX - 1]]),
  medium: (pen, x, y) => filled(pen, [[x, y - MARK_PX], [x + MARK_PX, y], [x, y + MARK_PX], [x - MARK_PX, y]]),
  low: (pen, x, y) => {
    pen.beginPath();
    pen.arc(x, y, MARK_PX - 1.5, 0, 2 * Math.PI);
    pen.strokeStyle = pen.fillStyle;
    pen.lineWidth = 2;
    pen.stroke();
  },
};

function filled(pen, corners) {
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.closePath();
  pen.fill();
}
