/** Times as the venue's clock shows them, wherever the browser is. */

const { lang, dataset } = document.documentElement;
const format = new Intl.DateTimeFormat(lang, { timeStyle: "medium", hourCycle: "h23", timeZone: dataset.timeZone });

/** @param {Date | number} instant */
export function clockTime(instant) {
  return format.format(instant);
}
