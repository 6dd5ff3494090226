/** The plan by keyboard: arrows move, turn or widen what has the focus; Delete takes a camera off. */

import { plus, times } from "../zone-editor/geometry.js";
import { facing, movedTo, reaching, seeing } from "./places.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TURNS = { ArrowLeft: -1, ArrowRight: 1 };
const STRETCHES = { ArrowUp: 1, ArrowDown: -1 };
const FAR_PX = 10;
const TURN_DEG = 5;
const FAR_TURN_DEG = 15;
const STRETCH = 0.01;
const FAR_STRETCH = 0.05;

const KEYS = { camera: cameraKey, tip: tipKey, side: sideKey, scale: scaleKey };

/** @returns {boolean} whether the key on this grip meant something */
export function pressOn(grip, event, editor) {
  const [what, which] = grip.split(" ");
  return KEYS[what](event, editor, Number(which));
}

function cameraKey(event, editor, id) {
  const { sketch, frame } = editor;
  if (event.key === "Enter" || event.key === " ") sketch.choose(id);
  else if (event.key === "Delete" || event.key === "Backspace") editor.takeOff(id);
  else if (event.key in WAYS) {
    const place = sketch.placeOf(id);
    const at = plus(frame.pixels([place.x, place.y]), wayOf(event));
    sketch.put(id, movedTo(place, frame.fractions(at)), `move ${id}`);
  } else return false;
  return true;
}

function tipKey(event, { sketch }, id) {
  const place = sketch.placeOf(id);
  if (event.key in TURNS) sketch.put(id, facing(place, place.direction_deg + turnOf(event, TURNS)), `turn ${id}`);
  else if (event.key in STRETCHES) {
    const way = STRETCHES[event.key] * (event.shiftKey ? FAR_STRETCH : STRETCH);
    sketch.put(id, reaching(place, place.reach + way), `reach ${id}`);
  } else return false;
  return true;
}

function sideKey(event, { sketch }, id) {
  const ways = { ...TURNS, ...STRETCHES };
  if (!(event.key in ways)) return false;
  const place = sketch.placeOf(id);
  sketch.put(id, seeing(place, place.view_deg + turnOf(event, ways)), `view ${id}`);
  return true;
}

function scaleKey(event, { scaling, frame }, number) {
  if (!(event.key in WAYS)) return false;
  scaling.movePoint(number, frame.fractions(plus(frame.pixels(scaling.points[number]), wayOf(event))));
  return true;
}

function wayOf(event) {
  return times(WAYS[event.key], event.shiftKey ? FAR_PX : 1);
}

function turnOf(event, ways) {
  return ways[event.key] * (event.shiftKey ? FAR_TURN_DEG : TURN_DEG);
}
