/** How good the ground is: what is wrong with it, its error, and what a pixel means near and far. */

import { say } from "../words.js";
import { icon, part } from "../zone-editor/parts.js";

/** @param {{said: object, isLost: boolean}} trial */
export function verdict({ said, isLost }) {
  const { refusal, ground } = said;
  return [
    isLost && told("lost", "wrong", say("not_computed")),
    refusal && told("refusal", ground ? "wrong" : "missing", refusal.text),
    ground && !refusal && error(ground),
    ground && sureness(ground),
  ];
}

function error(ground) {
  const [title, help] = ground.is_exact ? [say("exact"), say("exact_help")] : [say("error", { length: ground.error }), say("error_help")];
  return part("div", { key: "error", class: "ground-error" }, [
    part("p", { class: "ground-error-title" }, title),
    part("p", { class: "field-help" }, help),
  ]);
}

function told(key, name, text) {
  return part("p", { key, class: `ground-told ${name}` }, [icon(name === "wrong" ? "high" : "low"), part("span", {}, text)]);
}

/** Near and far: far from the points a ground is a guess, and a pixel is metres. */
function sureness({ near, far }) {
  return part("table", { key: "sureness", class: "sureness" }, [
    part("thead", {}, [part("tr", {}, ["where", "pixel", "spread"].map((name) => part("th", { key: name, scope: "col" }, say(`column_${name}`))))]),
    part("tbody", {}, [near && sureAt("at_near", near), far && sureAt("at_far", far)]),
  ]);
}

function sureAt(where, { pixel, spread }) {
  return part("tr", { key: where }, [
    part("th", { scope: "row" }, say(where)),
    part("td", { key: "pixel" }, pixel),
    part("td", { key: "spread", class: "spread" }, `± ${spread}`),
  ]);
}
