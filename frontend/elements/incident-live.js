/**
 * <incident-live incident="7" version="3" told="…">: shows what others do with an incident.
 *
 * The socket says that there is a later version; the page is then asked what. Its parts (`data-part`) are replaced one
 * by one. A form in which somebody writes is left alone: it goes on naming the version that its author has seen.
 */

import { answerTo } from "./answer.js";
import { LastingSocket } from "./socket.js";

class IncidentLive extends HTMLElement {
  turn = Promise.resolve();

  connectedCallback() {
    this.socket = new LastingSocket(`/ws/incidents/${this.getAttribute("incident")}`, {
      text: (message) => this.receive(message),
    });
  }

  disconnectedCallback() {
    this.socket.close();
  }

  receive({ version }) {
    this.turn = this.turn.then(() => this.renew(version), () => this.renew(version));
  }

  get version() {
    return Number(this.getAttribute("version"));
  }

  async renew(version) {
    if (version <= this.version) return;
    // Not the address of a form that was refused.
    const html = await answerTo(`/incidents/${this.getAttribute("incident")}`);
    if (html === null) return;
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("incident-live");
    if (!fresh) return;
    for (const part of this.querySelectorAll("[data-part]")) this.replace(part, fresh);
    this.className = fresh.className;
    this.setAttribute("version", fresh.getAttribute("version"));
    this.tell(fresh.getAttribute("told"));
  }

  replace(part, fresh) {
    const next = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (isWrittenIn(part)) return;
    if (!next) {
      part.remove();
      return;
    }
    const open = part.querySelector("details[open]")?.dataset.kind;
    part.replaceWith(document.adoptNode(next));
    if (open) next.querySelector(`details[data-kind="${open}"]`)?.setAttribute("open", "");
  }

  tell(what) {
    const place = this.querySelector("[data-changed]");
    place.textContent = `${place.dataset.words} ${what}`;
    place.hidden = false;
  }
}

/** `data-kept`: with a form that was refused, and holds what somebody wrote. */
function isWrittenIn(part) {
  if ("kept" in part.dataset) return true;
  if (part.contains(document.activeElement) && document.activeElement.form) return true;
  return [...part.querySelectorAll("input, textarea, select")].some(isChanged);
}

function isChanged(control) {
  if (control instanceof HTMLSelectElement) {
    const first = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(first, 0);
  }
  if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}

customElements.define("incident-live", IncidentLive);
