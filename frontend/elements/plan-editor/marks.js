/** Cameras on the plan: cones below, marks above them, and above all the handles of the chosen one. */

import { conePath, seenFrom } from "../plan/cone.js";
import { say } from "../words.js";
import { part } from "../zone-editor/parts.js";
import { reachTold } from "./reach.js";

const HIT_PX = 16; // radius: more than 24 px to hit
const ICON_PX = 16;
const NAME_BELOW_PX = 30;

export function marksOf(editor) {
  const { sketch, scaling } = editor;
  const placed = sketch.cameras.filter(({ id }) => sketch.placeOf(id));
  const ordered = placed.toSorted((one, other) => (one.id === sketch.chosenId) - (other.id === sketch.chosenId));
  const chosen = scaling.isOn ? null : ordered.find(({ id }) => id === sketch.chosenId);
  return [...ordered.map((camera) => cone(camera, editor)), ...ordered.map((camera) => mark(camera, editor)), ...(chosen ? handlesOf(chosen, editor) : [])];
}

function cone({ id }, { sketch, frame }) {
  const className = id === sketch.chosenId ? "cone chosen" : "cone";
  return part("path", { key: `cone-${id}`, class: className, d: conePath(sketch.placeOf(id), frame) });
}

function mark({ id, name }, { sketch, frame, scaling }) {
  const place = sketch.placeOf(id);
  const isChosen = id === sketch.chosenId;
  const { direction_deg: direction, view_deg: view } = place;
  const attributes = {
    key: `camera-${id}`,
    "data-grip": `camera ${id}`,
    class: ["camera", isChosen && "chosen", sketch.outcomes.has(id) && "wrong"].filter(Boolean).join(" "),
    transform: `translate(${frame.pixels([place.x, place.y])})`,
    tabindex: scaling.isOn ? -1 : 0,
    role: "button",
    "aria-pressed": String(isChosen),
    "aria-label": say("camera_label", { name, direction: Math.round(direction), view: Math.round(view) }),
  };
  return part("g", attributes, [
    part("circle", { class: "hit", r: HIT_PX }),
    part("circle", { class: "ring", r: 18 }),
    part("circle", { class: "plate", r: 13 }),
    part("svg", { class: "icon", x: -ICON_PX / 2, y: -ICON_PX / 2, width: ICON_PX, height: ICON_PX }, [part("use", { icon: "cameras" })]),
    part("text", { class: "name", y: NAME_BELOW_PX }, name),
  ]);
}

function handlesOf({ id, name }, editor) {
  const place = editor.sketch.placeOf(id);
  const { direction_deg: direction, view_deg: view } = place;
  const { tip, sides } = seenFrom(place, editor.frame);
  const told = say("reach_told", { direction: Math.round(direction), reach: reachTold(place, editor) });
  const turning = { "aria-label": say("direction_of", { name }), "aria-valuemin": 0, "aria-valuemax": 359, "aria-valuenow": Math.round(direction), "aria-valuetext": told };
  const widening = { "aria-label": say("view_of", { name }), "aria-valuemin": 1, "aria-valuemax": 360, "aria-valuenow": Math.round(view), "aria-valuetext": `${Math.round(view)}°` };
  // The second edge does the same: one of them is enough for the keyboard.
  return [
    handle(`side ${id} 0`, sides[0], "side", { tabindex: 0, role: "slider", ...widening }),
    handle(`side ${id} 1`, sides[1], "side", { "aria-hidden": "true" }),
    handle(`tip ${id}`, tip, "tip", { tabindex: 0, role: "slider", ...turning }),
  ];
}

export function handle(grip, at, name, attributes) {
  const inner = [part("circle", { class: "hit", r: 14 }), part("circle", { class: "ring", r: 10 }), part("circle", { class: "dot", r: name === "side" ? 5 : 6.5 })];
  return part("g", { key: grip, "data-grip": grip, class: name, transform: `translate(${at})`, ...attributes }, inner);
}
