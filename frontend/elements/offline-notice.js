/**
 * <offline-notice>: a calm bar while the server does not answer. It ends by itself.
 *
 * Whether it answers is asked when a request of the page failed, when the browser says that the network went, and
 * while somebody fills in a form: a form is not sent into nothing, and keeps what was typed.
 */

const ASK_AGAIN_MS = 3000;
const ASKED_WHILE_TYPING_MS = 10_000;
const PATIENCE_MS = 5000;
const asked = window.fetch.bind(window);

class OfflineNotice extends HTMLElement {
  connectedCallback() {
    this.askedAt = 0;
    window.fetch = (...given) => this.heed(asked(...given));
    window.addEventListener("offline", () => this.ask());
    window.addEventListener("online", () => this.ask());
    window.addEventListener("pagehide", () => (this.isLeft = true));
    window.addEventListener("pageshow", () => (this.isLeft = false));
    document.addEventListener("input", (event) => event.target.form?.method === "post" && this.askNowAndThen());
    window.addEventListener("submit", (event) => this.keep(event));
  }

  async heed(answer) {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof TypeError) this.ask(); // no answer at all; one that is taken back is no such error
      throw error;
    }
  }

  askNowAndThen() {
    if (Date.now() - this.askedAt > ASKED_WHILE_TYPING_MS) this.ask();
  }

  async ask() {
    clearTimeout(this.timer);
    this.askedAt = Date.now();
    const answers = await this.answers();
    if (this.isLeft) return; // what is on its way when a page is left fails too
    this.toggleAttribute("data-shown", !answers);
    if (answers) this.removeAttribute("data-unsent");
    else this.timer = setTimeout(() => this.ask(), ASK_AGAIN_MS);
  }

  async answers() {
    if (!navigator.onLine) return false;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return asked(this.dataset.asks, { cache: "no-store", signal }).then(({ ok }) => ok, () => false);
  }

  keep(event) {
    if (!this.hasAttribute("data-shown") || event.defaultPrevented || event.target.method !== "post") return;
    event.preventDefault();
    this.setAttribute("data-unsent", "");
  }
}

customElements.define("offline-notice", OfflineNotice);
