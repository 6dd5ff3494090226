/** What time does to a row: how long ago, how long there still is. Rows say instants; words are the page's. */

import { say } from "../words.js";

const EVERY_MS = 1000;
const TOLD_IN_SECONDS_MS = 120_000;
const CLOCKS_AGREE_MS = 2000;

export class Times {
  /** @param {HTMLElement} root @param {() => void} ticked */
  constructor(root, ticked) {
    this.root = root;
    this.ticked = ticked;
    this.aheadMs = 0;
    this.timer = setInterval(() => this.tick(), EVERY_MS);
  }

  close() {
    clearInterval(this.timer);
  }

  /** @param {number} serverS by the server's clock, seconds since 1970 */
  learn(serverS) {
    const ahead = serverS * 1000 + 500 - Date.now();
    this.aheadMs = Math.abs(ahead) > CLOCKS_AGREE_MS ? ahead : 0;
  }

  get nowMs() {
    return Date.now() + this.aheadMs;
  }

  tick() {
    this.show(this.root);
    this.ticked();
  }

  show(root) {
    const nowMs = this.nowMs;
    for (const one of root.querySelectorAll("[data-since]")) write(one, spoken(nowMs - Date.parse(one.dateTime)));
    for (const one of root.querySelectorAll("[data-respond-by]")) showLeft(one, nowMs);
  }
}

function showLeft(element, nowMs) {
  const by = Date.parse(element.dataset.respondBy);
  const from = Date.parse(element.dataset.from);
  const leftMs = by - nowMs;
  element.toggleAttribute("data-over", leftMs <= 0);
  const words = leftMs > 0 ? say("left", { time: exact(leftMs) }) : say("overdue", { time: exact(-leftMs) });
  write(element.querySelector("[data-left]"), words);
  const share = Math.round(100 * Math.min(Math.max(leftMs / (by - from), 0), 1));
  if (element.share !== share) element.querySelector(".situation-bar span").style.transform = `scaleX(${share / 100})`;
  element.share = share;
}

/** Seconds count only near the end. */
function exact(ms) {
  if (ms >= TOLD_IN_SECONDS_MS) return spoken(ms);
  const s = Math.floor(ms / 1000);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}

function spoken(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return say("seconds", { count: s });
  if (s < 3600) return say("minutes", { count: Math.floor(s / 60) });
  if (s < 86_400) return say("hours", { count: Math.floor(s / 3600) });
  return say("days", { count: Math.floor(s / 86_400) });
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
