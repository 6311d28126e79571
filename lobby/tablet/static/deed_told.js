/* What is said after a deed: that it is done, that it came too late and what is true instead, or that nobody was reached.
   Pure. */

import { standing } from "/static/tablet/deed_forms.js";
import { isAnswered, isDone } from "/static/tablet/presses.js";

/** What to say of a form whose ticket is no more in the state that was seen; null while it is. */
export function goneTo({ number, seen }, picture, on) {
  const stands = number === null ? { state: seen } : standing(picture, number);
  if (stands?.state === seen) return null;
  if (stands) return on.say("deed_late_state_changed", { number, state: on.say(stateWord(stands.state, on)) });
  const counter = picture.counters.find((one) => one.number === number)?.id;
  return on.say(counter ? "deed_late_already_called" : "deed_late_already_closed", { number, counter });
}

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
