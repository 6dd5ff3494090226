/** The panel of the chosen situation: what is being seen and written in it stays while the rest is brought up to date. */

import { contentOf } from "../html-of.js";
import { say } from "../words.js";
import { Answers } from "./answers.js";
import { showPlace } from "./plan-mark.js";

const FOLLOWS_AFTER_MS = 90; // who goes down the list asks for the last one only
const SAYS_SO_AFTER_MS = 400;
const WITHIN_MS = 10_000;

export class Panel {
  situation = null;
  turn = 0;

  /** @param {HTMLElement} root @param {() => void} shown */
  constructor(root, shown) {
    this.root = root;
    this.shown = shown;
    this.parts = new Map();
    this.answers = new Answers(this);
  }

  get isOpen() {
    return !this.root.hidden;
  }

  get isLoaded() {
    return this.situation !== null && this.root.firstElementChild?.dataset.situation === this.situation;
  }

  get clip() {
    return this.root.querySelector("looping-clip");
  }

  /** Who has it in hand, as it is shown. */
  get owner() {
    return this.root.querySelector("[data-owner]").dataset.owner;
  }

  /** @param {string} situation its number */
  open(situation) {
    if (this.isOpen && this.situation === situation) return;
    this.isOpen || this.clear();
    this.root.hidden = false;
    this.situation = situation;
    this.answers.arm(null);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.load(), this.root.firstElementChild ? FOLLOWS_AFTER_MS : 0);
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.root.setAttribute("aria-busy", "true"), SAYS_SO_AFTER_MS);
  }

  close() {
    this.turn += 1;
    clearTimeout(this.later);
    clearTimeout(this.slow);
    this.root.hidden = true;
    this.situation = null;
    this.answers.arm(null);
    this.clear();
  }

  clear() {
    this.root.replaceChildren();
    this.root.removeAttribute("aria-busy");
    this.parts.clear();
  }

  /** The situation has changed, or was given another number. */
  refresh(situation = this.situation) {
    this.situation = situation;
    this.load();
  }

  async load() {
    this.turn += 1;
    const turn = this.turn;
    const { html, said } = await panelOf(this.situation);
    if (turn !== this.turn) return;
    clearTimeout(this.slow);
    this.root.removeAttribute("aria-busy");
    if (html) this.place(html);
    else this.showWithout(said);
    this.shown();
  }

  /** What is seen and written there would be lost: only what is said of it is replaced. */
  place(html) {
    const body = contentOf(html).querySelector("[data-situation]");
    const isSame = this.root.firstElementChild?.dataset.situation === body.dataset.situation;
    const parts = [...body.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part, part.innerHTML]);
    if (isSame) for (const [name, part, inner] of parts) this.renew(name, part, inner);
    else this.root.replaceChildren(body);
    this.parts = new Map(parts.map(([name, , inner]) => [name, inner]));
    if (!isSame) {
      showPlace(this.root);
      this.answers.show();
      this.root.scrollTop = 0;
    }
  }

  renew(name, part, inner) {
    const present = this.root.querySelector(`[data-part="${name}"]`);
    if (this.parts.get(name) === inner || present.contains(document.activeElement)) return;
    present.replaceChildren(...part.childNodes);
  }

  /** It waits no more, or cannot be shown: what was seen of it stays. */
  showWithout(said) {
    if (this.root.querySelector(`[data-situation="${this.situation}"]`)) {
      if (said) this.showGone(said);
      return;
    }
    const text = document.createElement("p");
    text.className = "panel-unknown";
    text.textContent = said || say("not_shown");
    this.root.replaceChildren(text);
  }

  /** Somebody else was first: said, in place of the answers. */
  showGone(text) {
    const gone = this.root.querySelector("[data-gone]");
    if (!gone) return;
    gone.hidden = false;
    gone.querySelector("span").textContent = text;
    this.root.firstElementChild.toggleAttribute("data-is-gone", true);
    for (const one of this.root.querySelectorAll(".panel-answers button, .panel-acts :is(button, select)")) one.disabled = true;
  }
}

/** @returns {Promise<{html?: string, said?: string}>} `said`: why it waits for nobody any more */
async function panelOf(situation) {
  try {
    const answer = await fetch(`/desk/situations/${situation}/panel`, { redirect: "manual", signal: AbortSignal.timeout(WITHIN_MS) });
    if (answer.ok) return { html: await answer.text() };
    if (answer.status === 410) return { said: await answer.text() };
    return answer.status === 404 ? { said: say("over_already") } : {};
  } catch {
    return {};
  }
}
