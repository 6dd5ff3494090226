/** <copy-button text="…" done="Copied">: a button inside copies the text; what `done` says is told beside it. */

const TOLD_MS = 2000;

class CopyButton extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.told = this.querySelector("[role=status]");
    this.button.hidden = !navigator.clipboard; // only over TLS, or on this machine
    this.button.addEventListener("click", () => this.copy());
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.getAttribute("text"));
    } catch {
      return; // the browser was told to refuse: the whole text can be selected on the page
    }
    this.told.textContent = this.getAttribute("done");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.told.textContent = ""), TOLD_MS);
  }
}

customElements.define("copy-button", CopyButton);
