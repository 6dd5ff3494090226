/**
 * A WebSocket that comes back by itself, and stays away when the right to it has ended: the page is then loaded
 * anew, so that no picture stays on it and the server says why.
 */

import { inTurn } from "./in-turn.js";
import { Receipts } from "./receipts.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const FORBIDDEN = 4403;
const NOT_FOUND = 4404;

export class LastingSocket {
  /**
   * @param {string} path such as /ws/alerts
   * @param {{text?: (message: object) => void, data?: (bytes: ArrayBuffer) => void,
   *   opened?: () => void, lost?: () => void, refused?: () => void}} on
   * @param {{acknowledges?: boolean}} options whether the server waits to hear how much has come
   */
  constructor(path, on, { acknowledges = false } = {}) {
    this.url = new URL(path, location.href);
    this.url.protocol = this.url.protocol.replace("http", "ws");
    this.on = on;
    this.acknowledges = acknowledges;
    this.wait = FIRST_WAIT_MS;
    this.connect();
  }

  /** What tells of alerts does not wait behind pictures. */
  connect() {
    inTurn((done) => (this.closed ? done() : this.open(done)), { isFirst: !this.acknowledges });
  }

  open(done) {
    this.socket = new WebSocket(this.url);
    this.socket.binaryType = "arraybuffer";
    this.receipts = this.acknowledges ? new Receipts(this.socket) : null;
    this.socket.onopen = () => {
      done();
      if (this.closed) this.socket.close();
      else this.on.opened?.();
    };
    this.socket.onmessage = ({ data }) => this.receive(data);
    this.socket.onclose = ({ code }) => {
      done();
      this.ended(code);
    };
  }

  receive(data) {
    this.wait = FIRST_WAIT_MS;
    this.wasLetIn = true;
    this.receipts?.count(data);
    if (typeof data === "string") this.on.text?.(JSON.parse(data));
    else this.on.data?.(data);
  }

  /** Unheard while it is not open. @param {object} message */
  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  ended(code) {
    if (this.closed) return;
    if (code === FORBIDDEN || code === NOT_FOUND) {
      this.on.refused?.();
      if (code === FORBIDDEN && this.wasLetIn) location.reload(); // once: what was never let in has not ended
      return;
    }
    this.on.lost?.();
    this.timer = setTimeout(() => this.connect(), this.wait * (0.8 + 0.4 * Math.random()));
    this.wait = Math.min(LONGEST_WAIT_MS, this.wait * 2);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    // Closed before it is open, it would be an error on the console.
    if (this.socket && this.socket.readyState !== WebSocket.CONNECTING) this.socket.close();
  }
}
