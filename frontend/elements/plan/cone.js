/** What a camera looks at, on the shown plan; degrees clockwise from the right, lengths in pixels. */

import { plus } from "../zone-editor/geometry.js";

const ALL_AROUND = 359.5; // the two ends of such an arc are one point, and SVG would draw nothing

export function towards(degrees, length) {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle) * length, Math.sin(angle) * length];
}

/** @returns {number} from 0 to below 360 */
export function degreesTo([fromX, fromY], [x, y]) {
  return turned((Math.atan2(y - fromY, x - fromX) * 180) / Math.PI);
}

export function turned(degrees) {
  return ((degrees % 360) + 360) % 360;
}

/** The smaller angle between two directions. */
export function between(one, other) {
  const apart = turned(one - other);
  return Math.min(apart, 360 - apart);
}

/** @param {object} place of a camera @param {Frame} frame the shown plan */
export function seenFrom(place, frame) {
  const at = frame.pixels([place.x, place.y]);
  const reach = place.reach * frame.width;
  const end = (degrees) => plus(at, towards(degrees, reach));
  return {
    at,
    reach,
    tip: end(place.direction_deg),
    sides: [-1, 1].map((side) => end(place.direction_deg + (side * place.view_deg) / 2)),
  };
}

export function conePath(place, frame) {
  const { at, reach, sides } = seenFrom(place, frame);
  const [x, y] = at;
  if (place.view_deg >= ALL_AROUND) return `M${x - reach} ${y}a${reach} ${reach} 0 1 1 ${2 * reach} 0a${reach} ${reach} 0 1 1 ${-2 * reach} 0Z`;
  const isLarge = Number(place.view_deg > 180);
  return `M${at}L${sides[0]}A${reach} ${reach} 0 ${isLarge} 1 ${sides[1]}Z`;
}
