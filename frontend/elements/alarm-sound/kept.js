/** What a person has set of the sound, kept in this browser for this person alone. */

const USUAL = { isOn: false, volume: 0.7, quietFrom: "", quietUntil: "", mutedUntil: 0 };

export class Kept {
  /** @param {string} agent the person's number */
  constructor(agent) {
    this.key = `alarm-sound:${agent}`;
  }

  get all() {
    try {
      return { ...USUAL, ...JSON.parse(localStorage.getItem(this.key) ?? "{}") };
    } catch {
      return { ...USUAL };
    }
  }

  set(changes) {
    localStorage.setItem(this.key, JSON.stringify({ ...this.all, ...changes }));
  }

  /** @param {Date} now by this machine's clock; hours may lead over midnight */
  isQuiet(now = new Date()) {
    const { quietFrom, quietUntil } = this.all;
    if (!quietFrom || !quietUntil || quietFrom === quietUntil) return false;
    const time = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
    const isWithin = quietFrom <= time;
    return quietFrom < quietUntil ? isWithin && time < quietUntil : isWithin || time < quietUntil;
  }

  get mutedForMs() {
    return Math.max(0, this.all.mutedUntil - Date.now());
  }
}
