/**
 * A layout as it is being arranged: each change makes a new grid, or null where there is no room.
 *
 * @typedef {{camera: number | null, page: number, x: number, y: number, w: number, h: number}} Cell
 * @typedef {{columns: number, rows: number, cells: Cell[]}} Grid
 */

export const MOST_SIDES = 12;
export const MOST_PAGES = 20;
const MOST_CELLS = 36;

export function pagesOf({ cells }) {
  return 1 + Math.max(0, ...cells.map(({ page }) => page));
}

export function onPage({ cells }, page) {
  return cells.filter((cell) => cell.page === page).sort((one, other) => one.y - other.y || one.x - other.x);
}

function touch(one, other) {
  return (
    one.page === other.page && one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
  );
}

function isInside({ columns, rows }, { x, y, w, h }) {
  return x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= columns && y + h <= rows;
}

/** Those that lie where `spot` is. */
export function under(grid, spot, but = null) {
  return grid.cells.filter((cell) => cell !== but && touch(cell, spot));
}

function changed(grid, cell, spot) {
  return { ...grid, cells: grid.cells.map((one) => (one === cell ? { ...one, ...spot } : one)) };
}

export function without(grid, cell) {
  return { ...grid, cells: grid.cells.filter((one) => one !== cell) };
}

/** To where there is room; with one other of the same size it changes places. */
export function movedTo(grid, cell, { x, y }) {
  const spot = { ...cell, x, y };
  if (!isInside(grid, spot)) return null;
  const there = under(grid, spot, cell);
  if (!there.length) return changed(grid, cell, spot);
  const [other] = there;
  if (there.length > 1 || other.w !== cell.w || other.h !== cell.h || other.x !== x || other.y !== y) return null;
  const swapped = changed(grid, other, { x: cell.x, y: cell.y });
  return changed(swapped, cell, { x, y });
}

export function resizedTo(grid, cell, { w, h }) {
  const spot = { ...cell, w, h };
  return isInside(grid, spot) && !under(grid, spot, cell).length ? changed(grid, cell, spot) : null;
}

/** A camera has one cell: where it was before, there is room then. At `spot` it takes the place of what is there. */
export function placed(grid, camera, page, spot = null) {
  const before = grid.cells.find((cell) => cell.camera === camera);
  const rest = before ? without(grid, before) : grid;
  const there = spot && under(rest, { page, w: 1, h: 1, ...spot })[0];
  if (there) return changed(rest, there, { camera });
  const kept = !spot && onPage(rest, page).find((cell) => cell.camera === null);
  if (kept) return changed(rest, kept, { camera });
  const free = spot ?? firstFree(rest, page);
  if (!free || onPage(rest, page).length >= MOST_CELLS) return null;
  return { ...rest, cells: [...rest.cells, { w: 1, h: 1, ...free, camera, page }] };
}

function firstFree(grid, page) {
  for (let y = 0; y < grid.rows; y += 1) {
    for (let x = 0; x < grid.columns; x += 1) {
      if (!under(grid, { page, x, y, w: 1, h: 1 }).length) return { x, y };
    }
  }
  return null;
}

/** All that is placed flows anew into these slots, on as many pages as it needs; large slots stay, if empty. */
export function arranged(grid, { columns, rows, slots }) {
  const cameras = Array.from({ length: pagesOf(grid) }, (_, page) => onPage(grid, page))
    .flat()
    .map(({ camera }) => camera)
    .filter((camera) => camera !== null);
  const pages = Math.min(MOST_PAGES, Math.max(1, Math.ceil(cameras.length / slots.length)));
  const cells = Array.from({ length: pages }, (_, page) => slots.map((slot) => ({ ...slot, page })))
    .flat()
    .map((cell, number) => ({ camera: cameras[number] ?? null, ...cell }))
    .filter(({ camera, w, h }) => camera !== null || w * h > 1);
  return { columns, rows, cells };
}

/** What lies outside then goes where there is room, on its page or the next that has some. */
export function withSides(grid, columns, rows) {
  const next = { columns, rows, cells: [] };
  const [inside, outside] = [[], []];
  for (const cell of grid.cells) (isInside(next, cell) ? inside : outside).push(cell);
  next.cells = inside;
  return outside.reduce((found, { camera, page }) => (camera === null ? found : withRoom(found, camera, page)), next);
}

function withRoom(grid, camera, page) {
  for (let at = page; at < MOST_PAGES; at += 1) {
    const next = placed(grid, camera, at);
    if (next) return next;
  }
  return grid;
}
