/* What the desk shows, as plain texts: head, next, the queue, the sheet and the list of pauses. Pure: the desk's
   picture and the page's own state in, texts out; the left column is in desk_present.js, keys in desk_keys.js.

   state: {house, words, lang, person: who is signed in|null, picture, lost: Date|null, kept: {number, at}|null, arrived: number|null,
   told: {kind, ...}|null, picked: number|null, choosing: bool, asked: as in asking.js, deeds: those under way} */

import { lentText } from "/static/desk/desk_lent.js";
import { present } from "/static/desk/desk_present.js";
import { leaves } from "/static/desk/desk_leaves.js";
import { planLine } from "/static/desk/desk_plan.js";
import { asking } from "/static/desk/questions.js";
import { undo } from "/static/desk/undo.js";
import { told } from "/static/desk/desk_told.js";
import { minutesWaited, speaker, unstopped } from "/static/desk/desk_words.js";

/** As many rows of the queue as are drawn. */
export const ROWS = 10;

/** Everything the page shows but its keys, at `now` (Date, by the server's clock). */
export function view(state, now) {
  const on = speaker(state);
  const at = state.lost ?? now; /* while cut off, people's waits stay with the time they are known for */
  const column = present(state, on, now);
  return {
    title: [state.picture.present?.number, on.say("counter", { id: state.picture.counter.id }), on.say("teller")].filter(Boolean).join(" · "),
    isStale: state.lost !== null,
    head: head(state, on, now),
    present: column,
    next: next(state, column.kind, on, at),
    rows: rows(state, on, at),
    foot: foot(state, on),
    band: told(state, on, now),
    sheet: state.choosing || state.asked ? null : sheet(state.picture, on),
    saying: saying(state, on),
    lent: lentText(state.picture.counter, on),
    asking: asking(state, on, now),
    undo: undo(state, on, now),
    pause: state.choosing ? { ...pause(state, on), canPause: state.deeds.length === 0 } : null,
  };
}

function head({ picture, lost, person }, on, now) {
  const { counter, counters, queues } = picture;
  const served = new Set(servicesOf(counter, on));
  const waiting = queues.filter(({ service }) => served.has(service)).reduce((sum, queue) => sum + queue.waiting, 0);
  return {
    teller: counter.teller === person ? "" : counter.teller ?? "", /* who is signed in stands at the other end */
    groups: groupsOf(served, on),
    plan: planLine(picture, on, on.time(now)),
    waiting: String(waiting),
    paused: othersPaused(counters.filter(({ id, state }) => id !== counter.id && state === "paused"), on),
    line: on.say(lost ? "cut_off" : "connected"),
    sign: lost ? "cut" : "check",
    clock: on.time(now),
  };
}

/** What the counter serves; while it is closed, what it will serve when opened: its next one is chosen by the same. */
function servicesOf({ id, services }, on) {
  return services.length ? services : on.house.counters.find((plan) => plan.id === id)?.services ?? [];
}

/** The public words of what these services are ("现金", "现金、非现金"). */
function groupsOf(services, on) {
  const groups = [...services].map((id) => on.sheetOf(id)?.group).filter(Boolean);
  return on.list([...new Set(groups)].map(on.group));
}

function othersPaused(others, on) {
  if (others.length === 0) return "";
  const [{ id, until }] = others;
  if (others.length === 1 && until) return on.say("other_paused_until", { id, time: on.about(until) });
  return on.say("others_paused", { ids: on.list(others.map((other) => other.id)) });
}

/** Of the next ticket: its reason and line; with nobody waiting `nobody` says what happens by itself, else it is null. */
function next({ picture, lost, picked }, kind, on, at) {
  const { next: row } = picture;
  return {
    right: lost ? on.say("as_of", { time: on.time(lost) }) : on.say("by_the_rule"),
    number: row?.number ?? null,
    isPicked: row !== null && row.number === picked,
    reason: row ? unstopped(on.text(row.why.staff)) : "",
    line: row ? on.say("next_line", { service: on.service(row.service), time: on.time(row.issued_at), n: minutesWaited(row.waited, picture.at, at) }) : "",
    nobody: row ? null : on.say(`nobody_${kind}`),
    elsewhere: row || picture.elsewhere.length === 0 ? "" : on.say("elsewhere_said", { list: on.list(elsewhere(picture, on)) }),
  };
}

function elsewhere(picture, on) {
  return picture.elsewhere.map(({ service, waiting }) => on.say("elsewhere_one", { service: on.service(service), n: waiting }));
}

function rows({ picture, picked }, on, at) {
  return picture.queue.slice(0, ROWS).map((row) => ({
    number: row.number,
    service: on.service(row.service),
    waited: on.say("minutes", { n: minutesWaited(row.waited, picture.at, at) }),
    passed: row.passed_by_at_most > 0 ? `${row.passed} / ${row.passed_by_at_most}` : "—",
    note: noteOf(row, on),
    hasCare: row.care !== null,
    isPicked: row.number === picked,
  }));
}

/** Why a row stands where it does: its head start, its care, what it came back from, or that nobody may pass it now. */
function noteOf(row, on) {
  const kind = on.classOf(row.class);
  const early = kind?.head_start_minutes ?? 0;
  const name = row.care === null ? on.className(row.class) : on.care(row.care);
  if (early > 0) return on.say("earlier", { name, n: early });
  if (row.care !== null) return name;
  if (row.came_back) return on.cameBack(row.came_back);
  return row.passed_by_at_most > 0 && row.passed >= row.passed_by_at_most ? on.say("at_cap") : "";
}

/** Who else waits: for this counter beyond the rows drawn, and for what it does not serve. */
function foot({ picture }, on) {
  const more = picture.more + Math.max(0, picture.queue.length - ROWS);
  return {
    more: more > 0 ? on.say("more", { n: more }) : "",
    elsewhere: picture.next ? picture.elsewhere.map(({ service, waiting }) => ({ service: on.service(service), waiting: String(waiting) })) : [],
  };
}

/** The service sheet of the present customer, else of the next; `documents` is null with neither. */
function sheet({ present: ticket, next: row }, on) {
  const service = on.sheetOf((ticket ?? row)?.service);
  if (!service) return { name: on.say("sheet"), small: "", documents: null, empty: on.say("sheet_empty") };
  return {
    name: on.text(service.name),
    small: on.say("sheet"),
    documents: on.text(service.documents),
    summary: on.text(service.summary),
    standard: on.say("standard_minutes", { n: service.standard_minutes }),
    empty: "",
  };
}

/** What may be read out (S04): to the row picked, else to the customer at the counter, else to the next. Null: to nobody. */
function saying({ picture, picked }, on) {
  const { present: ticket, next: row, queue } = picture;
  const chosen = picked === null ? null : [row, ...queue].find((one) => one?.number === picked);
  const words = (chosen ?? (ticket ? ticket.why?.customer && { say: ticket.why.customer } : row))?.say;
  if (!words) return null;
  return {
    head: on.say("tell", { number: (chosen ?? ticket ?? row).number }),
    zh: words.zh,
    en: words.en,
    how: on.say(chosen && ticket ? "tell_back" : "tell_how"),
  };
}

/** The list of reasons, opened in place: what choosing one does, and what it leaves the hall with (S31). */
function pause({ picture }, on) {
  const warning = on.together(leaves(picture, on));
  return {
    lead: picture.present ? on.say("pause_after", { number: picture.present.number }) : on.say("pause_now"),
    warning,
    anyway: warning && on.say("leaves_pause_anyway"),
  };
}

/** The number of the row `step` away from the one picked (next first, then the queue); null beyond either end. */
export function pickBy(picture, picked, step) {
  const numbers = [picture.next, ...picture.queue.slice(0, ROWS)].filter(Boolean).map(({ number }) => number);
  const from = numbers.indexOf(picked);
  const to = from === -1 ? (step > 0 ? 0 : numbers.length - 1) : from + step;
  return numbers[to] ?? null;
}

/** True if `after` brought a customer to a ready counter that had pressed nothing. */
export function hasArrived(before, after) {
  return before.counter.state === "ready" && before.present === null && after.present?.state === "called";
}
