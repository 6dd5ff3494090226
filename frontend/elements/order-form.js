/**
 * <order-form>: shows only the cameras of the chosen venue, and its time zone beside the times.
 *
 * Without it all cameras are shown, by venue, and the server says which are strangers.
 */

class OrderForm extends HTMLElement {
  connectedCallback() {
    this.venue = this.querySelector("select[name=venue]");
    this.venue.addEventListener("change", () => this.show());
    for (const button of this.querySelectorAll("[data-all]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.toggle(button.closest(".camera-group")));
    }
    this.show();
  }

  show() {
    for (const group of this.querySelectorAll(".camera-group")) {
      group.hidden = group.dataset.venue !== this.venue.value;
      for (const box of group.querySelectorAll("input")) box.disabled = group.hidden; // else it is sent
    }
    this.querySelector("[data-no-venue]").hidden = this.venue.value !== "";
    const zone = this.venue.selectedOptions[0]?.dataset.zone;
    const told = this.querySelector("[data-zone-told]");
    told.dataset.otherwise ??= told.textContent;
    told.textContent = zone ?? told.dataset.otherwise;
  }

  /** All of them, or none where all are chosen. */
  toggle(group) {
    const boxes = [...group.querySelectorAll("input")];
    const some = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = some;
  }
}

customElements.define("order-form", OrderForm);
