/**
 * <fresh-part every="10">: a part of the page that is fetched anew every so many seconds.
 *
 * Once the new page has no such part, what it told of is over: the whole page is loaded, unless
 * somebody is in the middle of a form.
 */

class FreshPart extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.renew(), Number(this.getAttribute("every")) * 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async renew() {
    if (document.hidden) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("fresh-part");
    if (part) this.replaceChildren(...part.childNodes);
    else if (!document.activeElement?.form) location.reload();
  }
}

customElements.define("fresh-part", FreshPart);
