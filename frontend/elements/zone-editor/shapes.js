/** Zones on the picture: outline, name, and what is wrong with them. */

import { say } from "../words.js";
import { crossing, within } from "./geometry.js";
import { marksOf } from "./marks.js";
import { part } from "./parts.js";
import { MASK } from "./zones.js";

const NAME_BELOW_PX = 18;

/** @param {object} zone @param {{kind: object, problems: string[], isChosen: boolean, frame: Frame}} seen */
export function shapeOf(zone, seen) {
  const outline = seen.frame.outline(zone.polygon);
  const label = say("zone_label", { name: zone.name, kind: seen.kind.label, count: zone.polygon.length });
  const attributes = {
    key: `zone-${zone.id}`,
    class: ["zone", zone.kind === MASK && "mask", seen.isChosen && "chosen", seen.problems.length && "wrong"].filter(Boolean).join(" "),
    "data-grip": `zone ${zone.id}`,
    tabindex: 0,
    role: "button",
    "aria-pressed": String(seen.isChosen),
    "aria-label": [label, ...seen.problems.map((problem) => say(problem))].join(". "),
  };
  return part("g", attributes, [...strokes(outline), ...marksOf(zone, seen.kind, seen.frame), nameOf(zone, outline, seen.frame)]);
}

/** @param {number[][]} outline without the edge that closes it, while it is drawn */
export function openShape(outline, isWrong) {
  const d = `M${outline.join("L")}`;
  const className = isWrong ? "draft wrong" : "draft";
  return part("g", { key: "draft", class: className }, [part("path", { class: "casing", d }), part("path", { class: "line", d })]);
}

function strokes(outline) {
  const d = `M${outline.join("L")}${outline.length > 2 ? "Z" : ""}`;
  return ["hit", "casing", "line"].map((name) => part("path", { class: name, d }));
}

function nameOf(zone, outline, frame) {
  const [x, y] = outline.reduce((best, point) => (point[0] + point[1] < best[0] + best[1] ? point : best));
  const at = { x: within(x + 10, 8, frame.width - 60), y: within(y + 20, NAME_BELOW_PX, frame.height - 12) };
  return part("text", { class: "name", ...at }, zone.name);
}

/** Above all handles. */
export function crossingMark(zone, frame) {
  const at = crossing(frame.outline(zone.polygon));
  if (!at) return [];
  const cross = `M${at[0] - 8} ${at[1] - 8}l16 16m0 -16l-16 16`;
  const anchor = at[0] < frame.width / 2 ? "start" : "end";
  return [
    part("path", { key: `casing-${zone.id}`, class: "cross casing", d: cross }),
    part("path", { key: `cross-${zone.id}`, class: "cross", d: cross }),
    part("text", { key: `fault-${zone.id}`, class: "fault", x: at[0], y: at[1] + 30, "text-anchor": anchor }, say("crosses")),
  ];
}
