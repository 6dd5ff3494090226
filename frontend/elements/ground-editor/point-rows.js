/** The points beside the picture: where each is on the ground, and by how much it misses its place. */

import { say } from "../words.js";
import { part } from "../zone-editor/parts.js";

export function pointRows(editor) {
  return editor.sketch.present.points.map((point, index) => row(point, index, editor));
}

function row(point, index, editor) {
  const { sketch, trial } = editor;
  const number = index + 1;
  const isWrong = trial.wrong.has(number);
  const attributes = {
    key: `row-${point.id}`,
    class: ["ground-row", point.id === sketch.chosenId && "chosen", isWrong && "wrong"].filter(Boolean).join(" "),
  };
  return part("li", attributes, [
    part("button", { type: "button", class: "number", "aria-label": editor.nameOf(point), onclick: () => editor.focusOn(`point ${point.id}`) }, String(number)),
    ...PLACES[sketch.present.way](point, number, editor),
    part("span", { key: "miss", class: "miss" }, miss(trial.said.ground, index)),
    part("button", { key: "delete", type: "button", class: "button button-quiet delete", "aria-label": say("delete_point", { number }), onclick: () => editor.remove(point.id) }, "×"),
  ]);
}

const PLACES = {
  coordinates: (point, number, editor) => ["x", "y"].map((axis, index) => coordinate(point, number, axis, index, editor)),
  distances: (point, number, editor) => [part("span", { key: "metres", class: "ground-place" }, editor.metresOf(point) ?? say("unknown_place"))],
  template: (point, number, editor) => [placeField(point, number, editor)],
};

function coordinate(point, number, axis, index, { sketch }) {
  const onfocus = () => sketch.choose(point.id);
  const oninput = ({ target }) => {
    if (!target.validity.valid) return;
    const value = target.value === "" ? null : Number(target.value);
    sketch.putPoint(point.id, { metres: sketch.point(point.id).metres.with(index, value) }, `metres ${point.id} ${axis}`);
  };
  const value = point.metres[index] === null ? "" : String(point.metres[index]);
  return part("label", { key: axis, class: "coordinate field" }, [
    part("span", { "aria-hidden": "true" }, axis),
    part("input", { type: "number", step: "any", min: -100000, max: 100000, value, oninput, onfocus, "aria-label": say(`${axis}_of`, { number }) }),
  ]);
}

function placeField(point, number, editor) {
  const { sketch } = editor;
  const taken = new Set(sketch.present.points.filter((other) => other !== point).map(({ place }) => place));
  const free = editor.plan().places.filter(({ name }) => !taken.has(name));
  const options = [{ name: "", label: say("choose_place") }, ...free].map(({ name, label }) => part("option", { key: name, value: name }, label));
  const onchange = ({ target }) => sketch.putPoint(point.id, { place: target.value || null });
  return part("span", { key: "place", class: "ground-place field" }, [
    part("select", { value: point.place ?? "", onchange, "aria-label": say("place_of", { number }) }, options),
  ]);
}

/** With five points or more: what it misses, and what it would miss if it had no say. */
function miss(ground, index) {
  const off = ground?.misses[index];
  if (!off || ground.is_exact) return "";
  return ground.left_out[index] ? `${off} (${ground.left_out[index]})` : off;
}
