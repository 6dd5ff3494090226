/**
 * <unmask-button cameras="1,2" from="1764338400000" until="1764339000000">: whether people are plain in what a player
 * shows of these cameras and this stretch, and the way to see them plain. The server says all that it shows.
 *
 * Its attributes may change. `unmask-changed` (bubbles; detail.plain) is sent whenever what the player may show has
 * changed: it then asks for its pictures anew. Needs `pages/blur/unmask_panel.css`.
 */

const LOOKS_EVERY_MS = 5000;
const LONGEST_MS = 24 * 3600 * 1000;

class UnmaskButton extends HTMLElement {
  static observedAttributes = ["cameras", "from", "until"];
  isPlain = null;

  connectedCallback() {
    this.addEventListener("click", (event) => this.press(event));
    this.addEventListener("submit", (event) => this.send(event));
    this.timer = setInterval(() => this.lookAgain(), LOOKS_EVERY_MS);
    this.look();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    clearTimeout(this.due);
  }

  /** Several may change at once; a dialog that is open stays as it is. */
  attributeChangedCallback() {
    if (!this.isConnected || this.dialog?.open) return;
    clearTimeout(this.due);
    this.due = setTimeout(() => this.look(), 300);
  }

  get dialog() {
    return this.querySelector("dialog");
  }

  get asked() {
    const [cameras, from, until] = ["cameras", "from", "until"].map((name) => this.getAttribute(name) ?? "");
    return { cameras, from, until: String(Math.min(Number(until), Number(from) + LONGEST_MS)) };
  }

  press({ target }) {
    if (target.closest("[data-open]")) this.dialog.showModal();
    else if (target.closest("[data-close]")) this.dialog.close();
  }

  /** Only what can end by itself, or be approved by somebody else, is asked for again. */
  lookAgain() {
    if (!document.hidden && this.querySelector("[data-plain], [data-waits]")) this.look();
  }

  async look() {
    const asked = this.asked;
    if (!asked.cameras || !(Number(asked.from) < Number(asked.until))) return;
    const answer = await fetch(`/blur/panel?${new URLSearchParams(asked)}`).catch(() => null);
    if (this.dialog?.open) return; // opened meanwhile: what is being filled in stays
    if (answer?.ok && !answer.redirected) this.show(await answer.text());
    else if (answer?.status === 403 || answer?.status === 404) this.show("");
  }

  async send(event) {
    const form = event.target.closest("[data-act]");
    if (!form) return;
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer?.status === 204) await this.look();
    else if (answer?.status === 200) this.show(await answer.text());
    else this.showFault();
  }

  showFault() {
    this.dialog?.close();
    this.querySelector("[data-fault]").hidden = false;
  }

  show(html) {
    if (html === this.shown && !this.dialog) return;
    const held = this.contains(document.activeElement);
    this.shown = html;
    this.innerHTML = html;
    if (this.querySelector("dialog[data-opens]")) this.dialog.showModal();
    else if (held) this.querySelector("button")?.focus();
    this.tell(Boolean(this.querySelector("[data-plain]")));
  }

  tell(isPlain) {
    const was = this.isPlain;
    this.isPlain = isPlain;
    this.toggleAttribute("data-is-plain", isPlain);
    if (was !== null && was !== isPlain) {
      this.dispatchEvent(new CustomEvent("unmask-changed", { bubbles: true, detail: { plain: isPlain } }));
    }
  }
}

customElements.define("unmask-button", UnmaskButton);
