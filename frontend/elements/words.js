/** The page's words in the reader's language, written by the server. */

const words = JSON.parse(document.getElementById("words").textContent);

/** @param {string} key @param {Record<string, string>} values for the {places} in the text */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** @param {string} key */
export function knows(key) {
  return key in words;
}
