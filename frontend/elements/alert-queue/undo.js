/** What this person has just judged, for as long as it can be taken back. */

const LASTS_MS = 10_000; // as PostgreSQL has it: `alerts/withdrawal.py`
const SPARED_MS = 400; // on its way to the server
const SHOWN = 2;

export class Undo {
  /** @param {HTMLElement} list @param {HTMLTemplateElement} template @param {(situation: string) => void} undo */
  constructor(list, template, undo) {
    this.list = list;
    this.template = template;
    this.undo = undo;
  }

  /** @param {string} situation @param {string} what was judged, and how @param {number} sentAt `performance.now` before it was sent */
  offer(situation, what, sentAt) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    row.dataset.situation = situation;
    row.querySelector("[data-what]").textContent = what;
    const leftMs = LASTS_MS - SPARED_MS - (performance.now() - sentAt);
    row.querySelector(".desk-undo-bar").style.setProperty("--lasts", `${leftMs}ms`);
    row.querySelector("button").addEventListener("click", () => this.take(row));
    this.list.prepend(row);
    while (this.list.children.length > SHOWN) this.list.lastElementChild.remove();
    setTimeout(() => this.remove(row), leftMs);
    this.list.hidden = false;
  }

  /** The newest one. */
  last() {
    const row = this.list.firstElementChild;
    if (row) this.take(row);
  }

  take(row) {
    this.remove(row);
    this.undo(row.dataset.situation);
  }

  remove(row) {
    row.remove();
    this.list.hidden = !this.list.children.length;
  }
}
