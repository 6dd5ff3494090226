/** @param {EventTarget} target @param {string} name @returns {Promise<Event>} of the next such event */
export function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}
