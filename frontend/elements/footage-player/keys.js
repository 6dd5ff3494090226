/** Which key does what: those of other players, by the letter that is on them. */

const KEYS = {
  " ": "toggle",
  k: "toggle",
  j: "backwards",
  l: "forwards",
  ",": "back",
  ".": "on",
  ";": "on", // beside the comma on a French keyboard, where the point needs Shift
  ArrowLeft: "earlier",
  ArrowRight: "later",
  Home: "first",
  End: "last",
  a: "alert",
  r: "loop",
  b: "boxes",
  f: "screen",
};
const BESIDE = new Set(["toggle", "backwards", "forwards", "back", "on"]);
const TYPED = "input:not([type=range]), textarea, select";

/** @returns {string | null} what the key does within the player, or where its letters are heard too */
export function meant(event, isBeside) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest(TYPED)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === " " && (isBeside || event.target.closest("button, summary"))) return null;
  const does = KEYS[key] ?? null;
  return isBeside && !BESIDE.has(does) ? null : does;
}
