/**
 * <zone-editor>: the zones of one camera, drawn over its live picture; contract in pages/zones/zones.html.
 *
 * The sketch holds what is edited; every change shows the whole page anew from it.
 */

import { say } from "./words.js";
import { Dragging } from "./zone-editor/dragging.js";
import { Drafting } from "./zone-editor/drafting.js";
import { handlesOf } from "./zone-editor/handles.js";
import { pressOn } from "./zone-editor/keys.js";
import { show } from "./zone-editor/parts.js";
import { PictureEditor } from "./zone-editor/picture-editor.js";
import { problemsOf } from "./zone-editor/problems.js";
import { SaveForm } from "./zone-editor/save-form.js";
import { crossingMark, shapeOf } from "./zone-editor/shapes.js";
import { Sketch } from "./zone-editor/sketch.js";
import { zoneForm } from "./zone-editor/zone-form.js";
import { zoneList } from "./zone-editor/zone-list.js";
import { MASK } from "./zone-editor/zones.js";

const LIKELY = "intrusion"; // it takes areas and lines

class ZoneEditor extends PictureEditor {
  texts = "input[type=text], input[data-reason]";

  connectedCallback() {
    this.given = JSON.parse(document.getElementById("editor").textContent);
    this.kinds = new Map(this.given.kinds.map((kind) => [kind.value, kind]));
    this.picture = this.querySelector(".drawing");
    this.sketch = new Sketch(this.given.zones, () => this.show());
    this.drafting = new Drafting(this.picture, this);
    this.dragging = new Dragging(this.picture, this);
    this.saving = new SaveForm(this.querySelector("[data-save]"), this);
    this.listen();
    this.startMeasuring();
  }

  listen() {
    super.listen();
    this.listenToShape();
    this.picture.addEventListener("focusin", ({ target }) => this.focused(target.dataset.grip));
    for (const button of this.querySelectorAll("[data-draw]")) {
      button.addEventListener("click", () => (button.ariaPressed === "true" ? this.drafting.cancel() : this.drafting.begin(button.dataset.draw)));
    }
  }

  show() {
    show(this.picture, [...this.shapes(), ...this.drafting.parts()]);
    const { sketch } = this;
    const choose = (id) => sketch.choose(id);
    show(this.querySelector("[data-zones]"), zoneList(sketch.zones, { ...this, chosenId: sketch.chosenId, choose }));
    show(this.querySelector("[data-form]"), sketch.chosen ? zoneForm(sketch.chosen, this) : []);
    this.querySelector("[data-form]").hidden = !sketch.chosen;
    this.querySelector("[data-empty]").hidden = sketch.zones.length > 0;
    this.querySelector("[data-count]").textContent = sketch.zones.length;
    this.showTools();
    this.saving.show();
  }

  showTools() {
    this.toggleAttribute("data-drawing", this.drafting.isOn);
    for (const button of this.querySelectorAll("[data-draw]")) button.ariaPressed = String(this.drafting.shape === button.dataset.draw);
    this.showSteps();
    this.showHint(say(`hint_${this.drafting.shape ?? (this.sketch.chosen ? "zone" : "idle")}`));
  }

  /** The chosen zone lies above the others, and its handles above it. */
  shapes() {
    const { sketch, frame } = this;
    const { chosen, point } = sketch;
    const ordered = sketch.zones.toSorted((one, other) => (one === chosen) - (other === chosen));
    const shapes = ordered.map((zone) =>
      shapeOf(zone, { kind: this.kinds.get(zone.kind), problems: this.problemsOf(zone), isChosen: zone === chosen, frame }),
    );
    const handles = chosen ? handlesOf(chosen, { kind: this.kinds.get(chosen.kind), point, frame }) : [];
    return [...shapes, ...handles, ...sketch.zones.flatMap((zone) => crossingMark(zone, frame))];
  }

  problemsOf(zone) {
    return problemsOf(zone, this.sketch.zones, this.kinds);
  }

  /** What is wrong with it, in words: found here, or by the server. */
  faultsOf = (zone) => {
    const found = this.problemsOf(zone).map((problem) => say(problem));
    return [...found, ...(this.sketch.refusals.get(zone) ?? [])];
  };

  likelyKind(shape) {
    if (shape === MASK) return this.kinds.get(MASK);
    const able = this.given.kinds.filter((kind) => shape === "area" || kind.takes_lines);
    return able.find(({ value }) => value === LIKELY) ?? able[0];
  }

  focused(grip) {
    const [what, which] = grip?.split(" ") ?? [];
    if (what === "point" && Number(which) !== this.sketch.point) this.sketch.choose(this.sketch.chosenId, Number(which));
  }

  focusOn = (grip) => this.querySelector(`[data-grip="${grip}"]`)?.focus();

  /** The focus goes to the picture: what had it is no more. */
  remove = (zone) => {
    this.sketch.remove(zone);
    this.picture.focus();
  };

  press = (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const grip = document.activeElement.dataset.grip;
    const meant = event.ctrlKey || event.metaKey ? this.pressStep(event) : this.pressDraft(event) || (grip && pressOn(grip, event, this));
    if (meant) event.preventDefault();
  };

  pressDraft(event) {
    if (event.key === "Escape" && this.dragging.end({ keep: false })) return true;
    if (!this.drafting.isOn || event.target.closest("button, input, select, a")) return false;
    if (event.key === "Escape") this.drafting.cancel();
    else if (event.key === "Enter") this.drafting.end();
    else if (event.key === "Backspace") this.drafting.dropPoint();
    else return false;
    return true;
  }
}

customElements.define("zone-editor", ZoneEditor);
