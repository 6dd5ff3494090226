/** Things with a `pts` (1/90000 s), kept in its order, one for each. Used for pictures and for what was found in them. */

export class ByTime {
  /** @type {{pts: number}[]} */
  all = [];

  /** @param {{pts: number}[]} things in any order; one of the same time is replaced */
  add(things) {
    for (const one of things) {
      const at = this.firstFrom(one.pts);
      this.all.splice(at, this.all[at]?.pts === one.pts ? 1 : 0, one);
    }
  }

  /** The last one that is not after `pts`, which need not be whole. */
  at(pts) {
    return this.all[this.firstFrom(Math.floor(pts) + 1) - 1];
  }

  /** The one that lies `count` further on, or back. */
  beside(one, count) {
    return this.all[this.firstFrom(one.pts) + count];
  }

  /** Those from `start` to `end`, and the one before. */
  around(start, end) {
    return this.all.slice(Math.max(0, this.firstFrom(start) - 1), this.firstFrom(end + 1));
  }

  /** Keeps those between. */
  keep(start, end) {
    this.all = this.all.slice(this.firstFrom(start), this.firstFrom(end + 1));
  }

  /** Where the first one of `pts` or later lies. */
  firstFrom(pts) {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle].pts < pts) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
