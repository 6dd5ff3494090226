/** Stretches of time, milliseconds since 1970, in order; those that touch are one. */

export class Stretches {
  /** @type {{fromMs: number, untilMs: number}[]} */
  all = [];

  add(fromMs, untilMs) {
    if (untilMs <= fromMs) return;
    const apart = this.all.filter((one) => one.untilMs < fromMs || one.fromMs > untilMs);
    const joined = this.all.filter((one) => !apart.includes(one));
    const whole = {
      fromMs: Math.min(fromMs, ...joined.map((one) => one.fromMs)),
      untilMs: Math.max(untilMs, ...joined.map((one) => one.untilMs)),
    };
    this.all = [...apart, whole].sort((one, other) => one.fromMs - other.fromMs);
  }

  /** Leaves out what lies between. */
  take(fromMs, untilMs) {
    this.all = this.all.flatMap((one) => {
      if (one.untilMs <= fromMs || one.fromMs >= untilMs) return [one];
      const before = { fromMs: one.fromMs, untilMs: fromMs };
      const after = { fromMs: untilMs, untilMs: one.untilMs };
      return [before, after].filter((part) => part.fromMs < part.untilMs);
    });
  }

  at(ms) {
    return this.all.find((one) => one.fromMs <= ms && ms < one.untilMs);
  }
}
