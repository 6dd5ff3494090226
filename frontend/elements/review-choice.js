/** <review-choice>: which cameras are looked at. A search box narrows the list; it is a plain form without it. */

import { say } from "./words.js";

class ReviewChoice extends HTMLElement {
  connectedCallback() {
    this.search = this.querySelector("[data-search]");
    this.search.hidden = false;
    this.search.querySelector("input").addEventListener("input", ({ target }) => this.narrow(target.value));
    this.addEventListener("change", () => this.count());
    this.querySelector("form").addEventListener("submit", () => this.keepPlace());
    this.count();
  }

  narrow(text) {
    const words = plain(text).split(/\s+/);
    for (const venue of this.querySelectorAll("[data-venue]")) {
      const options = [...venue.querySelectorAll("[data-option]")];
      for (const option of options) option.hidden = !words.every((word) => plain(`${venue.dataset.venue} ${option.textContent}`).includes(word));
      venue.hidden = options.every((option) => option.hidden);
    }
  }

  count() {
    const most = Number(this.getAttribute("most"));
    const chosen = this.querySelectorAll("input[name=camera]:checked").length;
    const told = this.querySelector("[data-chosen-count]");
    told.textContent = chosen > most ? say("too_many", { count: most }) : say("chosen_count", { count: chosen });
    told.toggleAttribute("data-too-many", chosen > most);
    this.querySelector("form .button-main").disabled = !chosen || chosen > most;
  }

  /** The instant and the zoom stay. */
  keepPlace() {
    const here = new URLSearchParams(location.search);
    for (const name of ["at", "span"]) {
      const field = this.querySelector(`input[name=${name}]`);
      field.value = here.get(name) ?? "";
      field.disabled = !field.value;
    }
  }
}

/** @param {string} text without accents and capitals */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

customElements.define("review-choice", ReviewChoice);
