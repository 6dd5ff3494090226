/** A picture over all of the screen, or in a window of its own: what a browser refuses is said. */

import { say } from "../words.js";

function tell(tile, word) {
  tile.dispatchEvent(new CustomEvent("wall-said", { bubbles: true, detail: { text: say(word) } }));
}

export async function toggleFullScreen(element) {
  try {
    if (document.fullscreenElement === element) await document.exitFullscreen();
    else await element.requestFullscreen();
  } catch {
    tell(element, "no_full_screen");
  }
}

/** The picture as it is sent: no boxes and no zones lie on it. */
export async function pictureInPicture(tile) {
  const { video } = tile.streams;
  try {
    video.disablePictureInPicture = false;
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else await video.requestPictureInPicture();
  } catch {
    tell(tile, "no_pip");
  }
}
