/** Where a cell lies: as classes, since a page may not hold styles of its own. */

const SIDES = ["x", "y", "w", "h"];

/** @returns {{page: number, x: number, y: number, w: number, h: number}} */
export function spotOf(cell) {
  const told = Object.fromEntries([...cell.classList].map((name) => name.split("-")));
  return { page: Number(cell.dataset.page), ...Object.fromEntries(SIDES.map((side) => [side, Number(told[side])])) };
}

/** @param {HTMLElement} cell @param {object} spot @param {number} page that is shown */
export function putAt(cell, spot, page) {
  cell.classList.remove(...[...cell.classList].filter((name) => /^[xywh]-\d+$/.test(name)));
  cell.classList.add("cell", ...SIDES.map((side) => `${side}-${spot[side]}`));
  cell.dataset.page = spot.page;
  cell.hidden = spot.page !== page;
}

export function areaOf({ w, h }) {
  return w * h;
}
