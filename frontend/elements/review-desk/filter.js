/** Which alerts are shown: kinds, severities, those without a verdict. */

export class Filter {
  /** @param {HTMLFormElement} form @param {import("./address.js").Address} address as a link asked for it */
  constructor(form, address, severityOf, changed) {
    Object.assign(this, { form, severityOf });
    for (const field of this.fields("kind")) field.checked = !address.kinds.length || address.kinds.includes(field.value);
    for (const field of this.fields("severity")) field.checked = !address.severities.length || address.severities.includes(field.value);
    form.elements.unjudged.checked = address.unjudged;
    this.read();
    form.addEventListener("change", () => {
      this.read();
      changed();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  fields(name) {
    return [...this.form.querySelectorAll(`input[name=${name}]`)];
  }

  read() {
    const checked = (name) => this.fields(name).filter((field) => field.checked);
    this.kinds = new Set(checked("kind").map(({ value }) => value));
    this.severities = new Set(checked("severity").map(({ value }) => value));
    this.isUnjudgedOnly = this.form.elements.unjudged.checked;
    this.form.toggleAttribute("data-narrowed", this.asked().length > 0);
  }

  lets({ kind, outcome }) {
    return this.kinds.has(kind) && this.severities.has(this.severityOf(kind)) && !(this.isUnjudgedOnly && outcome);
  }

  /** As the address says it; what lets all through is not said. */
  asked() {
    const some = (name, chosen) => (chosen.size === this.fields(name).length ? [] : [...chosen].map((value) => [name, value]));
    return [...some("kind", this.kinds), ...some("severity", this.severities), ...(this.isUnjudgedOnly ? [["unjudged", "1"]] : [])];
  }
}
