/** The dialog in which something is put aside for a while: for how long, and why. */

import { wordsOf } from "./arrivals.js";

export class Shelving {
  /** @param {HTMLDialogElement} dialog @param {(fields: Record<string, string>) => void} shelve */
  constructor(dialog, shelve) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.form.addEventListener("submit", ({ submitter }) => {
      if (submitter?.value === "shelve") shelve(Object.fromEntries(new FormData(this.form)));
    });
  }

  /** @param {HTMLElement} row of the situation */
  open(row) {
    const { text, place } = wordsOf(row);
    this.form.reset();
    this.dialog.querySelector("[data-what]").textContent = `${text} · ${place}`;
    this.dialog.showModal();
    this.form.elements.reason.focus();
  }
}
