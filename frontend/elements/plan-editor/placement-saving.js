/** The reason, the button, and what came of it: each camera that stands elsewhere than before is saved by itself. */

import { say } from "../words.js";
import { save } from "../zone-editor/saving.js";

const REFUSALS = { 0: "not_reached", 401: "signed_out", 403: "may_not_save" };

export class PlacementSaving {
  /** @param {HTMLFormElement} form @param {object} editor */
  constructor(form, editor) {
    this.form = form;
    this.editor = editor;
    this.isSaving = false;
    form.addEventListener("submit", (event) => this.submitted(event));
  }

  async submitted(event) {
    event.preventDefault();
    if (this.isSaving) return;
    const { sketch, given } = this.editor;
    const { present } = sketch.history;
    const cameras = sketch.changed.map(({ id }) => ({ camera: id, based_on: sketch.versions.get(id), placement: present[id] }));
    this.isSaving = true;
    this.editor.show();
    const { status, said } = await save(given.save_url, this.form.csrfmiddlewaretoken.value, { reason: this.form.reason.value.trim(), cameras });
    this.isSaving = false;
    if (said.cameras) this.answered(said.cameras, present);
    else this.tell(said.text ?? say(REFUSALS[status] ?? "not_saved"), true);
    this.editor.show();
  }

  answered(outcomes, present) {
    const { sketch } = this.editor;
    for (const { camera, version, ...outcome } of outcomes) {
      if (version !== undefined) sketch.wasSaved(camera, present[camera], version);
      else sketch.outcomes.set(camera, outcome.waits_at ? { fault: say("waits") } : outcome);
    }
    const failed = outcomes.filter(({ version }) => version === undefined);
    if (failed.length) {
      this.tell(say("not_all_saved"), true);
      sketch.choose(failed[0].camera);
      return;
    }
    this.form.reason.value = "";
    const names = outcomes.map(({ camera }) => sketch.cameras.find(({ id }) => id === camera).name);
    this.tell(say("saved", { cameras: names.join(", ") }), false);
  }

  tell(text, isError) {
    const told = this.form.querySelector("[data-told]");
    told.hidden = !text;
    told.classList.toggle("form-error", isError);
    told.querySelector("span").textContent = text;
    told.querySelector(".icon").toggleAttribute("hidden", !isError);
  }

  show() {
    const { isUnsaved } = this.editor.sketch;
    this.form.querySelector("[data-state]").textContent = say(isUnsaved ? "unsaved" : "unchanged");
    this.form.querySelector("button[type=submit]").disabled = !isUnsaved || this.isSaving;
  }
}
