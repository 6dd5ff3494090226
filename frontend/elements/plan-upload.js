/**
 * <plan-upload most="20000000">: a file chosen or dropped; one that is too large is refused before it is sent.
 */

const SHOWN = new Set(["image/png", "image/jpeg", "image/webp"]);
const MB = 1_000_000;

class PlanUpload extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.most = Number(this.getAttribute("most"));
    this.form = this.closest("form");
    this.input.addEventListener("change", () => this.show());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    for (const name of ["dragenter", "dragover"]) this.addEventListener(name, (event) => this.over(event, true));
    this.addEventListener("dragleave", (event) => this.over(event, false));
    this.addEventListener("drop", (event) => this.dropped(event));
  }

  disconnectedCallback() {
    URL.revokeObjectURL(this.url);
  }

  over(event, isOver) {
    event.preventDefault();
    this.toggleAttribute("data-over", isOver);
  }

  dropped(event) {
    this.over(event, false);
    if (!event.dataTransfer.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.show();
  }

  get file() {
    return this.input.files[0] ?? null;
  }

  get isTooLarge() {
    return this.file !== null && this.file.size > this.most;
  }

  show() {
    URL.revokeObjectURL(this.url);
    const preview = this.querySelector("[data-preview]");
    preview.hidden = !this.file || this.isTooLarge || !SHOWN.has(this.file.type);
    this.toggleAttribute("data-previewed", !preview.hidden);
    if (!preview.hidden) preview.src = this.url = URL.createObjectURL(this.file);
    preview.onerror = () => (preview.hidden = true); // the server says what is wrong with it
    if (this.file) this.querySelector("[data-chosen]").textContent = this.file.name;
    this.tell(this.isTooLarge ? this.tooLarge() : "");
    this.nameAfterIt();
  }

  /** A name is needed: the file's own is a beginning. */
  nameAfterIt() {
    const name = this.form.elements.name;
    if (this.file && !name.value) name.value = this.file.name.replace(/\.[^.]*$/, "").slice(0, name.maxLength);
  }

  tooLarge() {
    const figures = { size: Math.round(this.file.size / MB), most: this.most / MB };
    return this.dataset.tooLarge.replace(/\{(\w+)\}/g, (_, name) => figures[name]);
  }

  submitted(event) {
    if (this.isTooLarge) {
      event.preventDefault();
      this.input.focus();
    } else if (this.file) this.showSending();
  }

  showSending() {
    this.removeAttribute("data-previewed");
    this.querySelector("[data-chosen]").textContent = this.dataset.sending;
  }

  tell(text) {
    const fault = this.querySelector("[data-fault]");
    fault.querySelector("span").textContent = text;
    fault.hidden = !text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }
}

customElements.define("plan-upload", PlanUpload);
