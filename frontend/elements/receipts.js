/** Tells the server how much has come: it keeps little in its memory, and sends no old pictures. */

const EVERY_MS = 500;
const EVERY_BYTES = 500_000;

export class Receipts {
  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    this.received = 0;
    this.told = 0;
    this.toldAt = 0;
  }

  /** Told at once where it is due: browsers slow timers of hidden tabs down to one a minute. */
  count(data) {
    this.received += typeof data === "string" ? data.length : data.byteLength; // texts are ASCII
    const isDue = this.received - this.told >= EVERY_BYTES || Date.now() - this.toldAt >= EVERY_MS;
    if (isDue) this.tell();
    else this.timer ??= setTimeout(() => this.tell(), EVERY_MS);
  }

  tell() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.received === this.told || this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ type: "received", bytes: this.received }));
    this.told = this.received;
    this.toldAt = Date.now();
  }
}
