/** One device that answered: found, then ready with its profiles, then entered. */

import { say } from "../words.js";
import { post } from "./posting.js";

const ICONS = { busy: "starting", ready: "live", entered: "done", error: "high" };

export class Row {
  /** @param {HTMLElement} element @param {object} found @param {object} urls */
  constructor(element, found, urls) {
    Object.assign(this, { element, found, urls, told: null, isEntered: false, login: null });
    this.part("choose").checked = !found.entered;
    this.part("choose").ariaLabel = say("choose", { camera: this.title });
    this.part("title").textContent = this.title;
    this.part("model").textContent = found.model === this.title ? "" : found.model;
    this.part("host").textContent = new URL(found.address).host;
    for (const kind of ["main", "sub"]) this.part(kind).addEventListener("change", () => this.showChoice());
    if (found.entered) this.is("entered", say("entered_as", { name: found.entered }));
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  get title() {
    return this.found.name || this.told?.title || this.found.host;
  }

  get isChosen() {
    return this.part("choose").checked && !this.isEntered;
  }

  get isReady() {
    return this.told !== null && this.isChosen;
  }

  /** @param {"busy" | "ready" | "entered" | "error"} state */
  is(state, text) {
    this.element.dataset.state = state;
    this.part("is").querySelector("span").textContent = text;
    const use = this.part("is").querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[state]}`));
  }

  async ask(login) {
    this.is("busy", say("asking"));
    const told = await post(this.urls.ask, this.urls.token(), { ...login, address: this.found.address });
    this.told = told.error ? null : told;
    this.login = login;
    this.part("title").hidden = !told.error;
    for (const name of ["name-field", "streams", "use"]) this.part(name).hidden = Boolean(told.error);
    this.part("notes").replaceChildren();
    if (told.error) return this.is("error", told.error);
    this.is("ready", say("ready"));
    this.showTold();
  }

  showTold() {
    const { title, told } = this;
    this.part("name").value ||= title;
    this.part("name").ariaLabel = say("name_of", { camera: title });
    this.part("use").ariaLabel = say("fill_in_for", { camera: title });
    this.part("model").textContent = [told.title, told.firmware].filter(Boolean).join(" · ");
    this.part("main").ariaLabel = say("main_of", { camera: title });
    this.part("sub").ariaLabel = say("sub_of", { camera: title });
    this.part("main").replaceChildren(...this.options(told.main));
    this.part("sub").replaceChildren(new Option(say("no_sub"), ""), ...this.options(told.sub));
    this.showChoice();
  }

  options(chosen) {
    const { profiles } = this.told;
    const names = (label) => profiles.filter((profile) => profile.label === label).length > 1;
    return profiles.map(({ label, name }, index) => new Option(names(label) ? `${label} · ${name}` : label, index, false, index === chosen));
  }

  showChoice() {
    const { main, sub } = this.choice;
    this.part("main-facts").textContent = main.facts;
    this.part("sub-facts").textContent = sub?.facts ?? "";
    const notes = [...this.told.notes, ...main.hints].map((text) => {
      const note = document.createElement("li");
      note.textContent = text;
      return note;
    });
    this.part("notes").replaceChildren(...notes);
  }

  get choice() {
    const { profiles } = this.told;
    return { main: profiles[this.part("main").value], sub: profiles[this.part("sub").value] };
  }

  /** What the form of one camera would hold. */
  get fields() {
    const { main, sub } = this.choice;
    return { ...this.login, name: this.part("name").value.trim(), address: main.address, sub_address: sub?.address ?? "" };
  }

  /** Unless somebody has given it a name already. */
  addHost() {
    if (this.part("name").value === this.title) this.part("name").value = `${this.title} ${this.found.host}`;
  }

  async enter(venue) {
    this.is("busy", say("entering"));
    const told = await post(this.urls.enter, this.urls.token(), { ...this.fields, venue });
    if (told.error) return this.is("error", told.error);
    this.isEntered = true;
    this.is("entered", say("entered"));
    for (const control of this.element.querySelectorAll("input, select")) control.disabled = true;
    this.part("use").hidden = true;
    this.part("zones").hidden = false;
    this.part("zones").href = told.zones;
  }
}
