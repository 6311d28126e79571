/* The page that is turned round to the customer, from their ticket's story. Pure. It says nothing of anybody else, and no
   class, tier or business (S04, S39): every line of the proof is the story's own text for customers. */

import { laterLines } from "/static/tablet/later.js";
import { timesOf, waitedForCall } from "/static/tablet/told.js";
import { minutesFrom, speaker } from "/static/tablet/tablet_words.js";

/** The page in the language `state.turned`; null until the story has been read. */
export function turnedView(state) {
  const { told, picture, now, lost = null } = state;
  if (!told) return null;
  const on = speaker({ ...state, lang: state.turned });
  const row = told.state === "waiting" ? (picture.queue.find(({ number }) => number === told.number) ?? null) : null;
  const waited = row ? minutesFrom(told.issued_at, lost ?? now) : waitedForCall(told);
  const answer = row ? answerOf(row, told, on) : on.say(`turned_is_${told.state}`, { id: told.counter });
  return {
    lang: state.turned,
    number: told.number,
    since: sinceOf(told, row, waited, on),
    late: isLate(told.printed, waited, row, lost) ? on.say("turned_late") : "",
    printed: told.printed ? on.say("turned_printed", { wait: on.printed(told.printed) }) : "",
    answer,
    then: row ? thenOf(row, picture, on, lost) : on.text(told.say),
    slots: slotsOf(told.passed, on),
    say: row ? on.text(told.say) : "",
    why: row ? whyOf(row, picture, on) : null,
    ...proofOf(told, row, answer, on),
    asOf: lost ? on.say("as_of", { time: on.time(lost) }) : "",
    complaints: on.say("turned_complaints", { line: on.house.complaint_line }),
    back: on.say("turned_back"),
    other: on.say("other_language"),
  };
}

function sinceOf({ issued_at }, row, waited, on) {
  const time = on.time(issued_at);
  if (waited === null) return on.say("turned_taken", { time });
  return on.say(row ? "turned_since" : "turned_waited", { time, n: waited });
}

/** Later than was printed: already, or, as the picture of whoever waits says, by the middle of what is expected. */
function isLate(printed, waited, row, lost) {
  if (row?.later && !lost) return true;
  return printed !== null && waited !== null && waited > printed.shown[1];
}

/** "You are next" only to somebody whom nobody is called before any more; else how things stand. */
function answerOf({ ahead }, { is_next }, on) {
  if (is_next) return on.say("turned_next");
  return ahead > 0 ? on.say("turned_ahead", { n: ahead }) : on.say("turned_front");
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

function slotsOf({ by_rule: used, of_at_most: of }, on) {
  return of > 0 ? { used: Math.min(used, of), of, text: on.say(used >= of ? "turned_slots_full" : "turned_slots", { used, of }) } : null;
}

/** Why it takes longer than was printed; else the counters that would serve this and are paused, with their reasons. */
function whyOf({ service, later }, { counters }, on) {
  if (later) return { head: on.say("turned_why"), lines: laterLines(later, on) };
  const paused = counters.filter(({ state, services }) => state === "paused" && services.includes(service));
  const lines = paused.map(({ id, reason, until }) =>
    until === null ? on.say("turned_paused_open", { id, reason: on.reason(reason) }) : on.say("turned_paused", { id, reason: on.reason(reason), time: on.about(until) }));
  return lines.length ? { head: on.say("turned_why"), lines } : null;
}

/** What happened since the number was taken, one line each, and what comes. */
function proofOf({ number, entries }, row, answer, on) {
  const others = entries.filter(({ what }) => what === "called_in_order" || what.startsWith("passed"));
  const called = others.reduce((sum, { what, count }) => sum + (what === "called_in_order" ? count : 1), 0);
  return {
    order: on.say("turned_order"),
    count: called ? on.say("turned_called_since", { n: called }) : "",
    lines: entries.map(({ what, at, until, customer }) => ({
      kind: what.startsWith("passed") ? "passed" : what === "called_in_order" ? "in-order" : "mine",
      time: timesOf(at, until, on),
      text: on.text(customer),
    })),
    coming: row ? { head: number, text: answer } : null,
  };
}
