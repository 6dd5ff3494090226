/** Where the camera stands on the small plan, in the picture's own measures. */

import { markPaper } from "../plan/paper.js";

/** @param {HTMLElement} panel */
export function showPlace(panel) {
  const svg = panel.querySelector(".panel-plan svg");
  if (!svg) return;
  for (const circle of svg.querySelectorAll("circle")) {
    circle.setAttribute("cx", `${100 * Number(svg.dataset.x)}%`);
    circle.setAttribute("cy", `${100 * Number(svg.dataset.y)}%`);
  }
  markPaper(panel.querySelector(".panel-plan [data-image]"));
}
