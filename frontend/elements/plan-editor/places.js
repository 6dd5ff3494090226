/** A camera's place: x and y in fractions of the plan, its direction, field of view and reach. Never changed, only replaced. */

import { degreesTo, turned } from "../plan/cone.js";
import { distance, within } from "../zone-editor/geometry.js";

const VIEW_DEG = 70;
const REACH = 0.15;
const LEAST_REACH = 0.01;
const MOST_REACH = 2;
const BESIDE_PX = 36;
const FIELDS = ["x", "y", "direction_deg", "view_deg", "reach"];

/** A new camera looks to the middle: most stand at the edge. */
export function newPlace([x, y], frame) {
  const middle = [frame.width / 2, frame.height / 2];
  const at = frame.pixels([x, y]);
  const direction = distance(at, middle) < BESIDE_PX ? 0 : degreesTo(at, middle);
  return { x, y, direction_deg: rounded(direction, 1), view_deg: VIEW_DEG, reach: REACH };
}

/** In the middle, or beside those that stand there already. */
export function firstPlace({ places }, frame) {
  const taken = Object.values(places).filter(Boolean).map(({ x, y }) => frame.pixels([x, y]));
  let at = [frame.width / 2, frame.height / 2];
  while (taken.some((other) => distance(other, at) < BESIDE_PX / 2) && at[0] < frame.width) at = [at[0] + BESIDE_PX, at[1]];
  return newPlace(frame.fractions(at), frame);
}

export function movedTo(place, [x, y]) {
  return { ...place, x, y };
}

export function facing(place, direction) {
  return { ...place, direction_deg: rounded(turned(direction), 1) % 360 };
}

export function seeing(place, view) {
  return { ...place, view_deg: rounded(within(view, 1, 360), 1) };
}

/** @param {number} reach in widths of the plan */
export function reaching(place, reach) {
  return { ...place, reach: rounded(within(reach, LEAST_REACH, MOST_REACH), 4) };
}

export function samePlace(one, other) {
  return one === other || Boolean(one && other && FIELDS.every((field) => one[field] === other[field]));
}

function rounded(value, digits) {
  return Number(value.toFixed(digits));
}
