/** Which situation is chosen; its row is the queue's one tab stop. */

export class Choice {
  number = null; // of the situation; kept while its row is away

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /** @returns {HTMLElement[]} those that can be chosen, in the order that they are seen in */
  all() {
    return [...this.root.querySelectorAll("[data-alert][role=option]")];
  }

  seen() {
    return this.all().filter((row) => !row.closest("details:not([open])"));
  }

  row(number = this.number) {
    return number === null ? null : this.root.querySelector(`[data-alert="${number}"][role=option]`);
  }

  first() {
    return this.seen()[0] ?? null;
  }

  /** One of the situation that has any of these alerts. */
  of(alerts) {
    return this.all().find((row) => alertsOf(row).some((alert) => alerts.includes(alert))) ?? null;
  }

  beside(by) {
    const rows = this.seen();
    const at = rows.indexOf(this.row());
    return rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)] ?? null;
  }

  /** What needs somebody comes before what somebody has in hand; what is put aside does not come by itself. */
  after(row) {
    const rows = this.seen().filter((one) => !one.closest("[data-fold]"));
    const others = [...rows.slice(rows.indexOf(row) + 1), ...rows].filter((one) => one !== row);
    return others.find((one) => "needs" in one.dataset) ?? others[0] ?? null;
  }

  mark(row) {
    const isOther = this.number !== row.dataset.alert;
    this.number = row.dataset.alert;
    for (const one of this.root.querySelectorAll("[role=option]:is([tabindex='0'], [aria-selected=true])")) put(one, one === row);
    put(row, true);
    if (isOther) this.tell(row);
  }

  tell(row) {
    const { camera, zone } = row.dataset;
    this.root.dispatchEvent(new CustomEvent("situation-chosen", { bubbles: true, detail: { camera, zone } }));
  }

  /** The focus goes to the chosen row, or the first, or where the rows will be. */
  focus() {
    const row = this.row() ?? this.first();
    if (row) row.tabIndex = 0;
    (row ?? this.root).focus({ preventScroll: true });
  }
}

function put(row, isChosen) {
  row.tabIndex = isChosen ? 0 : -1;
  row.setAttribute("aria-selected", isChosen);
}

/** @param {HTMLElement} row @returns {string[]} numbers of the situation's alerts */
export function alertsOf(row) {
  return row.dataset.alerts.split(" ");
}
