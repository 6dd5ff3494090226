/** A field for the distance of each two points, with what it misses. */

import { say } from "../words.js";
import { part } from "../zone-editor/parts.js";

export function distanceFields(editor) {
  const { points, distances } = editor.sketch.present;
  const misses = missesOf(distances, editor.trial.said.distance_misses ?? []);
  return points.flatMap((one, index) => points.slice(index + 1).map((other) => field(one, other, misses, editor)));
}

function field(one, other, misses, { sketch }) {
  const pair = `${one.id} ${other.id}`;
  const numbers = { one: sketch.numberOf(one), other: sketch.numberOf(other) };
  const oninput = ({ target }) => {
    const { [pair]: _, ...others } = sketch.present.distances;
    if (target.value === "") sketch.put({ distances: others }, `distance ${pair}`);
    else if (target.validity.valid) sketch.put({ distances: { ...sketch.present.distances, [pair]: Number(target.value) } }, `distance ${pair}`);
  };
  const value = String(sketch.present.distances[pair] ?? "");
  return part("div", { key: `distance-${pair}`, class: "distance field" }, [
    part("span", { class: "pair", "aria-hidden": "true" }, `${numbers.one}–${numbers.other}`),
    part("input", { type: "number", min: 0, max: 100000, step: "any", value, oninput, "aria-label": say("distance_of", numbers) }),
    part("span", { class: "unit" }, "m"),
    part("span", { class: "miss" }, misses.get(pair) ?? ""),
  ]);
}

/** In the order in which they were sent. */
function missesOf(distances, said) {
  return new Map(Object.keys(distances).map((pair, index) => [pair, said[index] && say("off", { length: said[index] })]));
}
