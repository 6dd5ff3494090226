/**
 * <wall-stage window="1" layout="all" pages="2">: the pictures of one window of the wall, and what it does by itself.
 *
 * Hears, on the document: `situation-arrived` {id, severity}, `situation-chosen` {camera, zone}; in
 * itself `tile-enlarge` and `wall-said` {text}. Attribute for styles and tests: data-page.
 */

import { Focus } from "./wall-stage/focus.js";
import { Keys } from "./wall-stage/keys.js";
import { Lead } from "./wall-stage/lead.js";
import { Menu } from "./wall-stage/menu.js";
import { Pages } from "./wall-stage/pages.js";
import { Screens } from "./wall-stage/screens.js";
import { Tour } from "./wall-stage/tour.js";
import { toggleFullScreen } from "./live-tile/windows.js";

class WallStage extends HTMLElement {
  connectedCallback() {
    this.grid = this.querySelector(".tiles");
    this.pages = new Pages(this);
    this.focused = new Focus(this);
    this.lead = new Lead(this);
    this.screens = new Screens(this);
    this.tour = new Tour(this);
    this.parts = [this.focused, this.lead, this.screens, this.tour, new Keys(this), new Menu(this)];
    this.addEventListener("click", ({ target }) => this.press(target.closest("[data-act]")));
    this.addEventListener("wall-said", ({ detail }) => this.say(detail.text));
    this.heard = [
      ["situation-arrived", ({ detail }) => this.arrived(detail)],
      ["situation-chosen", ({ detail }) => this.choose(detail)],
    ];
    for (const [name, hear] of this.heard) document.addEventListener(name, hear);
  }

  disconnectedCallback() {
    for (const part of this.parts) part.close?.();
    for (const [name, hear] of this.heard) document.removeEventListener(name, hear);
  }

  get window() {
    return Number(this.getAttribute("window"));
  }

  tiles() {
    return [...this.grid.querySelectorAll("live-tile")];
  }

  tileOf(camera) {
    return this.grid.querySelector(`live-tile[camera="${Number(camera)}"]`);
  }

  say(text) {
    const place = this.querySelector("[data-said]");
    if (place.textContent !== text) place.textContent = text;
  }

  press(button) {
    const act = {
      "page-back": () => this.turn(-1),
      "page-on": () => this.turn(1),
      tour: () => this.tour.toggle(),
      sequence: () => this.lead.toggle(),
      screen: () => this.screens.open(),
      full: () => toggleFullScreen(document.documentElement),
    }[button?.dataset.act];
    act?.();
  }

  turn(by) {
    this.showPage(this.pages.shown + by);
  }

  showPage(page) {
    this.lead.giveBack();
    this.focused.shrink();
    this.pages.show(page);
    this.screens.tellState();
  }

  /** An alert that has just come: its row says of which camera. */
  arrived({ id, camera, severity }) {
    const found = camera ?? document.getElementById(`alert-${id}`)?.dataset.camera;
    if (!found) return;
    this.lead.takeForAWhile(found, severity);
    this.screens.tell("arrived", { camera: found, severity });
  }

  /** @param {{camera: string | number, zone?: string}} what somebody looks at now */
  async choose({ camera, zone }) {
    const { enlarged } = this.focused;
    if (enlarged && enlarged !== this.tileOf(camera)) this.focused.shrink();
    this.chosen = camera;
    this.select(camera, zone);
    this.screens.tell("chosen", { camera, zone });
    await this.lead.takeUntilChosenAway(camera); // its tile may have to be fetched
    if (this.chosen === camera) this.select(camera, zone);
  }

  select(camera, zone) {
    for (const tile of this.tiles()) {
      const isChosen = tile.getAttribute("camera") === String(camera);
      tile.toggleAttribute("data-selected", isChosen);
      tile.lightZones(isChosen && zone ? [zone] : []);
      if (isChosen && !tile.hidden) tile.scrollIntoView({ block: "nearest" });
    }
  }

  chooseNothing() {
    this.chosen = null;
    this.select(null);
    this.lead.giveBack();
  }
}

customElements.define("wall-stage", WallStage);
