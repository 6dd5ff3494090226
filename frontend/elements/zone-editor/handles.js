/** What a finger, a mouse or the keyboard takes hold of: points, edges, the tip of the direction. */

import { say } from "../words.js";
import { distance, edges, middle } from "./geometry.js";
import { degreesOf, tipOf } from "./marks.js";
import { part } from "./parts.js";
import { valueOf } from "./zones.js";

const HIT_PX = 14; // radius: 28 px to hit
const SHORT_EDGE_PX = 64; // on a shorter one the handles would cover each other

/** @param {object} zone the chosen one @param {{kind: object, point: number | null, frame: Frame}} seen */
export function handlesOf(zone, { kind, point, frame }) {
  const outline = frame.outline(zone.polygon);
  return [
    ...edges(outline).map((edge, index) => edgeHandle(edge, index)),
    ...kind.parameters.filter(({ type }) => type === "direction").map((one) => tip(zone, one, frame)),
    ...outline.map((at, index) => pointHandle(zone, at, index, index === point)),
  ];
}

/** The points of an outline that is being drawn; the first one closes it. */
export function draftPoints(outline) {
  return outline.map((at, index) => part("g", { key: `draft-${index}`, class: "point", transform: `translate(${at})` }, dot()));
}

function pointHandle(zone, at, index, isChosen) {
  const label = say("point_label", { number: index + 1, count: zone.polygon.length, zone: zone.name });
  const where = zone.polygon[index].map((value) => `${Math.round(value * 100)} %`).join(", ");
  return handle(`point ${index}`, at, isChosen ? "point chosen" : "point", dot(), {
    tabindex: 0,
    role: "button",
    "aria-pressed": String(isChosen),
    "aria-label": `${label}: ${where}`,
  });
}

function edgeHandle([from, to], index) {
  if (distance(from, to) < SHORT_EDGE_PX) return null;
  const plus = part("path", { class: "plus", d: "M-3.500 0h7M0 -3.500v7" });
  return handle(`edge ${index}`, middle(from, to), "edge", [...dot(), plus], { "aria-hidden": "true" });
}

function tip(zone, parameter, frame) {
  const direction = valueOf(zone, parameter);
  return handle(`direction ${parameter.name}`, tipOf(zone, direction, frame), "tip", dot(), {
    tabindex: 0,
    role: "slider",
    "aria-label": `${parameter.label}, ${zone.name}`,
    "aria-valuemin": 0,
    "aria-valuemax": 359,
    "aria-valuenow": degreesOf(direction, frame),
    "aria-valuetext": `${degreesOf(direction, frame)}°`,
  });
}

function handle(grip, at, name, inner, attributes) {
  return part("g", { key: grip, "data-grip": grip, class: name, transform: `translate(${at})`, ...attributes }, inner);
}

function dot() {
  return [part("circle", { class: "hit", r: HIT_PX }), part("circle", { class: "ring", r: 10 }), part("circle", { class: "dot", r: 5.5 })];
}
