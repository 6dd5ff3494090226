/** What a tile says of its picture: the camera's state, how far behind it is, and why there is none. */

import { clockTime } from "../clock.js";
import { showIcon } from "../icons.js";
import { say } from "../words.js";

export class Badge {
  /** @param {HTMLElement} tile */
  constructor(tile) {
    this.tile = tile;
    this.state = tile.querySelector(".tile-state");
    this.veil = tile.querySelector(".tile-veil");
    this.delay = tile.querySelector(".tile-delay");
  }

  showState({ state, reason }) {
    this.tile.dataset.state = state;
    showIcon(this.state.querySelector("use"), state === "refused" ? "unpermitted" : state);
    this.state.querySelector("span").textContent = reason ? `${say(state)} · ${say(reason)}` : say(state);
  }

  /** @param {boolean} isStale @param {number} since of the last picture, 0 where none was shown since the stream began */
  showVeil(isStale, since) {
    if (this.veil.hidden === isStale) this.veil.hidden = !isStale;
    if (!isStale) return;
    const text = this.textOf(since);
    if (this.veil.textContent !== text) this.veil.textContent = text;
  }

  textOf(since) {
    if (this.tile.dataset.state === "refused") return say("refused");
    return since ? say("no_picture_since", { time: clockTime(since) }) : say("waiting");
  }

  /** @param {number | null} seconds */
  showDelay(seconds) {
    if (!this.delay) return;
    const text = seconds === null ? "" : say("delay", { seconds: seconds.toFixed(1) });
    if (this.delay.textContent !== text) this.delay.textContent = text;
  }
}
