/** The list of layouts: closed by Escape and by a click elsewhere. */

export class Menu {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.menu = stage.querySelector("[data-menu]");
    document.addEventListener("click", this.elsewhere);
    this.menu?.addEventListener("keydown", this.escape);
  }

  close() {
    document.removeEventListener("click", this.elsewhere);
  }

  elsewhere = ({ target }) => {
    if (this.menu?.open && !this.menu.contains(target)) this.menu.open = false;
  };

  escape = (event) => {
    if (event.key !== "Escape" || !this.menu.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.menu.open = false;
    this.menu.querySelector("summary").focus();
  };
}
