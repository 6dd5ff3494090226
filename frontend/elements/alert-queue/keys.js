/**
 * What a key means, heard only while the focus is in the queue or its panel (WCAG 2.1.4).
 *
 * Letters by what is printed on the key, digits by where it lies: on a French keyboard they need Shift.
 */

const DOINGS = {
  ArrowUp: ["step", -1],
  ArrowDown: ["step", 1],
  Home: ["step", -Infinity],
  End: ["step", Infinity],
  Enter: ["open"],
  " ": ["open"],
  Escape: ["back"],
  a: ["acknowledge"],
  c: ["arm", "KeyC"],
  g: ["give"],
  i: ["arm", "KeyI"],
  n: ["note"],
  p: ["pause"],
  r: ["release"],
  s: ["shelve"],
  u: ["undo"],
};
const BY_CHOICE = new Set(["ArrowUp", "ArrowDown", "Home", "End", "Enter", " "]); // of a row only

/** @param {KeyboardEvent} event @returns {[string, ...unknown[]] | null} */
export function meant(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("dialog")) return null;
  const isWriting = event.target.closest("input, textarea, select");
  if (isWriting) return event.key === "Escape" ? ["back"] : null;
  const isAtRow = event.target.closest("[data-alert][role=option]") || event.target.matches("alert-queue");
  if (BY_CHOICE.has(event.key) && !isAtRow) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit && !event.repeat) return ["press", digit];
  if (event.repeat && !event.key.startsWith("Arrow")) return null;
  return DOINGS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}
