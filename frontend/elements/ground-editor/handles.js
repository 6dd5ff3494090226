/** What lies on top of the picture: the points with their numbers, known distances, and the measuring tape. */

import { say } from "../words.js";
import { distance, middle, minus, plus, rightOf, times, unit, within } from "../zone-editor/geometry.js";
import { part } from "../zone-editor/parts.js";

const HIT_PX = 14; // radius: 28 px to hit
const BESIDE_PX = 16;

export function handles(editor) {
  const { sketch } = editor;
  const { way, points } = sketch.present;
  const { wrong } = editor.trial;
  return [
    ...(way === "distances" ? tapes(editor) : []),
    ...points.map((point, index) => pointHandle(point, index + 1, wrong.has(index + 1), editor)),
    ...(sketch.measured ? measured(editor) : []),
  ];
}

function pointHandle(point, number, isWrong, editor) {
  const isChosen = point.id === editor.sketch.chosenId;
  const attributes = {
    key: `point ${point.id}`,
    "data-grip": `point ${point.id}`,
    class: ["point", "ground-point", isChosen && "chosen", isWrong && "wrong"].filter(Boolean).join(" "),
    transform: `translate(${editor.frame.pixels(point.image)})`,
    tabindex: 0,
    role: "button",
    "aria-pressed": String(isChosen),
    "aria-label": editor.nameOf(point),
  };
  return part("g", attributes, [
    part("circle", { class: "hit", r: HIT_PX }),
    part("circle", { class: "ring", r: 10 }),
    part("path", { class: "casing", d: "M-9 0h18M0-9v18" }),
    part("path", { class: "hair", d: "M-9 0h18M0-9v18" }),
    part("text", { x: 9, y: -9 }, String(number)),
  ]);
}

/** Distances that are known, or that somebody is about to enter. */
function tapes({ sketch, frame }) {
  const { points, distances } = sketch.present;
  return Object.entries(distances).flatMap(([pair, metres]) => {
    const ends = pair.split(" ").map((id) => frame.pixels(points.find((point) => point.id === Number(id)).image));
    return tape(`tape-${pair.replace(" ", "-")}`, ends, `${metres.toLocaleString(document.documentElement.lang)} m`, frame, "tape");
  });
}

function measured({ sketch, trial, frame }) {
  const ends = sketch.measured.map((place) => frame.pixels(place));
  const text = distance(...ends) > 2 ? measuredText(trial.said.ground?.measured) : "";
  return [...tape("measure", ends, text, frame, "measure"), ...ends.map(end)];
}

function end(at, index) {
  const attributes = { key: `end ${index}`, "data-grip": `end ${index}`, class: "point", transform: `translate(${at})` };
  const label = say(index ? "measured_to" : "measured_from");
  return part("g", { ...attributes, tabindex: 0, role: "button", "aria-label": label }, [
    part("circle", { class: "hit", r: HIT_PX }),
    part("circle", { class: "ring", r: 10 }),
    part("circle", { class: "dot", r: 4 }),
  ]);
}

function measuredText(found) {
  if (!found) return "";
  return found.length ? say("measured", found) : say("measured_nowhere");
}

function tape(key, ends, text, frame, name) {
  const d = `M${ends.join("L")}`;
  const [x, y] = beside(...ends);
  const at = { x: within(x, 60, frame.width - 60), y: within(y + 4, 16, frame.height - 6) };
  const anchor = Math.abs(ends[0][1] - ends[1][1]) < Math.abs(ends[0][0] - ends[1][0]) / 4 ? "middle" : "start";
  return [
    part("path", { key: `${key}-casing`, class: "casing", d }),
    part("path", { key, class: name, d }),
    part("text", { key: `${key}-text`, class: `${name}-text`, "text-anchor": anchor, ...at }, text),
  ];
}

/** To the right of a steep line, above a flat one: never on it. */
function beside(one, other) {
  const aside = times(rightOf(unit(minus(other, one))), BESIDE_PX);
  const isAbove = Math.abs(aside[1]) > Math.abs(aside[0]) * 4 ? aside[1] < 0 : aside[0] > 0;
  return plus(middle(one, other), isAbove ? aside : times(aside, -1));
}
