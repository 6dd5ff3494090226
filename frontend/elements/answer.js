/** What the server answers to a question that is asked again later anyway. */

const WITHIN_MS = 10_000;

/** @returns {Promise<string | null>} null where it refuses, wants a sign-in or cannot be reached */
export async function answerTo(path) {
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(WITHIN_MS) });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}
