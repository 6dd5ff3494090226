/** <camera-discovery form="id">: finds cameras, asks what they send, fills in the form or enters them all. */

import { each, post } from "./camera-discovery/posting.js";
import { Row } from "./camera-discovery/row.js";
import { say } from "./words.js";

const AT_ONCE = 4;

class CameraDiscovery extends HTMLElement {
  connectedCallback() {
    this.rows = [];
    this.login = { user: "", password: "" }; // as long as the page is open
    this.form = document.getElementById(this.getAttribute("form"));
    const search = this.part("search-form");
    search.addEventListener("submit", (event) => {
      event.preventDefault();
      const { addresses } = search.elements;
      if (event.submitter?.name === "everywhere") this.search("");
      else if (addresses.value.trim()) this.search(addresses.value);
      else addresses.focus();
    });
    // Enter in the field is for the field, not for the first button of its form.
    search.elements.addresses.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      search.requestSubmit(search.elements.here);
    });
  }

  part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  get urls() {
    return { ...this.dataset, token: () => this.form.elements.csrfmiddlewaretoken.value };
  }

  async search(addresses) {
    this.busy(this.part("search-form"), true);
    this.state(say("searching"));
    this.part("silent").replaceChildren();
    const told = await post(this.dataset.search, this.urls.token(), { addresses });
    this.busy(this.part("search-form"), false);
    if (told.error) return this.state(told.error, true);
    this.showFound(told);
  }

  showFound({ found, silent }) {
    const count = found.length;
    this.state(say(["found_none", "found_one"][count] ?? "found_many", { count }));
    this.part("silent").replaceChildren(...silent.map(silentLine));
    this.part("place").replaceChildren(...(count ? [this.part("results").content.cloneNode(true)] : []));
    this.rows = count ? found.map((one) => this.row(one)) : [];
    if (count) this.listen();
  }

  row(found) {
    const element = this.part("row").content.firstElementChild.cloneNode(true);
    this.part("rows").append(element);
    const row = new Row(element, found, this.urls);
    element.addEventListener("change", () => this.show());
    row.part("use").addEventListener("click", () => this.fillIn(row));
    return row;
  }

  listen() {
    const on = (name, work) =>
      this.part(name).addEventListener("submit", (event) => {
        event.preventDefault();
        work(Object.fromEntries(new FormData(event.target)));
      });
    on("login", (login) => this.ask(login));
    on("enter-form", ({ venue }) => this.enter(venue));
    this.part("all").addEventListener("change", ({ target }) => {
      for (const row of this.rows) if (!row.found.entered && !row.isEntered) row.part("choose").checked = target.checked;
      this.show();
    });
    this.show();
    const { user, password } = this.part("login").elements;
    [user.value, password.value] = [this.login.user, this.login.password];
    user.focus({ preventScroll: true });
  }

  async ask(login) {
    const chosen = this.rows.filter((row) => row.isChosen);
    this.login = login;
    this.busy(this.part("login"), true);
    await each(chosen, AT_ONCE, (row) => row.ask(login));
    this.busy(this.part("login"), false);
    const ready = chosen.filter((row) => row.told).length;
    this.state(say(ready < chosen.length ? "asked_some" : "asked", { ready, count: chosen.length }), ready < chosen.length);
    this.tellApart();
    this.show();
  }

  /** Devices of one model have one name; two cameras of a venue may not. */
  tellApart() {
    const told = this.rows.filter((row) => row.told);
    for (const row of told) if (told.some((other) => other !== row && other.title === row.title)) row.addHost();
  }

  async enter(venue) {
    const chosen = this.rows.filter((row) => row.isReady);
    this.busy(this.part("enter-form"), true);
    this.tell("");
    await each(chosen, AT_ONCE, (row) => row.enter(venue));
    this.busy(this.part("enter-form"), false);
    const failed = chosen.filter((row) => !row.isEntered).length;
    const count = chosen.length;
    this.tell(failed ? say("some_failed", { failed, count }) : say(count === 1 ? "entered_one" : "entered_many", { count }), failed > 0);
    this.part("onwards").hidden = false;
    this.show();
  }

  /** The password goes from field to field, and over no address. */
  fillIn(row) {
    for (const [name, value] of Object.entries(row.fields)) this.form.elements[name].value = value;
    this.state(say("filled_in"));
    this.form.scrollIntoView({ block: "start" });
    this.form.elements.venue.focus({ preventScroll: true });
  }

  show() {
    const chosen = this.rows.filter((row) => row.isChosen);
    const ready = this.rows.filter((row) => row.isReady);
    this.part("login").querySelector("[data-count]").textContent = chosen.length;
    this.part("login").querySelector("button").disabled = !chosen.length;
    this.part("enter-form").querySelector("[data-count]").textContent = ready.length;
    this.part("enter-form").querySelector("button").disabled = !ready.length;
    this.part("enter-form").hidden = !this.rows.some((row) => row.told);
    const free = this.rows.filter((row) => !row.found.entered && !row.isEntered);
    this.part("all").checked = free.length > 0 && free.every((row) => row.isChosen);
    this.part("all").disabled = !free.length;
  }

  /** A button that is switched off loses the focus; it gets it back. */
  busy(form, isBusy) {
    if (isBusy) this.focused = document.activeElement;
    for (const button of form.querySelectorAll("button")) button.disabled = isBusy;
    form.setAttribute("aria-busy", isBusy);
    if (!isBusy && form.contains(this.focused)) this.focused.focus({ preventScroll: true });
  }

  state(text, isError = false) {
    this.part("state").textContent = text;
    this.part("state").classList.toggle("discovery-error", isError);
  }

  tell(text, isError = false) {
    this.part("told").textContent = text;
    this.part("told").classList.toggle("discovery-error", isError);
  }
}

function silentLine({ hosts, text }) {
  const line = document.createElement("li");
  const where = document.createElement("code");
  where.textContent = hosts;
  line.append(where, ` ${text}`);
  return line;
}

customElements.define("camera-discovery", CameraDiscovery);
