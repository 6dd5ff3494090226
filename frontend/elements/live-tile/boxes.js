/** Which boxes belong to a frame: pure, so that it costs nothing to ask 25 times a second for each tile. */

const TICKS_PER_S = 90000;
const SAME_FRAME = 45; // ticks; browsers round times to a microsecond
const LARGEST_GAP = 1 * TICKS_PER_S;
const HELD = 0.4 * TICKS_PER_S;
const NONE = [];

/**
 * The boxes of the frame at `pts` (1/90000 s): found in it, else moved between those of the analysed frames before
 * and after, else those before, for a moment.
 *
 * @param {{pts: number, boxes: object[]}[]} found oldest first
 */
export function boxesAt(found, pts) {
  const { exact, before, after } = around(found, pts);
  if (exact) return { pts, exact: true, boxes: exact.boxes };
  if (before && after && after.pts - before.pts <= LARGEST_GAP) return { pts, exact: false, boxes: between(before, after, pts) };
  if (before && pts - before.pts <= HELD) return { pts, exact: false, boxes: before.boxes };
  return { pts, exact: false, boxes: NONE };
}

/** From the newest on: what is shown is never far behind it. */
function around(found, pts) {
  let after;
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const message = found[at];
    if (Math.abs(message.pts - pts) <= SAME_FRAME) return { exact: message };
    if (message.pts < pts) return { before: message, after };
    after = message;
  }
  return { after };
}

function between(before, after, pts) {
  if (!before.boxes.length) return NONE;
  const part = (pts - before.pts) / (after.pts - before.pts);
  return before.boxes.flatMap((one) => {
    const next = after.boxes.find((other) => other.track === one.track);
    return next ? [{ ...one, box: one.box.map((side, i) => side + (next.box[i] - side) * part) }] : [];
  });
}
