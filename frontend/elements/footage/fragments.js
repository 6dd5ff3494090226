/** Reads a fragmented MP4 as the command centre writes it: its pictures' times, and what was found in them. */

export const TICKS_PER_S = 90000;
const FOUND = "urn:vigie:boxes:2026";
const NO_SYNC = 0x00010000;
const CONTAINERS = new Set(["moof", "traf"]);

/**
 * @param {ArrayBuffer} buffer
 * @returns {{init: Uint8Array, pictures: {pts: number, dts: number, lasts: number, keyframe: boolean, bytes: Uint8Array}[],
 *   found: {pts: number, boxes: object[]}[]}} times in 1/90000 s
 */
export function readMedia(buffer) {
  const view = new DataView(buffer);
  const media = { init: new Uint8Array(), pictures: [], found: [] };
  let moof = null;
  for (const box of boxes(view, 0, buffer.byteLength)) {
    if (box.kind === "moov") media.init = new Uint8Array(buffer, 0, box.end);
    else if (box.kind === "emsg") media.found.push(...message(view, box));
    else if (box.kind === "moof") moof = box;
    else if (box.kind === "mdat" && moof) {
      media.pictures.push({ ...times(view, moof), bytes: new Uint8Array(buffer, moof.start, box.end - moof.start) });
      moof = null;
    }
  }
  return media;
}

/** Each whole box between two offsets. */
export function* boxes(view, start, end) {
  while (start + 8 <= end) {
    const size = view.getUint32(start);
    if (size < 8 || start + size > end) return;
    yield { kind: text(view, start + 4, 4), start, end: start + size };
    start += size;
  }
}

/** Of a fragment with one picture. */
function times(view, moof) {
  const found = { dts: 0, pts: 0, lasts: 0, keyframe: true };
  for (const { kind, start } of inside(view, moof)) {
    if (kind === "tfdt") found.dts = view.getUint8(start + 8) ? Number(view.getBigUint64(start + 12)) : view.getUint32(start + 12);
    else if (kind === "trun") Object.assign(found, sample(view, start));
  }
  return { dts: found.dts, pts: found.dts + found.shift, lasts: found.lasts, keyframe: found.keyframe };
}

/** `trun` with an offset and, for its sample, duration, size, flags and composition shift. */
function sample(view, trun) {
  return {
    lasts: view.getUint32(trun + 20),
    keyframe: !(view.getUint32(trun + 28) & NO_SYNC),
    shift: view.getInt32(trun + 32),
  };
}

function* inside(view, box) {
  for (const one of boxes(view, box.start + 8, box.end)) {
    if (CONTAINERS.has(one.kind)) yield* inside(view, one);
    else yield one;
  }
}

/** Messages of other schemes are passed over. */
function message(view, { start, end }) {
  const scheme = start + 32;
  if (text(view, scheme, FOUND.length) !== FOUND) return [];
  const from = scheme + FOUND.length + 2; // the ends of the scheme and of its empty value
  const told = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + from, end - from));
  return [{ pts: Number(view.getBigUint64(start + 16)), boxes: JSON.parse(told) }];
}

function text(view, start, length) {
  let told = "";
  for (let at = start; at < Math.min(start + length, view.byteLength); at += 1) told += String.fromCharCode(view.getUint8(at));
  return told;
}
