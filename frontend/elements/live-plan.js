/**
 * <live-plan>: a venue's cameras on its plan, with their state now and the alerts that last; contract in pages/plan/plan.html.
 *
 * Alerts are those of the <alert-list> on the page. Attributes for styles and tests: data-camera and data-state of each mark,
 * and data-alerted where an alert lights it.
 */

import { answerTo } from "./answer.js";
import { AlertsOfCameras } from "./live-plan/alerts-of-cameras.js";
import { Look } from "./live-plan/look.js";
import { marksOf } from "./live-plan/marks.js";
import { markPaper } from "./plan/paper.js";
import { FramedPicture } from "./zone-editor/framed-picture.js";
import { show } from "./zone-editor/parts.js";

const ASKED_EVERY_MS = 3000; // a state that nobody renews any more expires, and nobody tells
const UNKNOWN = { state: "unknown", reason: "", is_alarming: true };

class LivePlan extends FramedPicture {
  connectedCallback() {
    this.given = JSON.parse(document.getElementById("plan").textContent);
    this.states = this.given.states;
    this.picture = this.querySelector("svg.plan-drawing");
    this.look = new Look(this.querySelector("[data-look]"), this);
    this.alerts = new AlertsOfCameras(document.querySelector("alert-list"), () => this.show());
    this.asked = 0;
    const image = this.querySelector("[data-image]");
    this.style.setProperty("--shape", image.getAttribute("width") / image.getAttribute("height"));
    markPaper(image);
    this.listen();
    this.startMeasuring();
  }

  disconnectedCallback() {
    this.stopMeasuring();
    this.alerts.close();
    this.look.close();
    clearInterval(this.timer);
    document.removeEventListener("cameras-changed", this.ask);
    document.removeEventListener("alert-chosen", this.chosen);
  }

  listen() {
    this.timer = setInterval(this.ask, ASKED_EVERY_MS);
    document.addEventListener("cameras-changed", this.ask);
    document.addEventListener("alert-chosen", this.chosen);
    this.picture.addEventListener("click", ({ target }) => this.open(target.closest("[data-camera]")));
    this.picture.addEventListener("keydown", (event) => this.press(event));
  }

  /** An older answer must not take the place of a newer one; without any, nothing is known. */
  ask = async () => {
    this.asked += 1;
    const turn = this.asked;
    const answer = await answerTo(this.given.states_url);
    if (turn !== this.asked) return;
    this.states = answer === null ? {} : JSON.parse(answer).states;
    this.show();
  };

  stateOf(id) {
    return this.states[id] ?? UNKNOWN;
  }

  show() {
    show(this.picture, marksOf(this));
    this.look.show();
  }

  press(event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    this.open(event.target.closest("[data-camera]"));
  }

  open(mark) {
    if (!mark) return;
    this.look.open(this.given.cameras.find(({ id }) => id === Number(mark.dataset.camera)));
    this.show();
  }

  /** In the list of alerts; a camera of another plan is not shown. */
  chosen = ({ detail }) => this.open(this.picture.querySelector(`.camera[data-camera="${Number(detail.camera)}"]`));
}

if (document.getElementById("plan")) customElements.define("live-plan", LivePlan);
