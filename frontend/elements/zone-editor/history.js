/** What was before and after; small steps of the same doing count as one. */

const SAME_DOING_MS = 1500;

export class History {
  constructor(present) {
    this.present = present;
    this.past = [];
    this.future = [];
    this.doing = null;
    this.doneAt = 0;
  }

  /** @param {unknown} next @param {string | null} doing such as "move 3" */
  put(next, doing = null) {
    const now = Date.now();
    const goesOn = doing !== null && doing === this.doing && now - this.doneAt < SAME_DOING_MS;
    if (!goesOn) this.past.push(this.present);
    this.present = next;
    this.future = [];
    this.doing = doing;
    this.doneAt = now;
  }

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  step(from, to) {
    if (!from.length) return;
    to.push(this.present);
    this.present = from.pop();
    this.doing = null;
  }
}
