/** The reason, the button, and what came of it. */

import { say } from "../words.js";
import { save } from "./saving.js";
import { forTheServer } from "./zones.js";

const REFUSALS = { 0: "not_reached", 401: "signed_out", 403: "may_not_save" };

export class SaveForm {
  constructor(form, editor) {
    this.form = form;
    this.editor = editor;
    this.version = editor.given.version;
    this.isSaving = false;
    form.addEventListener("submit", (event) => this.submitted(event));
    form.querySelector("[data-reload]").addEventListener("click", () => editor.loadTheirs());
  }

  submitted(event) {
    event.preventDefault();
    if (this.isSaving) return;
    const { sketch } = this.editor;
    const wrong = sketch.zones.find((zone) => this.editor.problemsOf(zone).length);
    if (wrong) sketch.choose(wrong.id);
    this.tell(wrong ? say("invalid") : "", true);
    if (!wrong) this.send();
  }

  async send() {
    const { sketch, given } = this.editor;
    const sent = sketch.history.present;
    const print = sketch.print();
    sketch.refusals = new WeakMap();
    this.isSaving = true;
    this.editor.show();
    const body = { based_on: this.version, reason: this.form.reason.value.trim(), zones: forTheServer(sent) };
    const { status, said } = await save(given.save_url, this.form.csrfmiddlewaretoken.value, body);
    this.isSaving = false;
    this.answered(status, said, sent, print);
  }

  answered(status, said, sent, print) {
    if (status === 200) this.saved(said, print);
    else if (status === 202) this.waiting(said, print);
    else if (status === 409) this.outdated(said);
    else if (said.errors) this.refused(said.errors, sent);
    else this.tell(say(REFUSALS[status] ?? "not_saved"), true);
    this.editor.show();
  }

  saved({ version }, print) {
    this.version = version;
    this.form.reason.value = "";
    this.tell(say("saved_as", { version }), false);
    this.editor.sketch.wasSaved(print);
  }

  /** It weakens a guarantee: nothing is in force before another administrator has approved. */
  waiting({ waits_at }, print) {
    this.form.reason.value = "";
    this.tell(say("waits"), false, waits_at);
    this.editor.sketch.wasSaved(print);
  }

  /** Somebody else has saved since; what is drawn here stays until they decide. */
  outdated({ version, author, at }) {
    const time = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "medium", timeZone: document.documentElement.dataset.timeZone });
    this.form.querySelector("[data-conflict]").hidden = false;
    this.form.querySelector("[data-conflict-text]").textContent = say("conflict", { version, author, time });
    this.tell("", true);
  }

  refused(errors, sent) {
    const { refusals } = this.editor.sketch;
    for (const { zone, text } of errors) if (zone !== null) refusals.set(sent[zone], [...(refusals.get(sent[zone]) ?? []), text]);
    const others = errors.filter(({ zone }) => zone === null).map(({ text }) => text);
    this.tell([...others, others.length < errors.length && say("invalid")].filter(Boolean).join(" "), true);
  }

  /** @param {string} page where to read on */
  tell(text, isError, page = "") {
    const told = this.form.querySelector("[data-told]");
    told.hidden = !text;
    told.classList.toggle("form-error", isError);
    told.querySelector("span").textContent = text;
    const link = told.querySelector("a");
    link.hidden = !page;
    if (page) link.href = page;
    told.querySelector(".icon").toggleAttribute("hidden", !isError);
  }

  show() {
    const { isUnsaved } = this.editor.sketch;
    this.form.querySelector("[data-state]").textContent = say(isUnsaved ? "unsaved" : "unchanged");
    this.form.querySelector("button[type=submit]").disabled = !isUnsaved || this.isSaving;
  }
}
