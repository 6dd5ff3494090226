/** HTML from the server as elements: nothing of it is loaded or comes alive before it is put into the page. */

/** @param {string} html @returns {DocumentFragment} */
export function contentOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
