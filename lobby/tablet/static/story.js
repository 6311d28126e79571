/* What a tap on a ticket or on a call opens, and what a number leads to: the facts for the lobby manager, and below them
   all that happened. Pure. What the customer is shown is in turned.js. */

import { laterLines } from "/static/tablet/later.js";
import { toldView } from "/static/tablet/told.js";
import { minutesFrom, ruleOf, speaker } from "/static/tablet/tablet_words.js";

const WIDTH = 380;

/** A reason that names more numbers than this is told in short, and in full after everything else. */
const FEW = 4;

/** The panel of what is open: {ticket} or {call, ticket}. `state.told` is its story, null while that is being read, false
    if it could not be. */
export function storyView(state, open) {
  const on = speaker(state);
  return { ...factsOf(state, open, on), told: toldView(state.told, on) };
}

/** From the picture, which is live, if the ticket waits or the call was tapped; else from the story. */
function factsOf(state, { ticket, call }, on) {
  const { queue, calls } = state.picture;
  const made = call === undefined ? null : calls.find(({ seq }) => String(seq) === call);
  if (made) return ofCall(made, on);
  const row = queue.find(({ number }) => number === ticket);
  if (row) return ofWaiting(row, on, state);
  return state.told ? ofStory(state.told, on) : { ...NOTHING, number: ticket };
}

const NOTHING = { what: "", hasCare: false, kind: "", facts: [], scale: null, passes: [], before: null, quote: null, full: null };

function ofStory(told, on) {
  const { number, service, care, state, counter, issued_at, printed, say } = told;
  return {
    ...NOTHING,
    number,
    what: on.service(service),
    hasCare: care !== null,
    kind: on.kind(told) || on.className(told.class),
    facts: [
      { term: on.say("fact_state"), text: on.say(`state_${state}`, { id: counter }) },
      { term: on.say("fact_taken"), text: on.time(issued_at) },
      { term: on.say("fact_printed"), text: on.printed(printed) },
    ],
    passes: passesOf(told, on),
    quote: { head: on.say("said_to_called", { number }), text: say },
  };
}

function ofWaiting(row, on, { now, lost = null }) {
  const at = lost ?? now;
  const waited = minutesFrom(row.issued_at, at);
  return {
    number: row.number,
    what: on.service(row.service),
    hasCare: row.care !== null,
    kind: on.kind(row) || on.className(row.class),
    facts: [
      { term: on.say("fact_waited"), text: on.say("waited_since", { time: on.time(row.issued_at), n: waited }) },
      { term: on.say("fact_ahead"), text: on.say("ahead", { n: on.say("people", { n: row.ahead }), still: on.still(row.wait) }) },
      { term: on.say("fact_printed"), text: on.printed(row.printed) },
      ...laterFacts(row, lost, on),
    ],
    scale: scaleOf(row.printed, waited, lost ? null : row.wait, on),
    passes: passesOf(row, on),
    before: null,
    quote: { head: on.say("said_to_called", { number: row.number }), text: row.say },
    full: null,
  };
}

/** That it gets later than was printed, and why; nothing while the line is cut, when nobody knows. */
function laterFacts({ later, wait }, lost, on) {
  if (!later || lost) return [];
  const lines = [on.say("later", { still: on.still(wait) }), ...laterLines(later, on)];
  return [{ term: on.say("fact_later"), text: lines.join("\n"), isGrave: true }];
}

function ofCall({ number, at, counter, why, ...call }, on) {
  const isLong = why.passed.length > FEW;
  return {
    number,
    what: on.service(call.service),
    hasCare: call.care !== null,
    kind: on.kind(call) || on.className(call.class),
    facts: [
      { term: on.say("fact_called"), text: on.say("called_line", { time: on.time(at), counter: on.say("counter", { id: counter }) }) },
      { term: on.say("why_called"), text: isLong ? ruleOf(why, on) : on.text(why.staff) },
      { term: on.say("fact_waited"), text: on.say("waited_before", { time: on.time(call.issued_at), n: Math.floor(call.waited) }) },
      { term: on.say("fact_printed"), text: on.printed(call.printed) },
    ],
    scale: scaleOf(call.printed, Math.floor(call.waited), null, on),
    passes: [],
    before: why.passed.length ? { term: on.say("fact_before"), numbers: why.passed } : null,
    quote: { head: on.say("said_to_called", { number }), text: why.customer },
    full: isLong ? { head: on.say("why_in_full"), text: on.text(why.staff) } : null,
  };
}

/** Printed against now, on one scale: the wait that was printed, and what has been waited, with the range of the whole wait
    as it is expected now. */
function scaleOf(printed, waited, wait, on) {
  if (!printed) return null;
  const end = Math.max(printed.high, waited + (wait?.high ?? 0), 10) * 1.1;
  const x = (minutes) => Math.round((WIDTH * minutes) / end);
  return {
    printed: { x: x(printed.low), width: x(printed.high) - x(printed.low), name: on.say("scale_printed") },
    now: { waited: x(waited), coming: wait && { x: x(waited + wait.low), width: x(waited + wait.high) - x(waited + wait.low) }, name: on.say("scale_now") },
  };
}

/** How often it was passed on each account, named by the classes that draw on it. */
function passesOf({ skips }, on) {
  return skips.filter(({ cap }) => cap > 0).map(({ account, used, cap }) => ({
    name: on.list(on.house.classes.filter((one) => one.account === account).map(({ id }) => on.className(id))),
    used,
    cap,
  }));
}
