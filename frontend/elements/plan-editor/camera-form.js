/** The chosen camera in figures: for hands that cannot drag, and for exact places. */

import { say } from "../words.js";
import { part } from "../zone-editor/parts.js";
import { facing, movedTo, reaching, seeing } from "./places.js";
import { reachOf, reachValue } from "./reach.js";

export function cameraForm(editor) {
  const { sketch } = editor;
  const { id, name } = sketch.chosen;
  const place = sketch.placeOf(id);
  return [part("h3", { key: `title-${id}`, class: "form-title" }, name), ...(place ? fields(id, place, editor) : [action(id, "place", () => editor.placeInTheMiddle(id))])];
}

function fields(id, place, editor) {
  const { sketch } = editor;
  const put = (change) => (value) => sketch.put(id, change(sketch.placeOf(id), value), `figure ${id}`);
  const figure = (word, value, limits, change) => number(`${word}-${id}`, say(word), value, limits, put(change));
  return [
    part("div", { key: `figures-${id}`, class: "figures" }, [
      figure("from_left", percent(place.x), [0, 100], (one, value) => movedTo(one, [value / 100, one.y])),
      figure("from_top", percent(place.y), [0, 100], (one, value) => movedTo(one, [one.x, value / 100])),
      figure("direction_deg", place.direction_deg, [0, 360], facing),
      figure("view_deg", place.view_deg, [1, 360], seeing),
      figure(editor.widthM ? "reach_m" : "reach_percent", reachValue(place, editor), [0, null], (one, value) => reaching(one, reachOf(value, editor))),
    ]),
    action(id, "take_off", () => editor.takeOff(id)),
  ];
}

/** @param {[number, number | null]} limits */
export function number(id, label, value, [least, most], put) {
  const oninput = ({ target }) => target.value !== "" && target.validity.valid && put(Number(target.value));
  return part("div", { key: id, class: "field" }, [
    part("label", { class: "field-label", for: id }, label),
    part("input", { id, type: "number", min: least, max: most, step: "any", inputmode: "decimal", value: String(value), oninput }),
  ]);
}

function action(id, word, onclick) {
  return part("div", { key: `${word}-${id}`, class: "zone-actions" }, [part("button", { type: "button", class: "button button-small", onclick }, say(word))]);
}

function percent(value) {
  return Math.round(value * 1000) / 10;
}
