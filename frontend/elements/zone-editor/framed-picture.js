/** An element with a drawing over a picture: `frame` is as large as the drawing, and all is shown anew when that changes. */

import { Frame } from "./frame.js";

export class FramedPicture extends HTMLElement {
  frame = new Frame(16, 9);

  startMeasuring() {
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.picture);
    this.measure();
  }

  stopMeasuring() {
    this.sizes.disconnect();
  }

  measure() {
    const { width, height } = this.picture.getBoundingClientRect();
    if (!width) return;
    this.frame = new Frame(width, height);
    this.picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.show();
  }
}
