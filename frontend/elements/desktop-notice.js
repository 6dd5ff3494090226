/**
 * <desktop-notice>: tells by the desktop that an alert waits, while this page is hidden. No name, no place, no
 * picture: a desktop shows it to whoever passes by.
 *
 * The browser is asked only when somebody presses the button.
 */

const KEPT = "desktop-notice";

class DesktopNotice extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("[data-ask]");
    this.hidden = !("Notification" in window);
    if (this.hidden) return;
    this.button.addEventListener("click", () => this.press());
    this.arrived = ({ detail }) => this.tell(detail);
    document.addEventListener("situation-arrived", this.arrived);
    this.show();
  }

  disconnectedCallback() {
    document.removeEventListener("situation-arrived", this.arrived);
  }

  get isOn() {
    return Notification.permission === "granted" && localStorage.getItem(KEPT) === "on";
  }

  async press() {
    const wasOn = this.isOn;
    if (Notification.permission === "default") await Notification.requestPermission();
    localStorage.setItem(KEPT, wasOn ? "off" : "on");
    this.show();
  }

  show() {
    const isDenied = Notification.permission === "denied";
    this.button.setAttribute("aria-pressed", String(this.isOn));
    this.button.disabled = isDenied;
    this.querySelector("[data-denied]").hidden = !isDenied;
    this.querySelector("[data-on]").hidden = isDenied || !this.isOn;
    this.querySelector("[data-off]").hidden = isDenied || this.isOn;
  }

  /** One at a time: a newer one takes the place of the one before. */
  tell({ severity }) {
    if (!document.hidden || !this.isOn) return;
    const notice = new Notification(this.dataset.title, { body: this.dataset[severity], tag: KEPT, renotify: true });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
  }
}

customElements.define("desktop-notice", DesktopNotice);
