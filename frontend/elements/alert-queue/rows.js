/** Rows by key, in groups: one that did not change is not touched; one that did stays the same element. */

import { contentOf } from "../html-of.js";

const OWN = new Set(["tabindex", "aria-selected", "data-leaves", "data-others"]); // the page's, not the server's

export class Rows {
  known = new Map(); // key → the row as the server said it
  elements = new Map();

  /** @param {HTMLElement} root with [data-group] in it @param {(row: HTMLElement) => void} dress what this page adds to a row */
  constructor(root, dress) {
    this.root = root;
    this.dress = dress;
    this.groups = [...root.querySelectorAll("[data-group]")];
    for (const group of this.groups) for (const row of rowsOf(group)) this.elements.set(keyOf(group, row), row);
  }

  /** @param {Map<string, {id: string, html: string}[]>} told @returns {HTMLElement[]} those that were in no group before */
  put(told) {
    const focused = document.activeElement;
    const added = [];
    this.drop(told);
    for (const group of this.groups) this.fill(group, told.get(group.dataset.group) ?? [], added);
    if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
    return added;
  }

  /** At once, before the server says so. */
  remove(row) {
    const group = row.closest("[data-group]");
    const key = keyOf(group, row);
    this.elements.delete(key);
    this.known.delete(key);
    row.remove();
    this.count(group);
  }

  drop(told) {
    const wanted = new Set();
    for (const [name, rows] of told) for (const { id } of rows) wanted.add(key(name, id));
    for (const [one, row] of this.elements) {
      if (wanted.has(one)) continue;
      row.remove();
      this.elements.delete(one);
      this.known.delete(one);
    }
  }

  fill(group, wanted, added) {
    const list = group.querySelector("ol");
    let next = list.firstElementChild;
    for (const { id, html } of wanted) {
      const row = this.rowFor(key(group.dataset.group, id), html, added);
      if (row === next) next = next.nextElementSibling;
      else move(list, row, next);
    }
    this.count(group);
  }

  rowFor(name, html, added) {
    const present = this.elements.get(name);
    if (present && this.known.get(name) === html) return present;
    this.known.set(name, html);
    const row = contentOf(html).firstElementChild;
    if (present) renew(present, row);
    else {
      this.elements.set(name, row);
      added.push(row);
    }
    this.dress(present ?? row);
    return present ?? row;
  }

  count(group) {
    const count = rowsOf(group).length;
    const head = group.querySelector(".desk-group-head span");
    if (head) head.textContent = count;
    const fold = group.closest("[data-fold]");
    if (fold) {
      fold.hidden = !count;
      fold.querySelector(".count").textContent = count;
    }
  }
}

/** A situation is the same one in whatever group it lies. */
function key(group, id) {
  return group === "settled" ? `settled-${id}` : id;
}

function keyOf(group, { dataset }) {
  return key(group.dataset.group, dataset.alert ?? dataset.settled);
}

function rowsOf(group) {
  return [...group.querySelector("ol").children];
}

function renew(row, newer) {
  for (const { name } of [...row.attributes]) if (!OWN.has(name) && !newer.hasAttribute(name)) row.removeAttribute(name);
  for (const { name, value } of newer.attributes) if (!OWN.has(name) && row.getAttribute(name) !== value) row.setAttribute(name, value);
  row.replaceChildren(...newer.childNodes);
}

/** Where the browser can, with the focus in it. */
function move(list, row, next) {
  if (row.isConnected && list.moveBefore) list.moveBefore(row, next);
  else list.insertBefore(row, next);
}
