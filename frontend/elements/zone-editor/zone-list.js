/** The camera's zones beside its picture, each with what is wrong with it. */

import { say } from "../words.js";
import { icon, part } from "./parts.js";

/** @param {object[]} zones @param {{kinds: Map, chosenId: number, faultsOf: Function, choose: Function}} editor */
export function zoneList(zones, { kinds, chosenId, faultsOf, choose }) {
  return zones.map((zone) => row(zone, kinds.get(zone.kind), zone.id === chosenId, faultsOf(zone), choose));
}

function row(zone, kind, isChosen, faults, choose) {
  const words = part("span", { class: "zone-words" }, [
    part("span", { class: "zone-name" }, zone.name.trim() || say("nameless")),
    part("span", { class: "zone-kind" }, kind.label),
    ...faults.map((text) => part("span", { class: "zone-fault" }, [icon("high"), part("span", {}, text)])),
  ]);
  const attributes = { type: "button", class: "zone-row", "aria-current": isChosen && "true", onclick: () => choose(zone.id) };
  return part("li", { key: `row-${zone.id}` }, [part("button", attributes, [icon(zone.kind), words])]);
}
