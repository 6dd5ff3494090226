/** Whether anybody can see a tile: one that is out of sight for a while needs no stream. */

const OUT_OF_SIGHT_MS = 5000; // a tile enlarged for a moment, or a tab left for one, need not begin anew

export class Seen {
  /** @param {HTMLElement} tile @param {{shown: () => void, hidden: () => void}} on */
  constructor(tile, on) {
    this.tile = tile;
    this.on = on;
    this.isInView = tile.checkVisibility();
    this.observer = new IntersectionObserver((entries) => {
      this.isInView = entries.at(-1).isIntersecting;
      this.tell();
    });
    this.observer.observe(tile);
    document.addEventListener("visibilitychange", this.tell);
    this.tell();
  }

  close() {
    clearTimeout(this.timer);
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.tell);
  }

  get isSeen() {
    return this.isInView && !document.hidden;
  }

  tell = () => {
    clearTimeout(this.timer);
    if (this.isSeen) this.on.shown();
    else this.timer = setTimeout(() => this.on.hidden(), OUT_OF_SIGHT_MS);
  };
}
