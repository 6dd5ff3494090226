/** Which alerts light which camera: those in the page's list that still last, and for a while those that have just ended. */

const LIT_MS = 20_000; // what ended at once is to be seen too
const SEVERITIES = ["high", "medium", "low"];

export class AlertsOfCameras {
  /** @param {HTMLElement} list the <alert-list> @param {() => void} changed */
  constructor(list, changed) {
    this.rows = list.querySelector("[data-rows]");
    this.changed = changed;
    this.arrivedAt = new Map();
    for (const row of this.all()) this.arrivedAt.set(row.dataset.alert, -Infinity);
    this.watching = new MutationObserver(() => this.note());
    this.watching.observe(this.rows, { childList: true });
  }

  close() {
    this.watching.disconnect();
    clearTimeout(this.timer);
  }

  all() {
    return [...this.rows.querySelectorAll("[data-alert]")];
  }

  note() {
    for (const { dataset } of this.all()) if (!this.arrivedAt.has(dataset.alert)) this.arrivedAt.set(dataset.alert, Date.now());
    clearTimeout(this.timer);
    this.timer = setTimeout(this.changed, LIT_MS + 100);
    this.changed();
  }

  /** @returns {{kind: string, label: string, zone: string, severity: string}[]} the most urgent first */
  of(camera) {
    const rows = this.all().filter((row) => Number(row.dataset.camera) === camera && this.isLit(row));
    const found = rows.map((row) => ({ ...row.dataset, label: row.querySelector(".alert-kind").textContent.trim() }));
    return found.toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  }

  isLit({ dataset }) {
    return "lasts" in dataset || Date.now() - this.arrivedAt.get(dataset.alert) < LIT_MS;
  }
}
