/**
 * <plan-editor>: cameras drawn onto a floor plan, and the plan's scale; contract in pages/plan/plan_editor.html.
 *
 * The sketch holds where cameras stand; every change shows the whole page anew from it.
 */

import { cameraForm } from "./plan-editor/camera-form.js";
import { cameraList } from "./plan-editor/camera-list.js";
import { Dragging } from "./plan-editor/dragging.js";
import { Fetching } from "./plan-editor/fetching.js";
import { marksOf } from "./plan-editor/marks.js";
import { pressOn } from "./plan-editor/keys.js";
import { PlacementSaving } from "./plan-editor/placement-saving.js";
import { PlanSketch } from "./plan-editor/plan-sketch.js";
import { Scaling } from "./plan-editor/scaling.js";
import { firstPlace } from "./plan-editor/places.js";
import { markPaper } from "./plan/paper.js";
import { say } from "./words.js";
import { show } from "./zone-editor/parts.js";
import { PictureEditor } from "./zone-editor/picture-editor.js";

class PlanEditor extends PictureEditor {
  texts = "input";

  connectedCallback() {
    this.given = JSON.parse(document.getElementById("editor").textContent);
    this.picture = this.querySelector(".drawing");
    this.sketch = new PlanSketch(this.given.cameras, () => this.show());
    this.scaling = new Scaling(this);
    this.dragging = new Dragging(this.picture, this);
    this.fetching = new Fetching(this.querySelector("[data-cameras]"), this);
    this.saving = new PlacementSaving(this.querySelector("[data-save]"), this);
    this.style.setProperty("--shape", this.given.plan.width / this.given.plan.height);
    markPaper(this.querySelector("[data-image]"));
    this.listen();
    this.startMeasuring();
  }

  listen() {
    super.listen();
    this.picture.addEventListener("focusin", ({ target }) => this.focused(target.closest("[data-grip]")));
    this.querySelector("[data-scale]").addEventListener("click", () => this.scaling.toggle());
  }

  /** Of the whole plan; null while it has no scale. */
  get widthM() {
    return this.given.plan.width_m;
  }

  show() {
    const { sketch, scaling } = this;
    show(this.picture, [...marksOf(this), ...scaling.marks()]);
    show(this.querySelector("[data-cameras]"), cameraList(this));
    const form = this.querySelector("[data-form]");
    show(form, sketch.chosen && !scaling.isOn ? cameraForm(this) : []);
    form.hidden = !sketch.chosen || scaling.isOn;
    this.querySelector("[data-empty]").hidden = sketch.cameras.length > 0;
    this.querySelector("[data-count]").textContent = sketch.cameras.length;
    this.showTools();
    scaling.showForm();
    this.saving.show();
  }

  showTools() {
    const { chosen } = this.sketch;
    this.toggleAttribute("data-scaling", this.scaling.isOn);
    this.querySelector("[data-scale]").ariaPressed = String(this.scaling.isOn);
    this.showSteps();
    const text = say(`hint_${this.scaling.isOn ? "scale" : chosen && this.sketch.placeOf(chosen.id) ? "camera" : "idle"}`);
    this.showHint(text);
  }

  /** A camera comes to the middle of the plan, or beside those that stand there. */
  placeInTheMiddle(id) {
    this.sketch.put(id, firstPlace(this.sketch, this.frame));
    this.sketch.choose(id);
    this.focusOn(`camera ${id}`);
  }

  takeOff(id) {
    this.sketch.put(id, null);
    this.querySelector(`[data-camera="${id}"]`)?.focus();
  }

  focused(part) {
    const [what, which] = part?.dataset.grip.split(" ") ?? [];
    if (what === "camera" && Number(which) !== this.sketch.chosenId) this.sketch.choose(Number(which));
  }

  focusOn(grip) {
    this.querySelector(`[data-grip="${grip}"]`)?.focus();
  }

  press = (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const grip = document.activeElement?.dataset.grip;
    const meant = event.ctrlKey || event.metaKey ? this.pressStep(event) : this.pressEscape(event) || (grip && pressOn(grip, event, this));
    if (meant) event.preventDefault();
  };

  pressEscape(event) {
    if (event.key !== "Escape") return false;
    return this.dragging.end({ keep: false }) || this.fetching.end({ keep: false }) || this.scaling.close();
  }
}

customElements.define("plan-editor", PlanEditor);
