/** The picture by keyboard: arrows move, Delete removes, Enter inserts. */

import { middle, plus } from "./geometry.js";
import { degreesOf, directionAt } from "./marks.js";
import { valueOf, withParameter } from "./zones.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TURNS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 1, ArrowDown: -1 };
const FAR_PX = 10;
const TURN_DEG = 5;
const FAR_TURN_DEG = 15;

const KEYS = { zone: zoneKey, point: pointKey, direction: directionKey };

/** @returns {boolean} whether the key on this grip meant something */
export function pressOn(grip, event, editor) {
  const [what, which] = grip.split(" ");
  return KEYS[what]?.(event, editor, which) ?? false;
}

function zoneKey(event, { sketch, frame, remove }, which) {
  const id = Number(which);
  const zone = sketch.zones.find((one) => one.id === id);
  if (event.key === "Enter" || event.key === " ") sketch.choose(id);
  else if (event.key === "Delete") remove(zone);
  else if (event.key in WAYS) {
    const outline = frame.outline(zone.polygon);
    const way = frame.boundedMove(outline, wayOf(event));
    sketch.choose(id);
    sketch.put({ ...zone, polygon: frame.polygon(outline.map((point) => plus(point, way))) }, `move ${id}`);
  } else return false;
  return true;
}

function pointKey(event, editor, which) {
  const index = Number(which);
  if (event.key === "Delete" || event.key === "Backspace") removePoint(editor, index);
  else if (event.key === "Enter") insertPoint(editor, index);
  else if (event.key === " ") editor.sketch.choose(editor.sketch.chosenId, index);
  else if (event.key in WAYS) movePoint(editor, index, wayOf(event));
  else return false;
  return true;
}

function directionKey(event, { sketch, frame, kinds }, name) {
  if (!(event.key in TURNS)) return false;
  const zone = sketch.chosen;
  const parameter = kinds.get(zone.kind).parameters.find((one) => one.name === name);
  const turn = TURNS[event.key] * (event.shiftKey ? FAR_TURN_DEG : TURN_DEG);
  const degrees = degreesOf(valueOf(zone, parameter), frame) + turn;
  sketch.put(withParameter(zone, parameter, directionAt(degrees, frame)), `turn ${zone.id}`);
  return true;
}

function movePoint({ sketch, frame }, index, way) {
  const zone = sketch.chosen;
  const moved = frame.fractions(plus(frame.pixels(zone.polygon[index]), way));
  sketch.point = index;
  sketch.put({ ...zone, polygon: zone.polygon.with(index, moved) }, `move ${zone.id} ${index}`);
}

export function insertPoint({ sketch, focusOn }, index) {
  const { polygon } = sketch.chosen;
  const point = middle(polygon[index], polygon[(index + 1) % polygon.length]);
  sketch.point = index + 1;
  sketch.put({ ...sketch.chosen, polygon: polygon.toSpliced(index + 1, 0, point) });
  focusOn(`point ${index + 1}`);
}

export function removePoint({ sketch, focusOn }, index) {
  const { polygon } = sketch.chosen;
  if (polygon.length === 1) return;
  sketch.point = Math.min(index, polygon.length - 2);
  sketch.put({ ...sketch.chosen, polygon: polygon.toSpliced(index, 1) });
  focusOn(`point ${sketch.point}`);
}

function wayOf(event) {
  return WAYS[event.key].map((step) => step * (event.shiftKey ? FAR_PX : 1));
}
