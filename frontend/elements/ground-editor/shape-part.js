/** The known shape: which, its dimensions, and its plan to choose a place on. */

import { say } from "../words.js";
import { part } from "../zone-editor/parts.js";

const PLAN_PX = 336;
const MARGIN_PX = 14;
const MOST_DEPTH_PX = 132; // the points below it stay in sight

export function shapePart(editor) {
  const { sketch, tools } = editor;
  const template = sketch.template();
  const options = sketch.templates.map(({ name, label }) => part("option", { key: name, value: name }, label));
  const onchange = ({ target }) => sketch.put({ template: target.value, dimensions: {}, points: sketch.present.points.map((point) => ({ ...point, place: null })) });
  return [
    labelled("shape", say("shape"), (id) => part("select", { id, onchange, value: template.name }, options)),
    part("div", { key: "dimensions", class: "dimensions" }, template.dimensions.map((one) => dimension(one, sketch))),
    planPart(editor, template),
    tools.tool === "add" && nextField(editor, tools),
  ];
}

function dimension({ name, label, usual, is_count: isCount }, sketch) {
  const oninput = ({ target }) => {
    const { [name]: _, ...others } = sketch.present.dimensions;
    if (target.value === "") sketch.put({ dimensions: others }, `dimension ${name}`);
    else if (target.validity.valid) sketch.put({ dimensions: { ...others, [name]: Number(target.value) } }, `dimension ${name}`);
  };
  const limits = isCount ? { min: 1, max: 500, step: 1 } : { min: 0.01, max: 2000, step: "any" };
  const value = String(sketch.present.dimensions[name] ?? usual);
  return part("div", { key: `${sketch.present.template}-${name}`, class: "field" }, [
    part("label", { class: "field-label", for: `dimension-${name}` }, isCount ? label : `${label}, m`),
    part("input", { id: `dimension-${name}`, type: "number", ...limits, value, oninput }),
  ]);
}

/** Seen from above: x to the right, y away. */
function planPart(editor, template) {
  const plan = editor.plan();
  const [width, depth] = plan.extents;
  const scale = Math.min((PLAN_PX - 2 * MARGIN_PX) / width, MOST_DEPTH_PX / depth);
  const size = [width * scale + 2 * MARGIN_PX, depth * scale + 2 * MARGIN_PX];
  const at = ([x, y]) => [MARGIN_PX + x * scale, size[1] - MARGIN_PX - y * scale].map((value) => Number(value.toFixed(1)));
  const marks = plan.marks.map((mark, index) => part("path", { key: `mark-${index}`, class: "plan-line", d: `M${mark.map(at).join("L")}` }));
  const dots = plan.places.map((place) => dot(place, at(place.metres), editor));
  const attributes = { key: `plan-${template.name}`, class: "plan", viewBox: `0 0 ${size.join(" ")}`, width: size[0], height: size[1], "aria-hidden": "true" };
  return part("svg", attributes, [...marks, ...dots]);
}

function dot(place, at, { sketch, tools }) {
  const point = sketch.present.points.find((one) => one.place === place.name);
  const isNext = !point && tools.next()?.name === place.name;
  const name = ["plan-place", point && "taken", isNext && "next", point && point.id === sketch.chosenId && "chosen"].filter(Boolean).join(" ");
  const onclick = () => (point ? sketch.choose(point.id) : tools.arm(place.name));
  return part("g", { key: place.name, class: name, transform: `translate(${at})`, onclick }, [
    part("title", {}, place.label),
    part("circle", { class: "hit", r: 9 }),
    part("circle", { class: "dot", r: point ? 8 : isNext ? 6 : 3.5 }),
    point && part("text", { y: 3.5, "text-anchor": "middle" }, String(sketch.numberOf(point))),
  ]);
}

/** The plan for hands that cannot point. */
function nextField(editor, tools) {
  const next = tools.next();
  const taken = new Set(editor.sketch.present.points.map(({ place }) => place));
  const free = editor.plan().places.filter(({ name }) => !taken.has(name));
  if (!next) return null;
  const options = free.map(({ name, label }) => part("option", { key: name, value: name }, label));
  const onchange = ({ target }) => {
    editor.sketch.armed = target.value;
    editor.show();
  };
  return labelled("next-place", say("next_place"), (id) => part("select", { id, onchange, value: next.name }, options), "field next-place");
}

function labelled(id, label, control, name = "field") {
  return part("div", { key: id, class: name }, [part("label", { class: "field-label", for: id }, label), control(id)]);
}
