/** The icons as a part of the page: they are wanted most while the server, who has the file, is away. */

import { answerTo } from "./answer.js";

const file = document.querySelector(".icon use").getAttribute("href").split("#")[0];
let areHere = false;

/** @param {SVGUseElement} use @param {string} name */
export function showIcon(use, name) {
  use.setAttribute("href", areHere ? `#icon-${name}` : `${file}#${name}`);
}

async function takeIn() {
  const text = await answerTo(file);
  if (text === null) return;
  const icons = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  for (const icon of icons.children) icon.id = `icon-${icon.id}`;
  icons.setAttribute("class", "unseen");
  document.body.append(icons);
  areHere = true;
}

takeIn();
