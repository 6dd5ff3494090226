/** Instants as the clocks of venues show them, wherever the browser is. */

const { lang } = document.documentElement;
const LOCALE = lang === "en" ? "en-GB" : lang; // 28 Nov, and 24 hours
const QUARTER_MS = 900_000; // zones change at whole quarters of an hour
const formats = new Map();
const offsets = new Map();

function format(zone, name, options) {
  const key = `${zone} ${name}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }));
  return formats.get(key);
}

/** What the zone's clock is ahead of UTC at that instant. */
export function offsetMs(ms, zone) {
  const key = `${zone} ${Math.floor(ms / QUARTER_MS)}`;
  if (!offsets.has(key)) {
    if (offsets.size > 5000) offsets.clear();
    offsets.set(key, measured(Math.floor(ms / QUARTER_MS) * QUARTER_MS, zone));
  }
  return offsets.get(key);
}

function measured(ms, zone) {
  const english = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" });
  const told = english.formatToParts(ms).find(({ type }) => type === "timeZoneName").value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(told) ?? [null, "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The instant at which the zone's clock shows `localMs` (as if it were UTC): the first of two, the one after none. */
export function instantOf(localMs, zone) {
  const [before, after] = [offsetMs(localMs - 86_400_000, zone), offsetMs(localMs + 86_400_000, zone)];
  const fits = [before, after].map((offset) => localMs - offset).filter((ms) => ms + offsetMs(ms, zone) === localMs);
  return fits.length ? Math.min(...fits) : localMs - before;
}

export function localMs(ms, zone) {
  return ms + offsetMs(ms, zone);
}

/** 14:03:22.480 */
export function exactTime(ms, zone) {
  return format(zone, "exact", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" }).format(Math.floor(ms));
}

/** 14:03:22 */
export function timeOfDay(ms, zone) {
  return format(zone, "time", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms);
}

/** 14:03 */
export function minuteOfDay(ms, zone) {
  return format(zone, "minute", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** Sat 28 Nov 2026 */
export function dayOf(ms, zone) {
  return format(zone, "day", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(ms);
}

/** 28 Nov */
export function shortDay(ms, zone) {
  return format(zone, "short", { day: "numeric", month: "short" }).format(ms);
}

/** CET, GMT+1 */
export function zoneName(ms, zone) {
  return format(zone, "zone", { timeZoneName: "short" }).formatToParts(ms).find(({ type }) => type === "timeZoneName").value;
}

/** 1:02:57.480; hours only where there are any */
export function lasting(ms) {
  const whole = Math.floor(ms / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  const fraction = ms < 60_000 ? `.${String(Math.round(ms) % 1000).padStart(3, "0")}` : "";
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds)}${fraction}`;
}

/** 4 s; 2:57 */
export function roughly(ms) {
  return ms < 60_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : lasting(ms);
}

/** As <input type="datetime-local"> keeps it. */
export function fieldValue(ms, zone) {
  return new Date(localMs(Math.floor(ms / 1000) * 1000, zone)).toISOString().slice(0, 19);
}

/** @returns {number} NaN for what is none */
export function fromField(value, zone) {
  return instantOf(Date.parse(`${value}Z`), zone);
}
