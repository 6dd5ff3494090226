/** One drag with a pointer, from its first to its last move; Escape gives it up. */

const BEGINS_AFTER_PX = 6;

export class Drag {
  /**
   * @param {PointerEvent} event with which it may begin @param {HTMLElement} element which keeps the pointer
   * @param {{over: (event: PointerEvent) => void, dropped: (event: PointerEvent) => void, ended: () => void}} on
   */
  constructor(event, element, on) {
    this.from = event;
    this.element = element;
    this.on = on;
    this.has = false;
    element.setPointerCapture(event.pointerId);
    element.addEventListener("pointermove", this.move);
    element.addEventListener("pointerup", this.up);
    element.addEventListener("pointercancel", this.end);
    document.addEventListener("keydown", this.escape, true);
  }

  move = (event) => {
    const { clientX, clientY } = this.from;
    this.has ||= Math.hypot(event.clientX - clientX, event.clientY - clientY) > BEGINS_AFTER_PX;
    if (this.has) this.on.over(event);
  };

  up = (event) => {
    const { has } = this;
    this.end();
    if (has) this.on.dropped(event);
  };

  escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.end();
  };

  end = () => {
    this.element.removeEventListener("pointermove", this.move);
    this.element.removeEventListener("pointerup", this.up);
    this.element.removeEventListener("pointercancel", this.end);
    document.removeEventListener("keydown", this.escape, true);
    if (this.has) this.on.ended();
    this.has = false;
  };
}
