/**
 * What the server says of a ground while it is being given.
 *
 * It is asked, since then one program alone knows what a ground is. One question at a time, and then the newest:
 * a hand that drags is never waited for.
 */

import { save } from "../zone-editor/saving.js";

export class Trial {
  /** @param {string} url @param {string} token @param {() => void} answered */
  constructor(url, token, answered) {
    Object.assign(this, { url, token, answered });
    this.said = {};
    this.isLost = false; // the server could not be reached
    this.asked = "";
    this.wanted = null;
    this.isAsking = false;
  }

  /** Numbers of the points that are wrong; distances that are lacking only make no point wrong. */
  get wrong() {
    const { refusal } = this.said;
    return new Set(refusal && refusal.fault !== "loose" ? refusal.points : []);
  }

  ask(given) {
    const print = JSON.stringify(given);
    if (print === this.asked) return;
    this.asked = print;
    this.wanted = given;
    if (!this.isAsking) this.send();
  }

  async send() {
    this.isAsking = true;
    while (this.wanted) {
      const given = this.wanted;
      this.wanted = null;
      const { status, said } = await save(this.url, this.token, given);
      this.isLost = status !== 200;
      if (status === 200) this.said = said;
      this.answered();
    }
    this.isAsking = false;
    this.answered();
  }
}
