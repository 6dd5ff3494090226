/** A page's parts as plain values, brought into the document without losing the focus or what is being typed. */

import { showIcon } from "../icons.js";

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["checked", "disabled", "hidden", "value"]);

/** @param {string} tag @param {object} attributes `key`, on… handlers, `icon` @param {object[] | string} inner */
export function part(tag, attributes = {}, inner = []) {
  return { tag, attributes, inner };
}

/** @param {string} name of an icon */
export function icon(name) {
  return part("svg", { class: "icon", "aria-hidden": "true" }, [part("use", { icon: name })]);
}

/** Make the children of `root` these parts; a child of a known key stays the same element. */
export function show(root, parts) {
  const focused = document.activeElement;
  const wanted = parts.filter(Boolean).map((one, index) => ({ ...one, key: one.attributes.key ?? `${one.tag}-${index}` }));
  const present = new Map([...root.children].map((child) => [child.dataset.key, child]));
  const keys = new Set(wanted.map(({ key }) => key));
  for (const [key, child] of present) if (!keys.has(key)) child.remove();
  let next = root.firstElementChild;
  for (const one of wanted) next = place(root, next, present.get(one.key) ?? made(root, one), one);
  if (focused !== document.activeElement && root.contains(focused)) focused.focus({ preventScroll: true });
}

function place(root, next, element, one) {
  if (element !== next) root.insertBefore(element, next);
  update(element, one);
  return element === next ? element.nextElementSibling : next;
}

function made(root, { tag, key }) {
  const isSvg = tag === "svg" || root.namespaceURI === SVG;
  const element = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  element.dataset.key = key;
  return element;
}

function update(element, { attributes, inner }) {
  if (typeof inner !== "string") show(element, inner);
  else if (element.textContent !== inner) element.textContent = inner;
  for (const [name, value] of Object.entries(attributes)) if (name !== "key") set(element, name, value);
}

function set(element, name, value) {
  if (name === "icon") setIcon(element, value);
  else if (typeof value === "function" || PROPERTIES.has(name)) setProperty(element, name, value);
  else if (value === null || value === false || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** What somebody is typing is theirs. */
function setProperty(element, name, value) {
  if (name === "value" && element === document.activeElement && element.matches("input")) return;
  if (element[name] !== value) element[name] = value;
}

function setIcon(element, name) {
  if (element.dataset.icon === name) return;
  element.dataset.icon = name;
  showIcon(element, name);
}
