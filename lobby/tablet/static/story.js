/* What a tap on a ticket or on a call opens: the facts for the lobby manager, and the page that is turned round to the
   customer. Pure. The turned page says nothing of anybody else, and no class or tier (S04, S39). */

import { exactMinutes, minutesFrom, ruleOf, speaker } from "/static/tablet/tablet_words.js";

const WIDTH = 380;

/** A reason that names more numbers than this is told in short, and in full after everything else. */
const FEW = 4;

/** The panel of a waiting ticket, of a call, or null: it is no longer known. */
export function storyView(state, open) {
  const on = speaker(state);
  const found = find(state.picture, open);
  if (found === null) return null;
  return found.row ? ofWaiting(found.row, on, state) : ofCall(found.call, on, state);
}

/** A ticket that waits; one that has just been called goes on as its call. */
export function find({ queue, calls }, { ticket, call }) {
  const row = ticket === undefined ? null : queue.find(({ number }) => number === ticket);
  if (row) return { row, call: null };
  const made = calls.find(({ seq, number }) => (ticket === undefined ? String(seq) === call : number === ticket));
  return made ? { row: null, call: made } : null;
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
    ],
    scale: scaleOf(row.printed, waited, lost ? null : row.wait, on),
    passes: passesOf(row, on),
    before: null,
    quote: { head: on.say("said_to_called", { number: row.number }), text: row.say },
    full: null,
  };
}

function ofCall({ number, at, counter, why, ...call }, on, { picture }) {
  const isLong = why.passed.length > FEW;
  const waits = new Set(picture.queue.map((row) => row.number));
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
    before: why.passed.length ? { term: on.say("fact_before"), numbers: why.passed.map((one) => ({ number: one, waits: waits.has(one) })) } : null,
    quote: { head: on.say("said_to_called", { number }), text: why.customer },
    full: isLong ? { head: on.say("why_in_full"), text: on.text(why.staff) } : null,
  };
}

/** Printed against now, on one scale: the wait that was printed, and what has been waited with what is still expected. */
function scaleOf(printed, waited, wait, on) {
  if (!printed) return null;
  const end = Math.max(printed.high, waited + (wait?.high ?? 0), 10) * 1.1;
  const x = (minutes) => Math.round((WIDTH * minutes) / end);
  return {
    printed: { x: x(printed.low), width: x(printed.high) - x(printed.low), name: on.say("scale_printed") },
    now: { waited: x(waited), coming: wait ? x(waited + wait.high) - x(waited) : 0, name: on.say("scale_now") },
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

/** The page for the customer, in the language `state.turned`; null once the ticket is no longer known. */
export function turnedView(state, open) {
  const found = find(state.picture, open);
  if (found === null) return null;
  const on = speaker({ ...state, lang: state.turned });
  const shown = found.row ? turnedWaiting(found.row, on, state) : turnedCall(found.call, on);
  const { passed: used, passed_by_at_most: of } = found.row ?? found.call;
  return {
    lang: state.turned,
    slots: of > 0 ? { used: Math.min(used, of), of, text: on.say(used >= of ? "turned_slots_full" : "turned_slots", { used, of }) } : null,
    howLong: on.say("turned_how_long"),
    order: on.say("turned_order"),
    complaints: on.say("turned_complaints", { line: on.house.complaint_line }),
    back: on.say("turned_back"),
    other: on.say("other_language"),
    ...shown,
  };
}

function turnedWaiting(row, on, { picture, now, lost = null }) {
  const at = lost ?? now;
  const waited = minutesFrom(row.issued_at, at);
  const isLate = row.printed !== null && waited + (row.wait?.low ?? 0) > row.printed.shown[1];
  return {
    number: row.number,
    since: on.say("turned_since", { time: on.time(row.issued_at), n: waited }),
    late: isLate ? on.say("turned_late") : "",
    printed: row.printed ? on.say("turned_printed", { wait: on.printed(row.printed) }) : "",
    answer: answerOf(row, on),
    then: thenOf(row, picture, on, lost),
    scale: scaleOf(row.printed, waited, lost ? null : row.wait, on),
    say: on.text(row.say),
    why: whyOf(row, picture, on),
    asOf: lost ? on.say("as_of", { time: on.time(lost) }) : "",
  };
}

/** "You are next" only to somebody whom nobody may pass any more and whom a counter serves; else how things stand. */
function answerOf({ ahead, wait, passed, passed_by_at_most }, on) {
  if (ahead > 0) return on.say("turned_ahead", { n: ahead });
  return on.say(wait !== null && passed >= passed_by_at_most ? "turned_next" : "turned_front");
}

/** Where the customer will be called, and about when; no range while the line is cut. */
function thenOf({ service, wait }, { counters }, on, lost) {
  const serving = counters.filter(({ state, services, pausing }) => !["closed", "paused"].includes(state) && !pausing && services.includes(service));
  if (serving.length === 0 || wait === null) return on.say("turned_unserved");
  const list = on.list(serving.map(({ id }) => on.say("counter_short", { id })));
  const where = on.say(serving.length > 1 ? "turned_where" : "turned_where_one", { list });
  const soon = wait.shown[1] <= 0 ? on.say("turned_at_once") : on.say("turned_still", { wait: on.printed(wait) });
  return on.sentence([where, lost ? "" : soon]);
}

/** Why it takes longer: the counters that would serve this and are paused, with their reasons. */
function whyOf({ service }, { counters }, on) {
  const paused = counters.filter(({ state, services }) => state === "paused" && services.includes(service));
  const lines = paused.map(({ id, reason, until }) =>
    until === null ? on.say("turned_paused_open", { id, reason: on.reason(reason) }) : on.say("turned_paused", { id, reason: on.reason(reason), time: on.about(until) }));
  return lines.length ? { head: on.say("turned_why"), lines } : null;
}

function turnedCall(call, on) {
  const isLate = call.printed !== null && exactMinutes(call.issued_at, Date.parse(call.at)) > call.printed.shown[1];
  return {
    number: call.number,
    since: on.say("turned_waited", { time: on.time(call.issued_at), n: Math.floor(call.waited) }),
    late: isLate ? on.say("turned_late") : "",
    printed: call.printed ? on.say("turned_printed", { wait: on.printed(call.printed) }) : "",
    answer: on.say("turned_called", { time: on.time(call.at), id: call.counter }),
    then: "",
    scale: scaleOf(call.printed, Math.floor(call.waited), null, on),
    say: on.text(call.why.customer),
    why: null,
    asOf: "",
  };
}
