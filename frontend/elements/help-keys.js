/**
 * <help-keys>: one dialog for every page, opened by its button or by “?”. It lists the keys of the page (each
 * `<template data-keys>`: a title and a list) before those that work everywhere, and leads to the guide.
 *
 * “?” can be switched off (WCAG 2.1.4). A page that hears “?” itself prevents it.
 */

const KEPT = "help-key";
const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog";

class HelpKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.isOn = this.querySelector("[data-on]");
    this.isOn.checked = localStorage.getItem(KEPT) !== "off";
    this.isOn.addEventListener("change", () => localStorage.setItem(KEPT, this.isOn.checked ? "on" : "off"));
    this.querySelector("[data-open]").addEventListener("click", () => this.open());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    window.addEventListener("keydown", (event) => this.hear(event)); // after the page's own, on the document
  }

  hear(event) {
    if (event.key !== "?" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.isOn.checked || event.target.closest?.(TYPED) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.open();
  }

  open() {
    const place = this.querySelector("[data-page]");
    const told = [...document.querySelectorAll("template[data-keys]")].map((one) => one.content.cloneNode(true));
    place.replaceChildren(...told);
    place.hidden = told.length === 0;
    this.dialog.showModal(); // Escape closes it, and the focus goes back to where it was
  }
}

customElements.define("help-keys", HelpKeys);
