/** How far a camera sees: in metres where the plan has a scale, else in parts of its width. */

import { say } from "../words.js";

export function reachValue({ reach }, { widthM }) {
  return widthM ? Math.round(reach * widthM * 10) / 10 : Math.round(reach * 1000) / 10;
}

/** @returns {number} in widths of the plan */
export function reachOf(value, { widthM }) {
  return widthM ? value / widthM : value / 100;
}

export function reachTold(place, editor) {
  return say(editor.widthM ? "metres" : "percent", { value: reachValue(place, editor).toLocaleString(document.documentElement.lang) });
}
