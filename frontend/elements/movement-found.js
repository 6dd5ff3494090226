/**
 * <movement-found>: what a search for movement has found so far; contract in
 * pages/search/movement_found.html. Asks again until the search is over.
 */

const ASK_EVERY_MS = 700;
const SVG = "http://www.w3.org/2000/svg";
const SEEN_BEFORE_MS = 2000;

class MovementFound extends HTMLElement {
  connectedCallback() {
    this.since = Number(this.dataset.since) * 1000;
    this.until = Number(this.dataset.until) * 1000;
    const language = document.documentElement.lang;
    const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: this.dataset.zone };
    this.clock = new Intl.DateTimeFormat(language, clock);
    this.percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    this.number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    this.show(JSON.parse(document.getElementById("progress").textContent));
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
  }

  async ask() {
    try {
      const answer = await fetch(this.dataset.address, { cache: "no-store" });
      if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return location.reload();
      if (answer.ok) return this.show(await answer.json());
    } catch {
      // the server is away: it is asked again
    }
    this.askLater();
  }

  askLater() {
    this.waiting = setTimeout(() => this.ask(), ASK_EVERY_MS);
  }

  show(progress) {
    const state = this.querySelector("[data-state]");
    const told = capitalised(progress.told);
    if (state.textContent !== told) state.textContent = told;
    this.querySelector("progress").value = progress.percent;
    this.querySelector("[data-stop]").hidden = !progress.goes_on;
    this.showLooked(progress);
    this.showMovements(progress);
    if (progress.goes_on) this.askLater();
  }

  showLooked({ pictures, recorded_s, apart_s }) {
    const place = this.querySelector("[data-looked]");
    const values = { pictures, minutes: this.number.format(recorded_s / 60), apart: this.number.format(apart_s ?? 0) };
    place.textContent = pictures ? place.dataset.looked.replace(/\{(\w+)\}/g, (_, name) => values[name]) : "";
  }

  showMovements({ movements, goes_on }) {
    const list = this.querySelector("[data-list]");
    list.hidden = movements.length === 0;
    this.querySelector("[data-none]").hidden = movements.length > 0 || goes_on;
    this.querySelector("[data-count]").textContent = movements.length;
    movements.forEach((one, number) => this.showRow(list, one, number));
    const strip = this.querySelector("[data-strip]");
    strip.replaceChildren(this.strip(movements));
    strip.hidden = movements.length === 0;
  }

  /** Rows stay where they are, so that the focus does; the last one may still grow. */
  showRow(list, [from, to, strength], number) {
    if (!list.children[number]) list.append(this.querySelector("template").content.cloneNode(true));
    const row = list.children[number];
    row.querySelector("a").href = `${this.dataset.see}&at=${from - SEEN_BEFORE_MS}`;
    showTime(row.querySelector("[data-from]"), from, this.clock);
    showTime(row.querySelector("[data-to]"), to, this.clock);
    row.querySelector("[data-lasts]").textContent = `${this.number.format((to - from) / 1000)} s`;
    row.querySelector("meter").value = strength;
    row.querySelector("[data-share]").textContent = this.percent.format(strength / 1000);
  }

  strip(movements) {
    const drawn = document.createElementNS(SVG, "svg");
    const whole = this.until - this.since;
    drawn.setAttribute("viewBox", "0 0 1000 100");
    drawn.setAttribute("preserveAspectRatio", "none");
    for (const [from, to, strength] of movements) {
      const height = 25 + 70 * Math.min(1, strength / 500);
      const size = { x: (1000 * (from - this.since)) / whole, y: 100 - height, width: Math.max(2, (1000 * (to - from)) / whole), height };
      const bar = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries(size)) bar.setAttribute(name, value);
      drawn.append(bar);
    }
    return drawn;
  }
}

function showTime(place, at, clock) {
  place.dateTime = new Date(at).toISOString();
  place.textContent = clock.format(at);
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define("movement-found", MovementFound);
