/** What the person at this desk does: by key or by hand, it is the same. */

import { act } from "./acts.js";
import { wordsOf } from "./arrivals.js";
import { meant } from "./keys.js";
import { say } from "../words.js";

export class Operator {
  leaving = new Set(); // judged, and not yet answered

  /** @param {HTMLElement} queue the <alert-queue> */
  constructor(queue) {
    this.queue = queue;
    this.panel = queue.panel;
    this.choice = queue.choice;
    this.doings = {
      step: (by) => this.step(by),
      open: () => this.open(this.choice.row() ?? this.choice.first()),
      back: () => this.back(),
      close: () => this.close(),
      arm: (outcome) => this.arm(outcome),
      press: (digit) => this.panel.answers.press(digit),
      note: () => this.writeNote(),
      give: () => this.chooseColleague(),
      pause: () => this.panel.clip?.toggle(),
      undo: () => queue.undoing.last(),
      acknowledge: () => this.act("acknowledge"),
      take: () => this.act("acknowledge", { owner: this.panel.owner }),
      release: () => this.act("release"),
      shelve: () => this.choice.row() && queue.shelving.open(this.choice.row()),
    };
    queue.addEventListener("keydown", (event) => this.hear(event));
    queue.addEventListener("click", ({ target }) => this.click(target));
    queue.addEventListener("submit", (event) => this.submit(event));
  }

  hear(event) {
    const [what, given] = meant(event) ?? [];
    if (!what || this.doings[what](given) === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  click(target) {
    const row = target.closest("[data-alert][role=option]");
    const { show } = target.closest("[data-show]")?.dataset ?? {};
    const { open } = target.closest("[data-open]")?.dataset ?? {};
    const what = target.closest("[data-do]")?.dataset.do;
    const to = target.closest("[data-to]");
    if (to) this.give(to);
    else if (what) this.press(what);
    else if (show) this.panel.clip?.show(show);
    else if (row) this.open(row);
    else if (open) this.openAlert(open);
  }

  /** A button of the panel that is replaced by what it does must not keep the focus. */
  press(what) {
    this.doings[what]();
    if (!document.querySelector("dialog[open]") && what !== "pause") this.choice.focus();
  }

  openAlert(alert) {
    const row = this.choice.of([alert]);
    if (row) this.open(row);
    else this.queue.say(say("over_already"));
  }

  step(by) {
    const row = this.choice.beside(by);
    if (row) this.choose(row);
  }

  choose(row) {
    this.choice.mark(row);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    if (this.panel.isOpen) this.show(row);
  }

  open(row) {
    if (!row) return;
    this.choose(row);
    this.show(row);
  }

  show({ dataset }) {
    this.panel.open(dataset.alert);
    this.queue.presence.look(dataset.alert);
  }

  /** One step out: of what is armed, of what is written, of the panel. */
  back() {
    const isWriting = document.activeElement?.closest("input, textarea, select");
    if (this.panel.answers.armed) this.panel.answers.arm(null);
    else if (isWriting) this.choice.focus();
    else if (this.panel.isOpen) this.close();
    else return false;
    return true;
  }

  close() {
    if (!this.choice.row()) return this.rest();
    this.panel.close();
    this.queue.presence.look(null);
    this.choice.focus();
    return null;
  }

  /** Never on another one than was chosen, should that be gone. */
  arm(outcome) {
    const { number } = this.choice;
    const row = number === null ? this.choice.first() : this.choice.row();
    if (!row && number !== null) this.queue.say(say("over_already"));
    if (!row) return;
    if (this.panel.situation !== row.dataset.alert) this.open(row);
    this.panel.answers.arm(outcome);
  }

  writeNote() {
    const { note } = this.panel.answers;
    if (note) note.focus();
    else this.open(this.choice.row() ?? this.choice.first());
  }

  chooseColleague() {
    const dialog = this.panel.root.querySelector("[data-giving]");
    if (dialog) dialog.showModal();
    else this.open(this.choice.row() ?? this.choice.first());
  }

  give(button) {
    button.closest("dialog").close();
    this.act("give", { to: button.dataset.to });
  }

  /** @returns {Promise<boolean>} whether it is done */
  async act(what, fields = {}, situation = this.choice.number) {
    if (situation === null) return false;
    const answer = await act(situation, what, fields, this.queue.token);
    if (!answer.isDone) this.queue.say(answer.said);
    if (answer.isDone || answer.isOver) this.queue.asking.outdate();
    return answer.isDone;
  }

  submit(event) {
    if (!event.target.matches("[data-answers]")) return;
    event.preventDefault();
    this.judge(event.submitter);
  }

  /** On the alerts that the row shows: one that joins them meanwhile goes on to wait. */
  async judge(button) {
    const { situation } = this.panel;
    const row = this.choice.row(situation);
    if (!row || this.leaving.has(situation)) return;
    this.leaving.add(situation);
    row.toggleAttribute("data-leaves", true);
    const sentAt = performance.now();
    const { text, place } = wordsOf(row);
    const what = `${text}, ${place}: ${button.lastChild.textContent.trim()}`;
    const fields = { verdict: button.value, note: this.panel.answers.note.value, alerts: row.dataset.alerts };
    const isDone = await this.act("verdict", fields, situation);
    this.leaving.delete(situation);
    if (isDone) this.queue.undoing.offer(situation, what, sentAt);
    if (isDone) this.leave(situation);
    else row.removeAttribute("data-leaves");
  }

  /** The next one by itself; the focus stays in the queue. */
  leave(situation) {
    const row = this.choice.row(situation);
    if (!row) return this.rest(); // the queue has said so already
    const next = this.choice.after(row);
    const wasChosen = situation === this.choice.number;
    this.queue.rows.remove(row);
    this.queue.count();
    if (wasChosen && next) this.choose(next);
    else if (wasChosen) this.rest();
    return null;
  }

  /** Nothing more to do. */
  rest() {
    this.choice.number = null;
    this.panel.close();
    this.queue.presence.look(null);
    this.choice.focus();
  }

  async shelve(fields) {
    const row = this.choice.row();
    if (!row || !(await this.act("shelve", fields))) return;
    const next = this.choice.after(row);
    if (next) this.choose(next);
    else this.rest();
  }

  async undo(situation) {
    if (await this.act("undo", {}, situation)) this.choice.number = situation; // chosen as soon as it is there again
  }
}
