/** All of the desk from the keyboard. Single keys can be switched off (WCAG 2.1.4). */

const KEPT = "review-keys";

/** @type {Record<string, (desk: object, event: KeyboardEvent) => void>} by `event.key` */
const DOES = {
  " ": (desk) => desk.toggle(),
  k: (desk) => desk.toggle(),
  j: (desk) => desk.changeRate(-1),
  l: (desk) => desk.changeRate(1),
  ",": (desk) => desk.step(-1),
  ".": (desk) => desk.step(1),
  ArrowLeft: (desk, { shiftKey }) => desk.leap(shiftKey ? -60_000 : -10_000),
  ArrowRight: (desk, { shiftKey }) => desk.leap(shiftKey ? 60_000 : 10_000),
  ArrowUp: (desk) => desk.select(desk.selected - 1),
  ArrowDown: (desk) => desk.select(desk.selected + 1),
  n: (desk) => desk.nextAlert(1),
  p: (desk) => desk.nextAlert(-1),
  i: (desk) => desk.markStart(),
  o: (desk) => desk.markEnd(),
  Escape: (desk) => desk.clearChosen(),
  "+": (desk) => desk.zoom(0.5),
  "=": (desk) => desk.zoom(0.5),
  "-": (desk) => desk.zoom(2),
  PageUp: (desk) => desk.move(-0.5),
  PageDown: (desk) => desk.move(0.5),
  Home: (desk) => desk.showDay(),
  End: (desk) => desk.goToEdge(),
  g: (desk) => desk.askTime(),
  c: (desk) => desk.openDialog("cameras"),
  "?": (desk) => desk.openDialog("help"),
};
const OF_A_BUTTON = new Set([" ", "Enter"]);
const TYPED = "input:not([type=checkbox]), textarea, select, dialog";
const LAYOUTS = { Digit1: 1, Numpad1: 1, Digit4: 4, Numpad4: 4, Digit9: 9, Numpad9: 9 };
const ALWAYS = new Set(["Escape", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);

export class Keys {
  constructor(desk) {
    this.desk = desk;
    this.isOn = localStorage.getItem(KEPT) !== "off";
    document.addEventListener("keydown", this.hear);
  }

  close() {
    document.removeEventListener("keydown", this.hear);
  }

  switch(isOn) {
    this.isOn = isOn;
    localStorage.setItem(KEPT, isOn ? "on" : "off");
  }

  hear = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest(TYPED)) return;
    const isOfButton = event.target.closest("button, a, summary, [type=checkbox]");
    if (isOfButton && OF_A_BUTTON.has(event.key)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const layout = LAYOUTS[event.code];
    if (!(key in DOES) && !layout) return;
    if (!this.isOn && !ALWAYS.has(key)) return;
    if (!this.isOn && !event.target.closest("[data-strip]")) return; // only where the focus asks for it
    event.preventDefault();
    if (layout) this.desk.setLayout(layout);
    else DOES[key](this.desk, event);
  };
}
