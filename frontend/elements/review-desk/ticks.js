/** Where a ruler has its ticks: at whole hours, minutes … of the venue's clock, on the days that it changes too. */

import { dayOf, instantOf, localMs, minuteOfDay, offsetMs, shortDay, timeOfDay, zoneName } from "./zones.js";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
const STEPS = [100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const MOST = 2000;

/** @returns {number} the shortest that leaves so much room to each tick */
export function stepFor(msPerPx, roomPx) {
  return STEPS.find((step) => step / msPerPx >= roomPx) ?? STEPS.at(-1);
}

/** @returns {number[]} instants between the two */
export function ticks(fromMs, untilMs, step, zone) {
  const found = [];
  const next = step > HOUR ? byClock : byTime;
  for (let at = next(fromMs - 1, step, zone); at <= untilMs && found.length < MOST; at = next(at, step, zone)) found.push(at);
  return found;
}

/** The hour that comes twice has its ticks twice. */
function byTime(afterMs, step, zone) {
  const offset = offsetMs(afterMs, zone);
  const at = (Math.floor((afterMs + offset) / step) + 1) * step - offset;
  const later = offsetMs(at, zone);
  return later === offset ? at : Math.ceil((at + later) / step) * step - later;
}

/** Longer ones keep to the clock: midnight is midnight on a day of 23 hours. */
function byClock(afterMs, step, zone) {
  let local = (Math.floor(localMs(afterMs, zone) / step) + 1) * step;
  while (instantOf(local, zone) <= afterMs) local += step;
  return instantOf(local, zone);
}

/** What is written at a tick; `isDay`: it begins a day. */
export function label(ms, step, zone) {
  const local = localMs(ms, zone);
  if (local % DAY === 0) return { text: step >= DAY ? shortDay(ms, zone) : dayOf(ms, zone), isDay: true };
  if (step < SECOND) return { text: `${timeOfDay(ms, zone)}.${(local % SECOND) / 100}`, isDay: false };
  if (step < MINUTE) return { text: timeOfDay(ms, zone), isDay: false };
  const changes = offsetMs(ms, zone) !== offsetMs(ms - DAY, zone) || offsetMs(ms, zone) !== offsetMs(ms + DAY, zone);
  const isNear = offsetMs(ms, zone) !== offsetMs(ms - 2 * HOUR, zone) || offsetMs(ms, zone) !== offsetMs(ms + 2 * HOUR, zone);
  return { text: minuteOfDay(ms, zone) + (changes && isNear ? ` ${zoneName(ms, zone)}` : ""), isDay: false };
}
