/** Cameras on the live plan. Colour never says it alone: an alarm has a dashed empty cone, an icon and words; an alert a plate. */

import { conePath } from "../plan/cone.js";
import { say } from "../words.js";
import { part } from "../zone-editor/parts.js";

const ICON_PX = 16;
const PLATE_FROM_PX = 44; // above the middle of the camera
const PLATE_HIGH_PX = 24;
const TEXT_PX = 13; // as live_plan.css has it
const pen = document.createElement("canvas").getContext("2d");

/** The lit ones lie above the others. */
export function marksOf(plan) {
  const seen = plan.given.cameras.map((camera) => ({ camera, alerts: plan.alerts.of(camera.id), state: plan.stateOf(camera.id) }));
  const ordered = seen.toSorted((one, other) => Boolean(one.alerts.length) - Boolean(other.alerts.length));
  return [...ordered.map((one) => cone(one, plan)), ...ordered.map((one) => mark(one, plan))];
}

function cone({ camera, alerts, state }, { frame }) {
  const className = ["cone", state.is_alarming && "blind", state.state === "off" && "off", alerts.length && `alerted ${alerts[0].severity}`];
  return part("path", { key: `cone-${camera.id}`, class: className.filter(Boolean).join(" "), d: conePath(camera.placement, frame) });
}

function mark({ camera, alerts, state }, { frame, look }) {
  const { id, name, placement } = camera;
  const at = frame.pixels([placement.x, placement.y]);
  const isOpen = look.camera?.id === id;
  const attributes = {
    key: `camera-${id}`,
    "data-camera": id,
    "data-state": state.state,
    "data-alerted": alerts.length ? alerts[0].kind : null,
    class: ["camera", state.is_alarming && "blind", isOpen && "chosen", alerts.length && `alerted ${alerts[0].severity}`].filter(Boolean).join(" "),
    transform: `translate(${at})`,
    tabindex: 0,
    role: "button",
    "aria-label": labelOf(name, state, alerts),
  };
  return part("g", attributes, [
    alerts.length && part("circle", { key: "pulse", class: "pulse", r: 20 }),
    part("circle", { key: "hit", class: "hit", r: 18 }),
    part("circle", { key: "ring", class: "ring", r: 18 }),
    state.is_alarming ? part("rect", { key: "square", class: "plate", x: -13, y: -13, width: 26, height: 26, rx: 4 }) : part("circle", { key: "round", class: "plate", r: 13 }),
    glyph("icon", state.is_alarming ? state.state : "cameras", -ICON_PX / 2, -ICON_PX / 2),
    part("text", { key: "name", class: "name", y: 30 }, name),
    part("text", { key: "state", class: "state", y: 45 }, shortOf(state.state)),
    alerts.length && plate(alerts, at, frame),
  ]);
}

/** Beside its neighbours there is room for what, and not for why. */
function shortOf(state) {
  return say(state).split(/\s*:/)[0];
}

function labelOf(name, state, alerts) {
  const told = [say(state.state), state.reason && say(state.reason)].filter(Boolean).join(" · ");
  if (!alerts.length) return say("camera_on_plan", { name, state: told });
  return say("camera_alerted", { name, state: told, alert: alerts.map(wordsOf).join("; ") });
}

export function wordsOf({ label, zone }) {
  return `${label} · ${zone}`;
}

/** Above the camera, or below where the plan ends; never beyond its sides. */
function plate(alerts, [x, y], frame) {
  const more = alerts.length > 1 ? ` ${say("more_alerts", { count: alerts.length - 1 })}` : "";
  const text = wordsOf(alerts[0]) + more;
  pen.font = `600 ${TEXT_PX}px Inter, "Segoe UI", sans-serif`;
  const width = pen.measureText(text).width + 40;
  const left = Math.min(Math.max(-width / 2, 2 - x), frame.width - x - width - 2);
  const top = y > PLATE_FROM_PX + 4 ? -PLATE_FROM_PX : 52;
  return part("g", { key: "alert", class: "alert-plate", transform: `translate(${left} ${top})` }, [
    part("rect", { key: "plate", width, height: PLATE_HIGH_PX, rx: 5 }),
    glyph("severity", alerts[0].severity, 7, 4),
    part("text", { key: "text", x: 29, y: 16.5 }, text),
  ]);
}

function glyph(key, name, x, y) {
  return part("svg", { key, class: "icon", x, y, width: ICON_PX, height: ICON_PX }, [part("use", { icon: name })]);
}
