/**
 * <row-picker>: tables whose rows are chosen by their boxes: all of a table at once, a range with the
 * shift key, and how many are chosen. Without it each box is ticked by hand.
 */

class RowPicker extends HTMLElement {
  connectedCallback() {
    this.boxes = [...this.querySelectorAll("tbody input[type=checkbox]")];
    if (this.boxes.length === 0) return;
    for (const label of this.querySelectorAll("[data-all]")) this.prepare(label);
    this.addEventListener("click", (event) => this.extend(event));
    this.addEventListener("change", () => this.tell());
    this.tell();
  }

  prepare(label) {
    const box = label.querySelector("input");
    const own = [...label.closest("table").querySelectorAll("tbody input[type=checkbox]")];
    label.hidden = own.length === 0;
    box.addEventListener("change", () => {
      for (const one of own) one.checked = box.checked;
    });
  }

  /** From the box that was ticked last to this one, as in a list of files. */
  extend(event) {
    const to = this.boxes.indexOf(event.target);
    if (to < 0) return;
    const from = this.boxes.indexOf(this.last);
    this.last = event.target;
    if (!event.shiftKey || from < 0) return;
    const range = this.boxes.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const box of range) box.checked = event.target.checked;
  }

  tell() {
    const chosen = this.boxes.filter((box) => box.checked).length;
    const count = this.querySelector("[data-count]");
    if (count) {
      count.textContent = chosen;
      count.parentElement.hidden = false;
    }
    for (const label of this.querySelectorAll("[data-all]")) {
      const own = [...label.closest("table").querySelectorAll("tbody input[type=checkbox]")];
      const ticked = own.filter((box) => box.checked).length;
      const all = label.querySelector("input");
      all.checked = own.length > 0 && ticked === own.length;
      all.indeterminate = ticked > 0 && ticked < own.length;
    }
  }
}

customElements.define("row-picker", RowPicker);
