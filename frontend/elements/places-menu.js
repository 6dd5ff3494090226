/** <places-menu>: its groups (`details`) close by Escape, by a click elsewhere, and when another one opens. */

class PlacesMenu extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close(event);
    });
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget) && event.relatedTarget) this.closeAll();
    });
    this.addEventListener("toggle", (event) => event.target.open && this.closeAll(event.target), true);
    document.addEventListener("pointerdown", (event) => !this.contains(event.target) && this.closeAll());
  }

  close(event) {
    const group = event.target.closest("details[open]");
    if (!group) return;
    event.stopPropagation();
    group.open = false;
    group.querySelector("summary").focus();
  }

  closeAll(but = null) {
    for (const group of this.querySelectorAll("details[open]")) {
      if (group !== but) group.open = false;
    }
  }
}

customElements.define("places-menu", PlacesMenu);
