/** The wall: which tile is chosen, enlarged, or named by an alert; all from the keyboard. */

import "../../elements/alert-list.js";
import "../../elements/camera-alarms.js";
import "../../elements/live-tile.js";
import "../../elements/venue-clock.js";

const tiles = () => [...document.querySelectorAll("live-tile")];
const grid = document.querySelector(".tiles");

/** Move the one tab stop of the grid, and the focus with it. */
function focusTile(tile) {
  for (const other of tiles()) other.tabIndex = other === tile ? 0 : -1;
  tile.focus();
}

function toggleEnlarged(tile) {
  const enlarge = !tile.hasAttribute("data-enlarged");
  for (const other of tiles()) other.toggleAttribute("data-enlarged", enlarge && other === tile);
  focusTile(tile);
}

function columns() {
  return getComputedStyle(grid).gridTemplateColumns.split(" ").length;
}

const STEPS = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: () => -columns(),
  ArrowDown: () => columns(),
};

function moveFrom(tile, step) {
  const all = tiles();
  const next = all[all.indexOf(tile) + step];
  if (next && !tile.hasAttribute("data-enlarged")) focusTile(next);
}

grid.addEventListener("keydown", (event) => {
  const tile = event.target.closest("live-tile");
  if (!tile || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in STEPS) moveFrom(tile, STEPS[event.key]());
  else if (event.key === "Enter" || event.key === "f") toggleEnlarged(tile);
  else return;
  event.preventDefault();
});

grid.addEventListener("dblclick", (event) => {
  const tile = event.target.closest("live-tile");
  if (tile) toggleEnlarged(tile);
});

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select")) return;
  if (event.key === "Escape") document.querySelector("live-tile[data-enlarged]")?.removeAttribute("data-enlarged");
  if (event.key === "z") for (const tile of tiles()) tile.toggleZones();
  if (event.key === "b") for (const tile of tiles()) tile.toggleBoxes();
});

document.addEventListener("alert-chosen", (event) => {
  for (const tile of tiles()) {
    const chosen = tile.getAttribute("camera") === event.detail.camera;
    tile.toggleAttribute("data-selected", chosen);
    if (chosen) tile.scrollIntoView({ block: "nearest" });
  }
});
