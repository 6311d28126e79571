/* What somebody who could not be signed in is told: as little as the server says, and what can be done. Pure. */

/** The sentence for an answer to signing in: {key, seconds}; `seconds` is how long to wait, 0 for not at all. */
export function told({ status, body }) {
  if (status === 0) return { key: "sign_in_unreached", seconds: 0 };
  if (status === 429) return { key: "sign_in_seconds", seconds: body?.seconds ?? 1 };
  if (status === 401 || status === 422) return { key: "sign_in_wrong", seconds: 0 };
  return { key: "sign_in_failed", seconds: 0 };
}
