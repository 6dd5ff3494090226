/** <passkey-form does="get|create" options="id of JSON" | from="address">: its button asks the browser for a passkey
 * and sends the form with it. What fails shows the form's alert. */

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const BYTES = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** The server's options, with bytes where the browser wants them. */
function opened(options) {
  const given = { ...options, challenge: toBytes(options.challenge) };
  if (given.user) given.user = { ...given.user, id: toBytes(given.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (given[list]) given[list] = given[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return given;
}

/** The browser's answer, as the server reads it. */
function closed(credential) {
  const response = {};
  for (const name of BYTES) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.hidden = !window.PublicKeyCredential; // only over TLS, or on this machine
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    const told = this.form.querySelector("[role=alert]");
    told.hidden = true;
    try {
      const credential = await navigator.credentials[this.getAttribute("does")]({ publicKey: await this.options() });
      this.form.elements.credential.value = JSON.stringify(closed(credential));
    } catch {
      told.hidden = false; // declined, unknown, or too late: the browser does not say which
      return;
    }
    this.form.submit();
  }

  async options() {
    const given = opened((await this.given()).publicKey);
    if (this.form.elements.passwordless?.checked) {
      const selection = { ...given.authenticatorSelection, userVerification: "required" };
      given.authenticatorSelection = { ...selection, residentKey: "required", requireResidentKey: true };
    }
    return given;
  }

  async given() {
    if (!this.hasAttribute("from")) return JSON.parse(document.getElementById(this.getAttribute("options")).textContent);
    const answer = await fetch(this.getAttribute("from"), { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }
}

customElements.define("passkey-form", PasskeyForm);
