/** The zone editor's form; only what is sent, and what can be wrong with it, is the ground's. */

import { SaveForm } from "../zone-editor/save-form.js";
import { save } from "../zone-editor/saving.js";

export class GroundSaveForm extends SaveForm {
  submitted(event) {
    event.preventDefault();
    if (!this.isSaving) this.send();
  }

  async send() {
    const { sketch, given, pixels } = this.editor;
    const print = sketch.print();
    const sent = sketch.forTheServer();
    this.isSaving = true;
    this.editor.show();
    const body = { based_on: this.version, reason: this.form.reason.value.trim(), ...sent, pixels };
    const { status, said } = await save(given.save_url, this.form.csrfmiddlewaretoken.value, body);
    this.isSaving = false;
    this.answered(status, said, sent, print);
  }

  refused(errors) {
    this.tell(errors.map(({ text }) => text).join(" "), true);
  }
}
