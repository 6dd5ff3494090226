/** One question at a time, at most four a second, however much is told meanwhile. */

import { answerTo } from "../answer.js";

const EVERY_MS = 250;
const AGAIN_MS = 3000;

export class Asking {
  /** @param {string} path @param {(text: string) => void} place */
  constructor(path, place) {
    this.path = path;
    this.place = place;
    this.askedAt = -Infinity;
    this.outdatedBefore = -Infinity;
  }

  ask() {
    this.isWanted = true;
    if (!this.isAsking) this.go();
  }

  /** What was asked before this instant does not know what this person has just done. */
  outdate() {
    this.outdatedBefore = performance.now();
    this.ask();
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.again);
  }

  async go() {
    this.isAsking = true;
    while (this.isWanted && !this.isClosed) {
      await resting(this.askedAt + EVERY_MS - performance.now());
      this.isWanted = false;
      this.askedAt = performance.now();
      const text = await answerTo(this.path);
      if (this.isClosed) break;
      if (text === null) this.askAgain();
      else if (this.askedAt < this.outdatedBefore) this.isWanted = true;
      else this.place(text);
    }
    this.isAsking = false;
  }

  /** Without an answer it would stay as it is until something is told. */
  askAgain() {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.ask(), AGAIN_MS);
  }
}

function resting(ms) {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : null;
}
