/** Grids that control rooms know; the number says how many pictures each shows. */

const one = (x, y, w = 1, h = 1) => ({ x, y, w, h });

function even(side) {
  const slots = Array.from({ length: side * side }, (_, n) => one(n % side, Math.floor(n / side)));
  return { columns: side, rows: side, slots };
}

/** One large picture, and small ones below and to its right. */
function around(side) {
  const large = side - 1;
  const right = Array.from({ length: large }, (_, y) => one(large, y));
  const below = Array.from({ length: side }, (_, x) => one(x, large));
  return { columns: side, rows: side, slots: [one(0, 0, large, large), ...right, ...below] };
}

export const PRESETS = {
  1: even(1),
  "2 × 2": even(2),
  "3 × 3": even(3),
  "4 × 4": even(4),
  "1 + 5": around(3),
  "1 + 7": around(4),
  "5 × 5": even(5),
  "6 × 6": even(6),
};
