/** The chosen zone's name, kind and parameters, and its chosen point. */

import { say } from "../words.js";
import { field } from "./fields.js";
import { insertPoint, removePoint } from "./keys.js";
import { part } from "./parts.js";
import { copyOf, firstParameters, isLine, withParameter } from "./zones.js";

export function zoneForm(zone, editor) {
  const { kinds, frame, sketch } = editor;
  const shown = kinds.get(zone.kind).parameters.filter(({ type }) => type !== "side" || isLine(zone));
  const put = (parameter) => (value) =>
    sketch.put(withParameter(sketch.chosen, parameter, value), `${parameter.name} ${zone.id}`);
  return [
    nameField(zone, sketch),
    kindField(zone, editor),
    actions(zone, editor),
    sketch.point !== null && pointFields(zone, sketch.point, editor),
    ...shown.map((parameter) => field(zone, parameter, frame, put(parameter))),
  ];
}

function nameField(zone, sketch) {
  const oninput = ({ target }) => sketch.put({ ...sketch.chosen, name: target.value }, `name ${zone.id}`);
  return labelled(`name-${zone.id}`, say("name"), (id) =>
    part("input", { id, type: "text", maxlength: 120, autocomplete: "off", value: zone.name, oninput }),
  );
}

function kindField(zone, { kinds, sketch }) {
  const options = [...kinds.values()].map(({ value, label }) => part("option", { value }, label));
  const onchange = ({ target }) =>
    sketch.put({ ...sketch.chosen, kind: target.value, parameters: firstParameters(kinds.get(target.value)) });
  return labelled(`kind-${zone.id}`, say("kind"), (id) => part("select", { id, value: zone.kind, onchange }, options));
}

/** What a drag does, in figures: for hands that cannot drag, and for exact places. */
function pointFields(zone, index, editor) {
  const legend = say("point_label", { number: index + 1, count: zone.polygon.length, zone: zone.name });
  const button = (word, act) => part("button", { key: word, type: "button", class: "button button-small", onclick: act }, say(word));
  return part("fieldset", { key: `point-${zone.id}-${index}`, class: "point-fields" }, [
    part("legend", {}, legend),
    ...[0, 1].map((axis) => coordinate(zone, index, axis, editor)),
    button("insert_point", () => insertPoint(editor, index)),
    button("remove_point", () => removePoint(editor, index)),
  ]);
}

function coordinate(zone, index, axis, { sketch }) {
  const oninput = ({ target }) => {
    if (target.value === "" || !target.validity.valid) return;
    const point = sketch.chosen.polygon[index].with(axis, Number(target.value) / 100);
    sketch.put({ ...sketch.chosen, polygon: sketch.chosen.polygon.with(index, point) }, `figure ${index} ${axis}`);
  };
  const value = String(Math.round(zone.polygon[index][axis] * 1000) / 10);
  return labelled(`axis-${zone.id}-${index}-${axis}`, say(axis ? "from_top" : "from_left"), (id) =>
    part("input", { id, type: "number", min: 0, max: 100, step: "any", value, oninput }),
  );
}

function actions(zone, { sketch, frame, remove }) {
  const copy = () => sketch.add(copyOf(sketch.chosen, sketch.zones, frame));
  return part("div", { key: `actions-${zone.id}`, class: "zone-actions" }, [
    part("button", { type: "button", class: "button button-small", onclick: copy }, say("duplicate")),
    part("button", { type: "button", class: "button button-small", onclick: () => remove(sketch.chosen) }, say("remove_zone")),
  ]);
}

function labelled(id, label, control) {
  return part("div", { key: id, class: "field" }, [part("label", { class: "field-label", for: id }, label), control(id)]);
}
