/** The picture enlarged under the hand: a pixel in the distance is metres on the ground. */

import { within } from "../zone-editor/geometry.js";

const TIMES = 4;

export class Loupe {
  /** @param {HTMLCanvasElement} canvas @param {HTMLElement} tile */
  constructor(canvas, tile) {
    this.canvas = canvas;
    this.tile = tile;
    this.context = canvas.getContext("2d");
  }

  /** @param {number[]} place in fractions of the picture */
  showAt([x, y]) {
    const video = this.tile.querySelector("video");
    this.canvas.hidden = !video.videoWidth || video.readyState < 2;
    if (this.canvas.hidden) return;
    this.draw(video, x, y);
    this.stand(x, y);
  }

  hide() {
    this.canvas.hidden = true;
  }

  draw(video, x, y) {
    const { width, height } = this.canvas;
    const side = width / TIMES / (devicePixelRatio > 1 ? 1 : 2); // source pixels
    const from = [x * video.videoWidth - side / 2, y * video.videoHeight - side / 2];
    this.context.fillStyle = "#000";
    this.context.fillRect(0, 0, width, height);
    this.context.imageSmoothingEnabled = false;
    this.context.drawImage(video, ...from, side, side, 0, 0, width, height);
    for (const [colour, wide] of [["rgb(8 11 14 / 0.7)", 4], ["#fff", 1.5]]) {
      this.context.strokeStyle = colour;
      this.context.lineWidth = wide;
      this.context.stroke(new Path2D(`M${width / 2} 20V${height / 2 - 12}m0 24V${height - 20}M20 ${height / 2}H${width / 2 - 12}m24 0H${width - 20}`));
    }
  }

  /** Beside the hand, on the side where there is room. */
  stand(x, y) {
    const { offsetWidth: width, offsetHeight: height } = this.canvas;
    const { clientWidth, clientHeight } = this.canvas.parentElement;
    const aside = x < 0.5 ? 36 : -36 - width;
    this.canvas.style.left = `${within(x * clientWidth + aside, 0, clientWidth - width)}px`;
    this.canvas.style.top = `${within(y * clientHeight - height / 2, 0, clientHeight - height)}px`;
  }
}
