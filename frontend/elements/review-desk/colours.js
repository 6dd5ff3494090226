/** The page's colours as a canvas needs them: what the theme makes of them now. */

const NAMES = ["surface", "raised", "line", "line-control", "text", "text-soft", "text-faint", "accent", "accent-soft", "high", "medium", "low", "good"];

export function coloursOf(element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const found = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

/** Lines at a slant: what hatching says is told by shape too. */
export function hatching(context, colour, apartPx) {
  const tile = new OffscreenCanvas(apartPx, apartPx);
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const shift of [-apartPx, 0, apartPx]) {
    pen.moveTo(shift - 1, apartPx + 1);
    pen.lineTo(shift + apartPx + 1, -1);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}
