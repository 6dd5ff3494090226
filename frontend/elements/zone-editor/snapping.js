/** A point that comes near another zone's point, or the picture's edge, goes there. */

import { distance, minus } from "./geometry.js";

const NEAR_PX = 8;

/** @param {number[]} place @param {number[][]} points of other zones @param {Frame} frame */
export function snapped(place, points, frame) {
  const near = points.filter((point) => distance(point, place) <= NEAR_PX);
  if (near.length) return near.reduce((best, point) => (distance(point, place) < distance(best, place) ? point : best));
  return [toEdge(place[0], frame.width), toEdge(place[1], frame.height)];
}

/** The move of a whole outline, so that one of its points snaps. */
export function snappedMove(outline, move, points, frame) {
  for (const point of outline) {
    const place = [point[0] + move[0], point[1] + move[1]];
    const target = snapped(place, points, frame);
    if (distance(target, place) > 0) return minus(target, point);
  }
  return move;
}

/** The points of the zones but this one, in pixels. */
export function otherPoints(zones, id, frame) {
  return zones.filter((zone) => zone.id !== id).flatMap((zone) => frame.outline(zone.polygon));
}

function toEdge(value, size) {
  if (Math.abs(value) <= NEAR_PX) return 0;
  return Math.abs(value - size) <= NEAR_PX ? size : value;
}
