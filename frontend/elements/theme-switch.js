/** <theme-switch>: buttons whose value is auto, light or dark; the choice stays in the browser. */

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.choose(button.value);
    });
    this.show();
  }

  choose(theme) {
    localStorage.setItem("theme", theme);
    document.documentElement.dataset.theme = theme;
    this.show();
  }

  show() {
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === document.documentElement.dataset.theme);
    }
  }
}

customElements.define("theme-switch", ThemeSwitch);
