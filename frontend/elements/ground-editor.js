/**
 * <ground-editor>: the ground of one camera, given by points on its live picture; contract in pages/ground/ground.html.
 *
 * The second page of the zone editor. The sketch holds what is edited; what it means in metres the server says, at
 * each change (ground-editor/trial.js).
 */

import { Grips } from "./ground-editor/grips.js";
import { distanceFields } from "./ground-editor/distances.js";
import { GroundSaveForm } from "./ground-editor/ground-save-form.js";
import { handles } from "./ground-editor/handles.js";
import { Loupe } from "./ground-editor/loupe.js";
import { overlay } from "./ground-editor/overlay.js";
import { pointRows } from "./ground-editor/point-rows.js";
import { shapePart } from "./ground-editor/shape-part.js";
import { GroundSketch } from "./ground-editor/sketch.js";
import { Tools } from "./ground-editor/tools.js";
import { Trial } from "./ground-editor/trial.js";
import { verdict } from "./ground-editor/verdict.js";
import { say } from "./words.js";
import { show } from "./zone-editor/parts.js";
import { PictureEditor } from "./zone-editor/picture-editor.js";

class GroundEditor extends PictureEditor {
  connectedCallback() {
    this.given = JSON.parse(document.getElementById("editor").textContent);
    this.picture = this.querySelector(".drawing");
    this.sketch = new GroundSketch(this.given, () => this.show());
    this.trial = new Trial(this.given.try_url, this.token, () => this.show());
    this.loupe = new Loupe(this.querySelector(".loupe"), this.querySelector("live-tile"));
    this.tools = new Tools(this.picture, this);
    this.grips = new Grips(this.picture, this);
    this.saving = new GroundSaveForm(this.querySelector("[data-save]"), this);
    this.listen();
    this.startMeasuring();
  }

  get token() {
    return this.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  /** Of the camera's picture; a usual one before it has come. */
  get pixels() {
    const { videoWidth, videoHeight } = this.querySelector("video");
    return videoWidth ? [videoWidth, videoHeight] : [1920, 1080];
  }

  listen() {
    super.listen();
    this.listenToShape();
    for (const button of this.querySelectorAll("[data-tool]")) button.addEventListener("click", () => this.tools.toggle(button.dataset.tool));
    for (const button of this.querySelectorAll("[data-way]")) button.addEventListener("click", () => this.sketch.goWay(button.value, this.trial.said));
    this.querySelector("[data-remove]").addEventListener("click", () => this.sketch.removeAll());
    this.querySelector("[data-mirror]").addEventListener("click", () => this.sketch.mirror());
  }

  show() {
    const { sketch, trial } = this;
    trial.ask({ ...sketch.forTheServer(), pixels: this.pixels, measured: sketch.measured });
    show(this.picture, [...overlay(trial.said, this.frame), ...handles(this)]);
    show(this.querySelector("[data-shape]"), sketch.present.way === "template" ? shapePart(this) : []);
    show(this.querySelector("[data-points]"), pointRows(this));
    show(this.querySelector("[data-distances]"), sketch.present.way === "distances" ? distanceFields(this) : []);
    show(this.querySelector("[data-verdict]"), verdict(trial));
    this.querySelector("[data-verdict]").ariaBusy = String(trial.isAsking);
    this.showTools();
    this.saving.show();
  }

  showTools() {
    const { sketch, tools, trial } = this;
    const { way, points } = sketch.present;
    this.toggleAttribute("data-drawing", tools.isOn);
    for (const button of this.querySelectorAll("[data-tool]")) button.ariaPressed = String(tools.tool === button.dataset.tool);
    for (const button of this.querySelectorAll("[data-way]")) button.ariaPressed = String(way === button.value);
    for (const help of this.querySelectorAll("[data-for]")) help.hidden = help.dataset.for !== way;
    this.showSteps();
    this.querySelector("[data-count]").textContent = points.length;
    this.querySelector("[data-empty]").hidden = points.length > 0;
    this.querySelector("[data-remove]").hidden = !points.length;
    this.querySelector("[data-distances-part]").hidden = way !== "distances" || points.length < 2;
    this.querySelector("[data-mirror]").hidden = way !== "coordinates" || trial.said.refusal?.fault !== "mirrored";
    this.showHint(tools.hint());
  }

  focusOn = (grip) => (this.querySelector(`[data-grip="${grip}"]`) ?? this.picture).focus();

  /** The focus goes to the picture: what had it is no more. */
  remove = (id) => {
    this.sketch.removePoint(id);
    this.picture.focus();
  };

  press = (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const steps = event.ctrlKey || event.metaKey;
    if (steps ? this.pressStep(event) : this.grips.press(event) || this.tools.press(event)) event.preventDefault();
  };

  /** How a point is called. */
  nameOf(point) {
    const { way } = this.sketch.present;
    const place = way === "template" ? this.placeOf(point)?.label : this.metresOf(point);
    return say("ground_point", { number: this.sketch.numberOf(point), place: place ?? say("unknown_place") });
  }

  metresOf(point) {
    const metres = this.trial.said.metres?.[this.sketch.numberOf(point) - 1];
    const shown = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
    return metres && `${shown(metres[0])} m, ${shown(metres[1])} m`;
  }

  placeOf({ place }) {
    return this.plan().places.find(({ name }) => name === place) ?? null;
  }

  /** The shape from above: as the server last told it, or at its usual dimensions. */
  plan() {
    const { template } = this.sketch.present;
    const { plan } = this.trial.said;
    return plan?.template === template ? plan : this.sketch.template().plan;
  }
}

customElements.define("ground-editor", GroundEditor);
