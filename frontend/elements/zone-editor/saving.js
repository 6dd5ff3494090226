/** What the server said to a set of zones that was to be saved. */

const WITHIN_MS = 20_000;

/** @returns {Promise<{status: number, said: object}>} status 0 where it cannot be reached */
export async function save(url, token, given) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(given),
      redirect: "manual", // to the sign-in
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (answer.type === "opaqueredirect") return { status: 401, said: {} };
    return { status: answer.status, said: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, said: {} };
  }
}
