/**
 * <elapsed-time since="ISO" until="ISO">: how long ago, by the clock of the server, second by second; until the end
 * where there is one. Its text without a script is the instant itself.
 */

const PARTS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]].map(([unit, size]) => ({ size, format: formatOf(unit) }));

class ElapsedTime extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "timer");
    this.setAttribute("aria-live", "off");
    this.title ||= this.textContent.trim();
    this.ahead = (Date.parse(this.getAttribute("now")) || Date.now()) - Date.now();
    this.show();
    if (!this.hasAttribute("until")) this.timer = setInterval(() => this.show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const end = this.hasAttribute("until") ? Date.parse(this.getAttribute("until")) : Date.now() + this.ahead;
    const told = inWords(Math.max(0, Math.floor((end - Date.parse(this.getAttribute("since"))) / 1000)));
    if (this.textContent !== told) this.textContent = told;
  }
}

/** The two largest parts: “2 h 05 min”, “5 min 12 s”. */
function inWords(total) {
  let left = total;
  const parts = PARTS.map(({ size, format }) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return { format, count };
  });
  const first = Math.min(parts.findIndex(({ count }) => count > 0) >>> 0, parts.length - 1);
  return parts.slice(first, first + 2).map(({ format, count }) => format.format(count)).join(" ");
}

function formatOf(unit) {
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" });
}

customElements.define("elapsed-time", ElapsedTime);
