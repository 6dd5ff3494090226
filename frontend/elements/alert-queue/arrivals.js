/** Says what has come: to scripts at once, to those who listen to the page not more often than they can follow. */

import { say } from "../words.js";

const SPOKEN_EVERY_MS = 4000;

export class Arrivals {
  /** @param {HTMLElement} place of a role=status */
  constructor(place) {
    this.place = place;
    this.spokenAt = -Infinity;
    this.unspoken = 0;
  }

  close() {
    clearTimeout(this.timer);
  }

  /** @param {HTMLElement[]} rows of situations that need somebody, and were not there before */
  tell(rows) {
    for (const row of rows) {
      row.classList.add("situation-arrives");
      const { alert, severity, camera } = row.dataset;
      const detail = { id: alert, severity, camera, ...wordsOf(row) };
      document.dispatchEvent(new CustomEvent("situation-arrived", { detail }));
    }
    if (!rows.length) return;
    this.unspoken += rows.length;
    this.newest = rows[0];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.speak(), Math.max(0, this.spokenAt + SPOKEN_EVERY_MS - performance.now()));
  }

  speak() {
    this.spokenAt = performance.now();
    const words = say(this.unspoken > 1 ? "new_situations" : "new_alert", { count: this.unspoken, ...wordsOf(this.newest) });
    this.place.textContent = words;
    this.unspoken = 0;
  }
}

/** @param {HTMLElement} row */
export function wordsOf(row) {
  return { text: textOf(row, ".alert-kind"), place: textOf(row, ".alert-place") };
}

function textOf(row, selector) {
  return row.querySelector(selector).textContent.trim();
}
