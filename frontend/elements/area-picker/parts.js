/** The drawing of an area: its outline, its corners, and the cross of the keyboard. */

const SVG = "http://www.w3.org/2000/svg";

/** @param {{corners: number[][], isClosed: boolean, cursor: number[] | null, width: number, height: number}} area in 0..1, and the picture's pixels */
export function areaParts({ corners, isClosed, cursor, width, height }) {
  const points = corners.map(([x, y]) => [x * width, y * height]);
  const parts = [];
  if (points.length) parts.push(part(isClosed ? "polygon" : "polyline", { class: "area-outline", points: points.join(" ") }));
  for (const [cx, cy] of points) parts.push(part("circle", { class: "area-corner", cx, cy, r: width / 130 }));
  if (cursor) parts.push(cross(cursor[0] * width, cursor[1] * height, width / 40));
  return parts;
}

function cross(x, y, arm) {
  return part("path", { class: "area-cross", d: `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}` });
}

function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
