/** What every editor over a picture does: follows its size, goes back and forth, and warns before what is unsaved is lost. */

import { FramedPicture } from "./framed-picture.js";

export class PictureEditor extends FramedPicture {
  /** What an undo in it is the browser's own. @type {string} */
  texts = "input[type=text]";

  isLeaving = false;

  disconnectedCallback() {
    this.stopMeasuring();
    removeEventListener("beforeunload", this.warn);
    document.removeEventListener("keydown", this.press);
  }

  listen() {
    addEventListener("beforeunload", this.warn);
    document.addEventListener("keydown", this.press);
    for (const button of this.querySelectorAll("[data-step]")) button.addEventListener("click", () => this.sketch[button.dataset.step]());
  }

  /** A picture of another shape than 16:9 gets its own, so that nothing but picture can be drawn on. */
  listenToShape() {
    const take = ({ videoWidth, videoHeight }) => {
      if (videoWidth) this.style.setProperty("--shape", videoWidth / videoHeight);
    };
    this.querySelector("live-tile").addEventListener("resize", ({ target }) => take(target), true);
  }

  showSteps() {
    const { history } = this.sketch;
    this.querySelector("[data-step=undo]").disabled = !history.past.length;
    this.querySelector("[data-step=redo]").disabled = !history.future.length;
  }

  showHint(text) {
    const hint = this.querySelector("[data-hint]");
    if (hint.textContent !== text) hint.textContent = text;
  }

  /** In a text the browser's own undo is better. */
  pressStep(event) {
    if (event.target.closest(this.texts)) return false;
    const key = event.key.toLowerCase();
    if (key === "y" || (key === "z" && event.shiftKey)) this.sketch.redo();
    else if (key === "z") this.sketch.undo();
    else return false;
    return true;
  }

  warn = (event) => {
    if (this.sketch.isUnsaved && !this.isLeaving) event.preventDefault();
  };

  loadTheirs() {
    this.isLeaving = true;
    location.reload();
  }
}
