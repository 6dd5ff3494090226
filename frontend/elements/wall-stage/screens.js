/**
 * Several windows of one wall, in one browser: the first leads, and tells the others its page and what is chosen.
 *
 * A window that shows the same layout shows the pages after the leader's: two screens show two pages.
 */

import { say } from "../words.js";

const CHANNEL = "vigie-wall";
const TOLD_EVERY_MS = 4000;
const GONE_AFTER_MS = 10_000;

export class Screens {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = ({ data }) => this.hear(data);
    this.followers = new Map(); // number of each → when it was heard of
    this.heardAt = Date.now();
    this.timer = setInterval(() => this.live(), TOLD_EVERY_MS);
    if (!this.leads) this.send("hello");
    this.live();
  }

  close() {
    clearInterval(this.timer);
    this.channel.close();
  }

  get leads() {
    return this.stage.window === 1;
  }

  send(type, values = {}) {
    this.channel.postMessage({ type, window: this.stage.window, ...values });
  }

  /** What only the leader says. */
  tell(type, values) {
    if (this.leads) this.send(type, values);
  }

  tellState() {
    this.tell("state", { layout: this.stage.getAttribute("layout"), page: this.stage.pages.shown });
  }

  live() {
    if (this.leads) {
      this.tellState();
      for (const [window, at] of this.followers) if (Date.now() - at > GONE_AFTER_MS) this.followers.delete(window);
      this.count();
      return;
    }
    this.send("here");
    const isLed = Date.now() - this.heardAt < GONE_AFTER_MS;
    this.stage.querySelector("[data-leader]").textContent = say(isLed ? "follows" : "nobody_leads");
  }

  hear({ type, window, ...told }) {
    if (this.leads) {
      if (window > 1) this.followers.set(window, Date.now());
      if (type === "hello") this.tellState();
      this.count();
      return;
    }
    if (window !== 1) return;
    this.heardAt = Date.now();
    if (type === "state") this.follow(told);
    else if (type === "chosen") this.stage.choose(told);
    else if (type === "arrived") this.stage.arrived(told);
  }

  follow({ layout, page }) {
    const { pages } = this.stage;
    const wanted = (page + this.stage.window - 1) % pages.count;
    if (layout === this.stage.getAttribute("layout") && wanted !== pages.shown) this.stage.showPage(wanted);
  }

  count() {
    const { size } = this.followers;
    this.stage.dataset.followers = size;
    if (size !== this.counted && (size || this.counted)) this.stage.say(size ? say("windows", { count: size }) : "");
    this.counted = size;
  }

  /** A browser that knows where the screens stand lets the window be moved; others open it where they like. */
  open() {
    let next = 2;
    while (this.followers.has(next)) next += 1;
    const layout = this.stage.getAttribute("layout");
    window.open(`/?window=${next}&layout=${layout}`, `vigie-wall-${next}`, "popup,width=1280,height=720");
  }
}
