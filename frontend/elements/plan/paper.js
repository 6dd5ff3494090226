/** Whether a plan is drawn on white paper: in a dark room such a plan is shown dark, a photograph is not. */

const LOOKED_AT_PX = 48;
const LIGHT = 190; // of 255
const MOST_COLOUR = 24;

/** @param {HTMLImageElement} image marks it with data-paper once it is there */
export function markPaper(image) {
  const mark = () => image.toggleAttribute("data-paper", isPaper(image));
  if (image.complete && image.naturalWidth) mark();
  else image.addEventListener("load", mark, { once: true });
}

function isPaper(image) {
  const canvas = Object.assign(document.createElement("canvas"), { width: LOOKED_AT_PX, height: LOOKED_AT_PX });
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, LOOKED_AT_PX, LOOKED_AT_PX);
  const { data } = pen.getImageData(0, 0, LOOKED_AT_PX, LOOKED_AT_PX);
  let light = 0;
  let colour = 0;
  for (let at = 0; at < data.length; at += 4) {
    const parts = data.subarray(at, at + 3);
    light += (parts[0] + parts[1] + parts[2]) / 3;
    colour += Math.max(...parts) - Math.min(...parts);
  }
  const count = data.length / 4;
  return light / count > LIGHT && colour / count < MOST_COLOUR;
}
