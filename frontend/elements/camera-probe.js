/** <camera-probe form="id" action="/cameras/probe">: tries the address in the form, before it is saved. */

class CameraProbe extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.state = this.querySelector("[data-state]");
    this.button.addEventListener("click", () => this.try());
  }

  async try() {
    this.button.disabled = true;
    this.show({});
    this.state.textContent = this.state.dataset.trying;
    const told = await this.ask();
    this.state.textContent = told.error ?? "";
    this.state.classList.toggle("probe-error", "error" in told);
    this.show(told);
    this.button.disabled = false;
  }

  async ask() {
    const body = new FormData(document.getElementById(this.getAttribute("form")));
    try {
      const answer = await fetch(this.getAttribute("action"), { method: "POST", body });
      return answer.ok ? await answer.json() : { error: this.state.dataset.failed };
    } catch {
      return { error: this.state.dataset.failed };
    }
  }

  show({ facts = [], hints = [], picture = null }) {
    const image = this.querySelector("[data-picture]");
    image.hidden = !picture;
    if (picture) image.src = picture;
    const pairs = facts.flatMap(([name, value]) => [made("dt", name), made("dd", value)]);
    this.querySelector("[data-facts]").replaceChildren(...pairs);
    this.querySelector("[data-hints]").replaceChildren(...hints.map((text) => made("li", text)));
  }
}

function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

customElements.define("camera-probe", CameraProbe);
