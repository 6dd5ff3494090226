/** What the server answers to a form that is sent without leaving the page. */

import { say } from "../words.js";

const WITHIN_MS = 45_000;

/** @returns {Promise<object>} with `error` where there is nothing else to say */
export async function post(url, token, fields) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams(fields),
      redirect: "manual", // to the sign-in
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (answer.type === "opaqueredirect") return { error: say("signed_out") };
    return answer.ok ? await answer.json() : { error: say("unreachable") };
  } catch {
    return { error: say("unreachable") };
  }
}

/** A few at a time: a switch with forty cameras behind it is easily overrun. */
export async function each(many, atOnce, work) {
  const waiting = [...many];
  const worker = async () => {
    while (waiting.length) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
