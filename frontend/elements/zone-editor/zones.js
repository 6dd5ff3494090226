/** Zones as the editor keeps them: never changed, only replaced; `id` is for the page alone. */

import { say } from "../words.js";

export const MASK = "mask";
const FORWARDS = [1, 0];
const LEAST_POINTS_OF_AN_AREA = 3;
let lastId = 0;

export function numbered(zone) {
  lastId += 1;
  return { ...zone, id: lastId };
}

export function isLine({ polygon }) {
  return polygon.length < LEAST_POINTS_OF_AN_AREA;
}

/** @param {object} kind one of the server's @param {object[]} others the zones whose names are taken */
export function newZone(kind, polygon, others) {
  const word = kind.value === MASK ? "new_mask" : "new_zone";
  const name = freeName((number) => say(word, { number }), others);
  return numbered({ name, kind: kind.value, polygon, parameters: firstParameters(kind) });
}

/** A little beside the first, or nobody would see that there are two. */
export function copyOf(zone, others, frame) {
  const outline = frame.outline(zone.polygon);
  const [dx, dy] = frame.boundedMove(outline, [16, 16]);
  const polygon = frame.polygon(outline.map(([x, y]) => [x + dx, y + dy]));
  return numbered({ ...zone, polygon, name: freeName((number) => `${zone.name} ${number + 1}`, others) });
}

/** What has no default must be there from the beginning: a direction. */
export function firstParameters(kind) {
  const needed = kind.parameters.filter((one) => one.type === "direction" && !one.default);
  return Object.fromEntries(needed.map(({ name }) => [name, FORWARDS]));
}

export function valueOf(zone, parameter) {
  return zone.parameters[parameter.name] ?? parameter.default ?? (parameter.type === "direction" ? FORWARDS : 0);
}

/** A parameter at its default is not kept, so that a later default holds. */
export function withParameter(zone, parameter, value) {
  const parameters = { ...zone.parameters, [parameter.name]: value };
  if (value === null || JSON.stringify(value) === JSON.stringify(parameter.default)) delete parameters[parameter.name];
  return { ...zone, parameters };
}

export function forTheServer(zones) {
  return zones.map(({ name, kind, polygon, parameters }) => ({ name: name.trim(), kind, polygon, parameters }));
}

function freeName(named, others) {
  const taken = new Set(others.map(({ name }) => name));
  let number = 1;
  while (taken.has(named(number))) number += 1;
  return named(number);
}
