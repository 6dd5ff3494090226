/** The ground as the server computed it, over the picture: grid, axes, horizon, the lines of the shape. */

import { say } from "../words.js";
import { distance, minus, plus, rightOf, times, unit, within } from "../zone-editor/geometry.js";
import { part } from "../zone-editor/parts.js";

const APART_PX = 40; // labels that are nearer cover each other
const HEAD_PX = 9;

/** @param {{ground: object | null}} said @param {Frame} frame */
export function overlay({ ground }, frame) {
  if (!ground) return [];
  const fine = ground.lines.filter(({ is_fine }) => is_fine);
  const labelled = ground.lines.filter(({ is_fine }) => !is_fine);
  return [
    lines("grid-fine", fine, frame),
    lines("grid-casing", labelled, frame),
    lines("grid-labelled", labelled, frame),
    ...ground.marks.map((mark, index) => part("path", { key: `mark-${index}`, class: "mark", d: `M${frame.outline(mark).join("L")}` })),
    ...horizon(ground.horizon, frame),
    ...ground.axes.flatMap((axis) => arrow(axis, frame)),
    ...labels(labelled, frame),
  ];
}

function lines(key, all, frame) {
  return part("path", { key, class: key, d: all.map(({ ends }) => `M${frame.outline(ends).join("L")}`).join("") });
}

function horizon(ends, frame) {
  if (!ends) return [];
  const [from, to] = frame.outline(ends);
  const at = from[0] < to[0] ? from : to;
  return [
    part("path", { key: "horizon", class: "horizon", d: `M${from}L${to}` }),
    part("text", { key: "horizon-text", class: "grid-text", x: at[0] + 10, y: within(at[1] - 6, 14, frame.height) }, say("horizon")),
  ];
}

/** Each line is named where it leaves the grid towards whoever looks. */
function labels(labelled, frame) {
  const taken = [];
  return labelled.flatMap(({ axis, label, ends }) => {
    const [one, other] = frame.outline(ends);
    const near = one[1] - one[0] / 4 > other[1] - other[0] / 4 ? one : other;
    const at = [within(near[0], 24, frame.width - 24), within(near[1] - 5, 16, frame.height - 8)];
    if (taken.some((place) => distance(place, at) < APART_PX)) return [];
    taken.push(at);
    return [part("text", { key: `grid-${axis}-${label}`, class: `grid-text grid-${axis}`, x: at[0], y: at[1], "text-anchor": "middle" }, label)];
  });
}

function arrow({ axis, ends }, frame) {
  const [from, to] = frame.outline(ends);
  if (distance(from, to) < 2 * HEAD_PX) return [];
  const back = times(unit(minus(from, to)), HEAD_PX);
  const aside = times(rightOf(back), 0.6);
  const d = `M${from}L${to}M${[plus(plus(to, back), aside), to, minus(plus(to, back), aside)].join("L")}`;
  const at = plus(to, times(unit(minus(to, from)), 12));
  return [
    part("path", { key: `axis-${axis}-casing`, class: "casing", d }),
    part("path", { key: `axis-${axis}`, class: "axis", d }),
    part("text", { key: `axis-${axis}-text`, class: "axis-text", x: at[0], y: at[1] + 4, "text-anchor": "middle" }, axis),
  ];
}
