/** What this person does with a situation, told to the server; it says why when it refuses. */

import { say } from "../words.js";

const WITHIN_MS = 10_000;

/**
 * @param {string} situation its number @param {string} what such as "acknowledge" @param {Record<string, string>} fields
 * @returns {Promise<{isDone: boolean, said: string, isOver: boolean}>} `isOver`: somebody else was first, or it is too late
 */
export async function act(situation, what, fields, token) {
  try {
    const answer = await fetch(`/desk/situations/${situation}/${what}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "text/plain", "X-CSRFToken": token },
      redirect: "manual",
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (answer.ok) return { isDone: true, said: "", isOver: false };
    const isOver = [404, 409, 410].includes(answer.status);
    return { isDone: false, said: await reasonIn(answer), isOver };
  } catch {
    return { isDone: false, said: say("not_kept_offline"), isOver: false };
  }
}

async function reasonIn(answer) {
  const isText = answer.headers.get("Content-Type")?.startsWith("text/plain");
  const text = isText ? (await answer.text()).trim() : "";
  return text || say(answer.status === 404 ? "over_already" : "not_kept");
}
