/** One question for recorded pictures, and what was answered. */

/**
 * @param {string} address
 * @param {AbortSignal} signal
 * @returns {Promise<{kind: "media", sinceMs: number, untilMs: number, codec: string, appearance: string, buffer: ArrayBuffer}
 *   | {kind: "nothing", nextMs: number | null} | {kind: "refused"}
 *   | {kind: "offline", said?: string} | {kind: "stale"}>}
 *   with `serverMs` where it is known
 */
export async function asked(address, signal) {
  try {
    const answer = await fetch(address, { signal, credentials: "same-origin", redirect: "manual" });
    return { serverMs: Date.parse(answer.headers.get("Date")) || undefined, ...(await read(answer)) };
  } catch {
    return { kind: signal.aborted ? "stale" : "offline" };
  }
}

async function read(answer) {
  if (answer.status === 204) return { kind: "nothing", nextMs: number(answer, "X-Vigie-Next") };
  if (answer.ok)
    return {
      kind: "media",
      sinceMs: number(answer, "X-Vigie-Since"),
      untilMs: number(answer, "X-Vigie-Until"),
      codec: answer.headers.get("X-Vigie-Codec"),
      appearance: answer.headers.get("X-Vigie-Appearance"),
      buffer: await answer.arrayBuffer(),
    };
  if (answer.status === 503) return { kind: "offline", said: await answer.text() };
  const isOurFault = answer.status >= 500 || answer.status === 429;
  return { kind: isOurFault ? "offline" : "refused" }; // a redirect leads to signing in
}

function number(answer, name) {
  const told = answer.headers.get(name);
  return told === null ? null : Number(told);
}
