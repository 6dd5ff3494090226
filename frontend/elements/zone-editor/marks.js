/** Arrows on the picture: the allowed direction in a zone, and the side to which a line is crossed. */

import { centre, middle, minus, plus, rightOf, times, unit } from "./geometry.js";
import { part } from "./parts.js";
import { isLine, valueOf } from "./zones.js";

const DIRECTION_PX = 64;
const TIP_PX = 12; // beyond the head, or its handle would hide it
const SIDE_PX = 34;
const HEAD_PX = 11;
const SIDES = { 0: [1, -1], 1: [1], 2: [-1] }; // of the way from the first point to the second, right is 1

/** @returns {object[]} the arrows of one zone */
export function marksOf(zone, kind, frame) {
  const shown = kind.parameters.filter(({ type }) => (type === "side" ? isLine(zone) : type === "direction"));
  return shown.flatMap((parameter) => {
    const value = valueOf(zone, parameter);
    const ways = parameter.type === "side" ? sides(zone, value, frame) : [directionOf(zone, value, frame)];
    return ways.map(({ from, to }, index) => arrow(`${zone.id}-${parameter.name}-${index}`, from, to));
  });
}

/** Where the arrow of a direction begins and ends, in pixels. */
function directionOf(zone, direction, frame) {
  const from = centre(frame.outline(zone.polygon));
  return { from, to: plus(from, times(unit(frame.pixels(direction)), DIRECTION_PX)) };
}

/** Where the handle of a direction is. */
export function tipOf(zone, direction, frame) {
  const { from, to } = directionOf(zone, direction, frame);
  return plus(to, times(unit(minus(to, from)), TIP_PX));
}

/** The direction, in fractions, of a pointer seen from the zone's centre. */
export function directionTo(zone, place, frame) {
  const [right, down] = minus(place, centre(frame.outline(zone.polygon)));
  return unit([right / frame.width, down / frame.height]).map((value) => Number(value.toFixed(4)));
}

/** Degrees on the screen, clockwise from the right. */
export function degreesOf(direction, frame) {
  const [right, down] = frame.pixels(direction);
  return (Math.round((Math.atan2(down, right) * 180) / Math.PI) + 360) % 360;
}

export function directionAt(degrees, frame) {
  const angle = (degrees * Math.PI) / 180;
  const direction = unit([Math.cos(angle) / frame.width, Math.sin(angle) / frame.height]);
  return direction.map((value) => Number(value.toFixed(4)));
}

function sides(zone, value, frame) {
  const [first, second] = frame.outline(zone.polygon);
  if (!second) return [];
  const from = middle(first, second);
  const right = unit(rightOf(minus(second, first)));
  return SIDES[value].map((side) => ({ from, to: plus(from, times(right, side * SIDE_PX)) }));
}

function arrow(key, from, to) {
  const back = times(unit(minus(from, to)), HEAD_PX);
  const aside = times(rightOf(back), 0.6);
  const head = [plus(plus(to, back), aside), to, minus(plus(to, back), aside)];
  const d = `M${from}L${to}M${head.join("L")}`;
  return part("g", { key: `arrow-${key}`, class: "arrow" }, [part("path", { class: "casing", d }), part("path", { d })]);
}
