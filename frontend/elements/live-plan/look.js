/** One camera's live picture over the plan, with its zones; on the side where the camera does not stand. */

import "../live-tile.js";
import { showIcon } from "../icons.js";
import { wordsOf } from "./marks.js";

function showSeverity(told, severity) {
  if (told.classList.contains(severity)) return;
  told.className = `look-alert ${severity}`;
  showIcon(told.querySelector("use"), severity);
}

export class Look {
  /** @param {HTMLDialogElement} dialog @param {HTMLElement} plan */
  constructor(dialog, plan) {
    this.dialog = dialog;
    this.plan = plan;
    this.camera = null;
    this.template = plan.querySelector("[data-tile]");
    dialog.querySelector("[data-close]").addEventListener("click", () => this.leave());
    plan.addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
    dialog.addEventListener("keydown", (event) => event.key === "z" && dialog.querySelector("live-tile").toggleZones());
  }

  open(camera) {
    if (this.camera?.id === camera.id) return;
    this.close();
    this.camera = camera;
    const tile = this.template.content.cloneNode(true).querySelector("live-tile");
    tile.setAttribute("camera", camera.id);
    tile.setAttribute("name", camera.name);
    tile.setAttribute("zones", camera.zones);
    tile.setAttribute("aria-label", camera.name);
    tile.toggleAttribute("has-sub", camera.has_sub);
    tile.querySelector("video").muted = true; // of a template it is not, and browsers play nothing with sound unasked
    this.dialog.querySelector("[data-look-name]").textContent = camera.name;
    this.dialog.classList.toggle("on-the-left", camera.placement.x > 0.5);
    this.dialog.classList.toggle("at-the-top", camera.placement.y > 0.5);
    this.dialog.show();
    this.dialog.querySelector("[data-look-picture]").replaceChildren(tile);
  }

  /** The alerts of its camera come and go while it is looked at. */
  show() {
    const alerts = this.camera ? this.plan.alerts.of(this.camera.id) : [];
    const told = this.dialog.querySelector("[data-look-alert]");
    told.hidden = !alerts.length;
    if (alerts.length) showSeverity(told, alerts[0].severity);
    const text = alerts.map(wordsOf).join("; ");
    if (told.lastElementChild.textContent !== text) told.lastElementChild.textContent = text;
    this.dialog.querySelector("live-tile")?.lightZones(alerts.map(({ zone }) => zone));
  }

  /** The focus goes back to where it came from. */
  leave() {
    if (!this.camera) return;
    const mark = this.plan.querySelector(`.camera[data-camera="${this.camera.id}"]`);
    this.close();
    this.plan.show();
    mark?.focus();
  }

  close() {
    this.dialog.querySelector("[data-look-picture]").replaceChildren();
    this.dialog.close();
    this.camera = null;
  }
}
