/* What is said after a deed: that it is done, that it came too late and what is true instead, or that nobody was reached.
   Pure. */

import { isAnswered, isDone } from "/static/tablet/presses.js";

/** The sentence for an answer {status, body}; `done` are the words for one that was done, `number` whom it was about. */
export function toldOf({ status, body }, on, { done, number = "" }) {
  if (!isAnswered({ status })) return on.say("deed_unreached");
  if (isDone({ status })) return done;
  if (status >= 500) return on.say("deed_late_server");
  const code = `deed_late_${body?.code}`;
  const values = { number, ...body, number_of: body?.ticket ?? number, state: body?.state ? on.say(stateWord(body.state, on)) : "", time: body?.at ? on.time(body.at) : "" };
  return on.say(on.knows(code) ? code : "deed_late_other", values);
}

function stateWord(state, on) {
  return on.knows(`deed_state_${state}`) ? `deed_state_${state}` : "deed_state_other";
}
