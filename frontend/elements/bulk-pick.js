/**
 * <bulk-pick data-most="50">: around the form whose checkboxes choose alerts for one verdict.
 *
 * Alerts of one kind only: what is of another cannot be chosen besides. Keys are heard while the
 * focus is within (WCAG 2.1.4): X chooses, Shift+X up to there, A all of the kind, arrows move.
 */

class BulkPick extends HTMLElement {
  connectedCallback() {
    this.boxes = [...this.querySelectorAll(".result-pick input")];
    this.rows = [...this.querySelectorAll(".result")];
    this.last = null;
    const keys = this.querySelector("[data-keys]");
    if (keys) keys.hidden = false;
    this.querySelector("[data-drop]")?.addEventListener("click", () => this.choose(this.chosen(), false));
    this.addEventListener("keydown", (event) => this.hear(event));
    this.addEventListener("click", (event) => this.hearClick(event));
    this.addEventListener("change", () => this.show());
    this.show();
  }

  chosen() {
    return this.boxes.filter((box) => box.checked);
  }

  kindOf(box) {
    return box.closest(".result").dataset.kind;
  }

  hearClick({ target, shiftKey }) {
    if (!this.boxes.includes(target)) return;
    if (shiftKey && this.last) this.chooseTo(target, target.checked);
    this.last = target;
  }

  hear(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const row = event.target.closest(".result");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (row && step) this.move(row, step);
    else if (event.key.toLowerCase() === "x" && row) this.pick(row, event.shiftKey);
    else if (event.key.toLowerCase() === "a") this.chooseAll(row);
    else if (event.key === "Escape") this.choose(this.chosen(), false);
    else return;
    event.preventDefault();
  }

  move(row, step) {
    const next = this.rows[this.rows.indexOf(row) + step];
    next?.querySelector(".result-open").focus();
  }

  pick(row, isRange) {
    const box = row.querySelector(".result-pick input");
    if (!box || box.disabled) return;
    if (isRange && this.last) this.chooseTo(box, true);
    else this.choose([box], !box.checked);
    this.last = box;
  }

  chooseTo(box, isChosen) {
    const [from, to] = [this.last, box].map((one) => this.boxes.indexOf(one)).toSorted((a, b) => a - b);
    const kind = this.kindOf(this.last);
    this.choose(this.boxes.slice(from, to + 1).filter((one) => this.kindOf(one) === kind), isChosen);
  }

  /** Of the kind that is chosen already, or of the row with the focus. */
  chooseAll(row) {
    const first = this.chosen()[0] ?? row?.querySelector(".result-pick input") ?? this.boxes[0];
    if (first) this.choose(this.boxes.filter((box) => this.kindOf(box) === this.kindOf(first)), true);
  }

  choose(boxes, isChosen) {
    let room = Number(this.dataset.most) - this.chosen().length;
    for (const box of boxes) {
      if (isChosen && !box.checked && room-- <= 0) break;
      box.checked = isChosen;
    }
    this.show();
  }

  show() {
    const chosen = this.chosen();
    const kind = chosen[0] && this.kindOf(chosen[0]);
    const isFull = chosen.length >= Number(this.dataset.most);
    for (const box of this.boxes) box.disabled = Boolean(kind) && (this.kindOf(box) !== kind || (isFull && !box.checked));
    const bar = this.querySelector("[data-bar]");
    if (!bar) return;
    bar.hidden = chosen.length === 0;
    bar.querySelector("[data-drop]").hidden = false;
    this.tell(bar.querySelector("[data-told]"), chosen, isFull);
  }

  tell(place, chosen, isFull) {
    const values = { count: chosen.length, kind: chosen[0]?.closest(".result").dataset.label };
    const told = place.dataset.told.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    place.textContent = chosen.length === 0 ? "" : isFull ? `${told} · ${place.dataset.full}` : told;
  }
}

customElements.define("bulk-pick", BulkPick);
