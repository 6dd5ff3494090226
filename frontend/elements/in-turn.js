/**
 * Few sockets are being opened at once. With more than a dozen under way Chromium lets the next ones wait for up to
 * five seconds each (its `WebSocketPerProcessThrottler`), and opens them one after the other anyway.
 */

const MOST_AT_ONCE = 6;
const waiting = [];
let opening = 0;

/**
 * @param {(done: () => void) => void} open calls `done` when it is open, or will not be
 * @param {{isFirst: boolean}} options whether it goes before those that wait
 */
export function inTurn(open, { isFirst }) {
  if (isFirst) waiting.unshift(open);
  else waiting.push(open);
  next();
}

function next() {
  while (opening < MOST_AT_ONCE && waiting.length) {
    opening += 1;
    waiting.shift()(once(() => {
      opening -= 1;
      next();
    }));
  }
}

function once(act) {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
