/* What the tablet shows of a hall, as plain texts and drawn lengths: head, counters, queues, everybody who waits, the
   last calls. Pure. `lobby/tablet/view.py` is its twin for the server's first page; tests/tablet/ puts the same
   pictures to both. Only here: a server that was lost (`lost`, since when). */

import { exactMinutes, minutesFrom, ruleOf, speaker } from "/static/tablet/tablet_words.js";

/** How long an unanswered call says "now, come", as on the hall's screens: to press start is optional for a teller. */
const CALL_STANDS_MINUTES = 3;

/** The standard stands at this part of a counter's bar, of 100. */
const STANDARD_AT = 60;

/** Width of a waiting ticket's bar, and how many promises it is long; what goes beyond ends at its edge. */
const BAR = 152;
const PROMISES = 2.5;

const SHAPES = { serving: "busy", over: "over", called: "right", ready: "free", free: "free", paused: "pause", closed: "closed" };

/** Everything but the panel on the right, at `now` (Date, by the server's clock). */
export function tabletView({ house, picture, words, lang, now, lost = null }) {
  const on = speaker({ house, words, lang });
  const at = lost ?? now; /* while cut off, waits stay with the time they are known for */
  const rows = picture.queue.map((row) => rowOf(row, on, at));
  return {
    isStale: lost !== null,
    head: headOf(picture, on, now, at, lost),
    counters: picture.counters.map((counter) => counterOf(counter, on, at)),
    groups: picture.groups.map((group) => groupOf(group, picture, on, at)),
    hasLate: rows.some(({ promise }) => promise.kind === "late"),
    empty: rows.length ? null : emptyOf(picture, on),
    rows,
    calls: picture.calls.map((call) => callOf(call, on)),
    band: lost ? on.say("cut_off_since", { time: on.time(lost) }) : "",
  };
}

function headOf({ queue, course }, on, now, at, lost) {
  const kept = course && course.called ? Math.floor((100 * course.in_time) / course.called) : null;
  return {
    waiting: String(queue.length),
    longest: queue.length ? String(minutesFrom(queue[0].issued_at, at)) : "",
    kept: kept === null ? "" : `${kept}%`,
    line: on.say(lost ? "cut_off" : "connected"),
    sign: lost ? "cut" : "check",
    clock: on.time(now),
  };
}

function counterOf(counter, on, at) {
  const { present } = counter;
  const shown = present ? busy(counter, present, on, at) : waitingFor(counter, on, at);
  const word = on.say(`is_${shown.kind}`);
  return {
    id: counter.id,
    shape: SHAPES[shown.kind],
    right: present ? present.number : word,
    bar: null,
    small: "",
    ...shown,
    label: on.sentence([on.say("counter", { id: counter.id }), word, present?.number, shown.first, shown.small, shown.second]),
  };
}

function busy(counter, present, on, at) {
  const second = counter.pausing ? on.say("pauses_after") : on.service(present.service);
  const sinceCall = exactMinutes(present.called_at, at);
  if (present.started_at === null && sinceCall <= CALL_STANDS_MINUTES) {
    return { kind: "called", first: on.say("on_the_way", { n: Math.floor(sinceCall) }), second };
  }
  const minutes = exactMinutes(present.started_at ?? present.called_at, at);
  const length = (STANDARD_AT * minutes) / present.standard_minutes;
  const beyond = Math.min(Math.max(length - STANDARD_AT, 0), 100 - STANDARD_AT);
  return {
    kind: minutes > present.standard_minutes ? "over" : "serving",
    first: on.say("minutes", { n: Math.floor(minutes) }),
    small: on.say("standard", { n: present.standard_minutes }),
    second,
    bar: { used: whole(Math.min(length, STANDARD_AT)), beyond: whole(beyond), limit: STANDARD_AT },
  };
}

function waitingFor({ state, reason, until, ...counter }, on, at) {
  const name = publicWords(counter, on);
  if (state === "ready") return { kind: "ready", first: on.say("waits_for_next"), second: name };
  if (state === "open") return { kind: "free", first: on.say("may_call"), second: name };
  if (state === "closed") return { kind: "closed", first: name, second: "" };
  return { kind: "paused", first: on.reason(reason), second: until === null ? name : untilText(until, on, at) };
}

/** What the counter is for, and what it is lent to besides. */
function publicWords({ group, lent_groups: lent }, on) {
  const own = on.group(group);
  return lent.length ? on.say("serves_too", { own, list: on.list(lent.map(on.group)) }) : own;
}

function untilText(until, on, at) {
  const over = minutesFrom(until, at);
  return over > 0 ? on.say("until_over", { n: over }) : on.say("until_about", { time: on.about(until) });
}

function groupOf({ group, waiting, longest_wait, wait }, { queue }, on, at) {
  const services = on.house.services.filter((service) => service.group === group).map(({ id }) => id);
  const own = queue.filter(({ service }) => services.includes(service));
  const range = wait ? on.printed(wait) : on.say("group_unserved");
  return {
    name: on.group(group),
    count: on.say("people", { n: waiting }),
    line: longest_wait === null ? on.say("group_nobody") : on.say("group_line", { n: minutesFrom(own[0].issued_at, at) }),
    range: wait ? on.say("group_wait", { wait: range }) : range,
    people: waiting,
    late: own.filter(({ promise_at }) => Date.parse(promise_at) < at).length,
  };
}

function rowOf(row, on, at) {
  const promised = on.house.promised_wait_minutes;
  const waited = exactMinutes(row.issued_at, at);
  const end = PROMISES * promised;
  const place = (minutes) => whole((BAR * Math.min(minutes, end)) / end);
  return {
    number: row.number,
    service: on.service(row.service),
    kind: on.kind(row),
    hasCare: row.care !== null,
    waited: String(Math.floor(waited)),
    still: on.still(row.wait),
    hasRange: row.wait !== null,
    used: row.passed,
    of: row.passed_by_at_most,
    promise: promiseOf(waited, promised, row.wait, on),
    bar: {
      limit: place(promised),
      waited: place(Math.min(waited, promised)),
      late: Math.max(0, place(waited) - place(promised) - 1), /* begins one beside the line */
      from: place(waited),
      coming: place(waited + (row.wait?.high ?? 0)) - place(waited),
    },
  };
}

/** late: it broke; soon: it will, more likely than not, or nobody serves; maybe: it may; kept: nine times in ten. */
function promiseOf(waited, promised, wait, on) {
  const left = Math.max(1, Math.ceil(promised - waited));
  const over = Math.max(1, Math.floor(waited - promised));
  if (waited > promised) return { kind: "late", shape: "alert", text: on.say("promise_late", { n: over }) };
  if (wait === null || waited + wait.mid > promised) return { kind: "soon", shape: "over", text: on.say("promise_soon", { n: left }) };
  if (waited + wait.high > promised) return { kind: "maybe", shape: "", text: on.say("promise_maybe") };
  return { kind: "kept", shape: "", text: on.say("promise_kept") };
}

function emptyOf({ numbers }, on) {
  const reason = numbers.open ? "open" : numbers.reason;
  return {
    title: on.say("nobody"),
    then: on.say(`nobody_${reason}`, { time: numbers.opens_at ? on.time(numbers.opens_at) : "" }),
  };
}

function callOf({ seq, at, number, counter, why }, on) {
  return {
    seq,
    time: on.time(at),
    number,
    counter: on.say("counter_short", { id: counter }),
    rule: ruleOf(why, on),
  };
}

/** Rounded like Python's twin does it: halves up. */
function whole(length) {
  return Math.floor(length + 0.5);
}
