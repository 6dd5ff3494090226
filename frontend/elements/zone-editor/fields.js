/** The field of one parameter, by its type. */

import { say } from "../words.js";
import { degreesOf, directionAt } from "./marks.js";
import { part } from "./parts.js";
import { valueOf } from "./zones.js";

const SIDES = ["side_both", "side_right", "side_left"];
const SHORT_UNIT = 3; // a longer one stands under the label, so that the fields stand in one line
const CONTROLS = { number, boolean, direction, side };

/** @param {object} zone @param {object} parameter @param {Frame} frame @param {(value: unknown) => void} put */
export function field(zone, parameter, frame, put) {
  const id = `parameter-${zone.id}-${parameter.name}`;
  const value = valueOf(zone, parameter);
  const about = helpOf(parameter, value);
  const control = CONTROLS[parameter.type]({ id, "aria-describedby": about && `${id}-help` }, { value, parameter, frame, put });
  return part("div", { key: id, class: `field parameter parameter-${parameter.type}` }, [
    part("label", { class: "field-label", for: id }, parameter.label),
    control,
    part("span", { class: `unit${unitOf(parameter).length > SHORT_UNIT ? " unit-long" : ""}` }, unitOf(parameter)),
    about && part("p", { class: "field-help", id: `${id}-help` }, about),
  ]);
}

function number(attributes, { value, parameter, put }) {
  const oninput = ({ target }) => put(target.value === "" ? null : Number(target.value));
  return part("input", { ...attributes, type: "number", min: 0, step: parameter.step ?? "any", value: String(value), oninput });
}

function boolean(attributes, { value, put }) {
  return part("input", { ...attributes, type: "checkbox", checked: Boolean(value), onchange: ({ target }) => put(Number(target.checked)) });
}

function direction(attributes, { value, frame, put }) {
  const oninput = ({ target }) => target.value !== "" && put(directionAt(Number(target.value), frame));
  return part("input", { ...attributes, type: "number", step: 5, value: String(degreesOf(value, frame)), oninput });
}

function side(attributes, { value, put }) {
  const options = SIDES.map((word, index) => part("option", { value: String(index) }, say(word)));
  return part("select", { ...attributes, value: String(value), onchange: ({ target }) => put(Number(target.value)) }, options);
}

function unitOf({ type, unit }) {
  return type === "direction" ? "°" : (unit ?? "");
}

/** The default is told where the value is another one. */
function helpOf({ type, help, unit, default: usual }, value) {
  const differs = type === "number" && usual !== null && value !== usual;
  const told = differs && [usual.toLocaleString(document.documentElement.lang), unit].filter(Boolean).join(" ");
  return [help, type === "direction" && say("direction_help"), told && say("usual", { value: told })].filter(Boolean).join(" ");
}
