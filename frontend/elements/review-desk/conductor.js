/** Keeps the pictures of all tiles at the instant of the master clock: seeks, plays and steps them together. */

const HELD_AT_MOST_MS = 4000;
const CORRECTED_EVERY_MS = 100;
const EXACT_MS = 4; // of a picture of 40 ms
const CORRECTED_WITHIN_MS = 500;
const MOST_FASTER = 0.25;
const FAR_MS = 700;
const SOUGHT_AGAIN_MS = 2000;
const WITHIN_PICTURE_MS = 4; // into it, so that no rounding leads to the one before
const FASTEST = 16;

export class Conductor {
  /** @param {import("./master-clock.js").MasterClock} clock @param {() => void} changed */
  constructor(clock, changed) {
    Object.assign(this, { clock, changed });
    this.tiles = [];
    this.turn = 0;
    this.timer = setInterval(() => this.correct(), CORRECTED_EVERY_MS);
  }

  close() {
    clearInterval(this.timer);
  }

  /** @param {import("./tile.js").Tile[]} tiles those that are there already keep their place */
  async setTiles(tiles) {
    const added = tiles.filter((tile) => !this.tiles.includes(tile));
    this.tiles = tiles;
    await this.seek(this.clock.nowMs, added);
  }

  /** Resolves once each has its picture of then, or has none. */
  async seek(ms, tiles = this.tiles) {
    this.turn += 1;
    const { turn } = this;
    this.clock.set(ms);
    this.clock.change({ isHeld: true });
    for (const tile of this.tiles) tile.pause();
    this.changed();
    await Promise.race([Promise.all(tiles.map((tile) => tile.seek(this.clock.nowMs))), later(HELD_AT_MOST_MS)]);
    if (turn !== this.turn) return;
    this.release();
  }

  release() {
    this.clock.change({ isHeld: false });
    this.heldSince = null;
    for (const tile of this.tiles) {
      if (this.clock.isPlaying) tile.play(this.clock.rate);
      else tile.pause();
    }
    this.changed();
  }

  play() {
    this.clock.change({ isPlaying: true });
    if (!this.clock.isHeld) this.release();
    this.changed();
  }

  pause() {
    this.clock.change({ isPlaying: false });
    for (const tile of this.tiles) tile.pause();
    this.gather();
  }

  setRate(rate) {
    this.clock.change({ rate: Math.min(Math.max(rate, 0.25), 8) });
    if (this.clock.runs) this.release();
    this.changed();
  }

  /** All stop at one instant, and not each where it was. */
  gather() {
    return this.seek(this.clock.nowMs);
  }

  /** One picture of the leader on, or back; the others show what they have of then. */
  async step(count, leader) {
    if (this.clock.isPlaying) this.pause();
    this.turn += 1;
    const { turn } = this;
    this.clock.change({ isHeld: false });
    if (!leader || !(await leader.step(count)) || turn !== this.turn) return;
    this.clock.set(leader.nowMs + WITHIN_PICTURE_MS);
    this.changed();
    await Promise.all(this.tiles.filter((tile) => tile !== leader).map((tile) => tile.seek(this.clock.nowMs)));
  }

  correct() {
    if (!this.clock.isPlaying) return;
    this.holdForPictures();
    if (!this.clock.runs) return;
    for (const tile of this.tiles) this.bring(tile);
  }

  /** A picture that is still loaded lets all wait: for a while. */
  holdForPictures() {
    const now = performance.now();
    const lacking = this.tiles.filter((tile) => tile.isLoading);
    if (!lacking.length) {
      if (this.heldSince) this.release();
      return;
    }
    const isNew = lacking.some((tile) => !tile.givenUp);
    if (!this.heldSince && isNew && this.clock.edgeMs - this.clock.nowMs > FAR_MS) {
      this.heldSince = now;
      this.clock.change({ isHeld: true });
      for (const tile of this.tiles) if (!lacking.includes(tile)) tile.pause();
    } else if (this.heldSince && now - this.heldSince > HELD_AT_MOST_MS) {
      for (const tile of lacking) tile.givenUp = true;
      this.release();
    }
  }

  bring(tile) {
    if (!tile.isLoading) tile.givenUp = false;
    if (!tile.plays) return;
    const { rate, nowMs } = this.clock;
    const aheadMs = tile.positionMs - nowMs;
    if (Math.abs(aheadMs) > FAR_MS * Math.max(1, rate)) {
      if (performance.now() - (tile.soughtAt ?? -Infinity) < SOUGHT_AGAIN_MS) return;
      tile.soughtAt = performance.now();
      tile.seek(nowMs);
      return;
    }
    const share = Math.abs(aheadMs) < EXACT_MS * rate ? 0 : aheadMs / (CORRECTED_WITHIN_MS * rate);
    const bounded = Math.min(Math.max(share, -MOST_FASTER), MOST_FASTER);
    tile.pace(Math.min(rate * (1 - Math.round(bounded * 100) / 100), FASTEST));
  }
}

function later(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
