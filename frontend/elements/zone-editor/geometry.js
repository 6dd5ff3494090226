/** Points and edges; [x, y] in pixels of the shown picture, origin top left. */

export const plus = ([x, y], [dx, dy]) => [x + dx, y + dy];
export const minus = ([x, y], [dx, dy]) => [x - dx, y - dy];
export const times = ([x, y], factor) => [x * factor, y * factor];
export const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const middle = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
export const within = (value, least, most) => Math.min(Math.max(value, least), most);

/** Length 1; to the right where the vector is nothing. */
export function unit(vector) {
  const length = Math.hypot(...vector);
  return length ? times(vector, 1 / length) : [1, 0];
}

/** The side to the right of somebody who walks along the vector; y grows downwards. */
export function rightOf([dx, dy]) {
  return [-dy, dx];
}

export function centre(points) {
  return times(points.reduce(plus, [0, 0]), 1 / points.length);
}

/** A line of two points has one edge, an outline as many as points. */
export function edges(points) {
  if (points.length < 2) return [];
  if (points.length === 2) return [points];
  return points.map((point, index) => [point, points[(index + 1) % points.length]]);
}

/** Where two edges cross, or null. Edges that only touch do not cross, as on the server. */
export function crossing(points) {
  const all = edges(points);
  for (let one = 0; one < all.length; one += 1) {
    for (let other = one + 2; other < all.length; other += 1) {
      const areNeighbours = (other + 1) % all.length === one;
      if (!areNeighbours && cross(all[one], all[other])) return meeting(all[one], all[other]);
    }
  }
  return null;
}

function cross(first, second) {
  return areApart(first, second) && areApart(second, first);
}

function areApart([from, to], points) {
  const [one, other] = points.map((point) => turn(from, to, point));
  return one * other < 0;
}

function turn([x1, y1], [x2, y2], [x, y]) {
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}

function meeting([from, to], [start, end]) {
  const before = turn(start, end, from);
  const after = turn(start, end, to);
  return plus(from, times(minus(to, from), before / (before - after)));
}
