/** The venue's cameras beside the plan, each with where it stands and what the server said of it. */

import { say } from "../words.js";
import { icon, part } from "../zone-editor/parts.js";

export function cameraList(editor) {
  return editor.sketch.cameras.map((camera) => row(camera, editor));
}

function row(camera, editor) {
  const { sketch } = editor;
  const { id } = camera;
  const place = sketch.placeOf(id);
  const outcome = sketch.outcomes.get(id) ?? {};
  const attributes = {
    type: "button",
    class: place ? "zone-row" : "zone-row unplaced",
    "data-camera": id,
    "aria-current": id === sketch.chosenId && "true",
    onclick: () => (place ? sketch.choose(id) : editor.placeInTheMiddle(id)),
  };
  return part("li", { key: `row-${id}` }, [
    part("button", attributes, [icon("cameras"), words(camera, place, outcome)]),
    outcome.conflict && ways(id, sketch),
  ]);
}

function words({ name, elsewhere }, place, { fault, conflict }) {
  const said = fault ?? (conflict && conflictTold(conflict));
  return part("span", { class: "zone-words" }, [
    part("span", { class: "zone-name" }, name),
    part("span", { class: "zone-kind" }, placeTold(place, elsewhere)),
    said && part("span", { class: "zone-fault" }, [icon("high"), part("span", {}, said)]),
  ]);
}

function placeTold(place, elsewhere) {
  if (place) return say("placed", { direction: Math.round(place.direction_deg), view: Math.round(place.view_deg) });
  return elsewhere ? say("on_other_plan", { plan: elsewhere }) : say("not_placed");
}

function conflictTold({ author, version, at }) {
  const { lang, dataset } = document.documentElement;
  const time = new Date(at).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23", timeZone: dataset.timeZone });
  return say("conflict", { author, version, time });
}

function ways(id, sketch) {
  const way = (word, isMine) => part("button", { key: word, type: "button", class: "button button-small", "data-settle": word, onclick: () => sketch.settle(id, { isMine }) }, say(word));
  return part("div", { class: "settle" }, [way("keep_mine", true), way("take_theirs", false)]);
}
