/** What is wrong with a zone, as keys of the page's words; the server refuses the same. */

import { crossing } from "./geometry.js";
import { isLine } from "./zones.js";

const CHECKS = {
  crosses: (zone) => crossing(zone.polygon) !== null,
  too_few: (zone, { kind }) => zone.polygon.length < 2 || (isLine(zone) && !kind.takes_lines),
  same_place: ({ polygon }) => polygon.length === 2 && String(polygon[0]) === String(polygon[1]),
  name_missing: ({ name }) => !name.trim(),
  name_taken: (zone, { others }) => others.some((other) => other.name.trim() === zone.name.trim()),
  not_positive: ({ parameters }) => Object.values(parameters).some((value) => typeof value === "number" && !(value >= 0)),
};

/** @param {object} zone @param {object[]} zones all of the camera @param {Map<string, object>} kinds */
export function problemsOf(zone, zones, kinds) {
  const around = { kind: kinds.get(zone.kind), others: zones.filter(({ id }) => id !== zone.id) };
  return Object.keys(CHECKS).filter((name) => CHECKS[name](zone, around));
}
