/* What the holder has pressed: one deed at a time, each with a key, and what became of it. Knows no DOM; `send` and
   `newKey` are handed in. */

import { say } from "/static/web/words.js";

/** From here on the key says that it is working (look: "Loading"). */
const SLOW_MS = 1000;

const UNREACHED = [0, 502, 503, 504];

/** The deeds of one ticket. `took(answer)` is called with what the server made of the ticket, `changed()` whenever
    something here is different. */
export function deedsOf({ ticket, send, newKey, took, changed }) {
  let underWay = null; /* {deed, isSlow} */
  let refused = null; /* {deed, answer, of}: of the state in which it was pressed */
  let offered = null; /* {what, key}: the deed that nobody has answered yet keeps its key */

  return {
    /** The deed under way, {deed, isSlow}; null while none is. */
    underWay: () => underWay,

    /** What was refused in this state of the ticket, {deed, answer}; null if nothing was. */
    refused: (picture) => (refused?.of === stateOf(picture) ? refused : null),

    /** Nothing was refused any more: the holder has gone on. */
    forget() { refused = null; },

    async press({ deed, body }, picture) {
      if (underWay) return;
      const what = `${deed} ${JSON.stringify(body)} ${stateOf(picture)}`;
      if (offered?.what !== what) offered = { what, key: newKey() };
      underWay = { deed, isSlow: false };
      refused = null;
      const slow = setTimeout(() => { underWay = { deed, isSlow: true }; changed(); }, SLOW_MS);
      changed();
      const answer = await send(`/tickets/${ticket}/${deed}`, body, { key: offered.key });
      clearTimeout(slow);
      underWay = null;
      if (!UNREACHED.includes(answer.status)) offered = null;
      if (answer.status === 200) took(answer.body);
      else refused = { deed, answer, of: stateOf(picture) };
      changed();
    },
  };
}

/** Why it was not done, in words. */
export function refusedText({ deed, answer }, words, lang) {
  const { status, body } = answer;
  if (UNREACHED.includes(status)) return say(words, "deed_unreached", lang);
  if (body?.code === "already_called") return say(words, "deed_already_called", lang, { counter: body.counter });
  const key = `deed_${body?.code}`;
  if (key in words) return say(words, key, lang);
  return say(words, deed === "cancel" ? "phone_not_cancelled" : "deed_not_done", lang);
}

/** The state and since when: the same deed in a later one is another deed. */
function stateOf({ state, aside }) {
  return `${state} ${aside?.since ?? ""}`;
}
