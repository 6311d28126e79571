/* The left column: whoever is at the counter and for how long, or why nobody is. Pure: values in, texts out. */

import { minutesBetween, span } from "/static/desk/desk_words.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The scale is drawn 380 wide and ends at one and a half times its mark; past that it doubles, so it never creeps. */
export const SCALE = 380;
const REACH = 1.5;

/** Pauses that nobody pressed: a ready counter that lapsed (`lobby/domain/days.py`). */
export const LAPSED = "no_answer";

const SIGNS = { serving: "busy", called: "right", kept: "check", ready: "free", free: "free", paused: "pause", closed: "closed" };

/** Which of the seven things is true of the counter. */
export function kindOf({ picture, kept }) {
  const { present, counter } = picture;
  if (present) return kept?.number === present.number ? "kept" : present.state;
  return ["closed", "paused", "ready"].includes(counter.state) ? counter.state : "free";
}

/** The column as texts; `timer` and `facts` are null without a customer, `rest` with one. */
export function present(state, on, now) {
  const kind = kindOf(state);
  const { present: ticket } = state.picture;
  return {
    kind,
    sign: SIGNS[kind],
    word: on.say(`is_${kind}`),
    since: since(kind, state.picture, on),
    number: ticket?.number ?? null,
    isCall: kind === "called",
    justCalled: kind === "called" && state.arrived === ticket.number,
    service: ticket ? on.service(ticket.service) : null,
    timer: ticket && timer(kind, state, on, now),
    facts: ticket && facts(ticket, on),
    rest: ticket ? null : rest(kind, state, on, now),
    note: note(kind, state, on),
  };
}

function since(kind, { present: ticket, counter }, on) {
  if (kind === "called") return on.say("called_at", { time: on.time(ticket.called_at) });
  if (ticket) return on.say("started_at", { time: on.time(ticket.started_at ?? ticket.called_at) });
  return counter.since && kind !== "closed" ? on.say("since", { time: on.time(counter.since) }) : "";
}

function timer(kind, { picture: { present: ticket }, kept }, on, now) {
  const until = kind === "kept" ? Date.parse(kept.at) : now.getTime();
  if (kind === "called") return callTimer(ticket, on, until);
  const passed = Math.max(0, until - Date.parse(ticket.started_at ?? ticket.called_at));
  const mark = ticket.standard_minutes * MINUTE;
  const isOver = passed > mark;
  return {
    figure: span(passed),
    after: on.say(kind === "kept" ? "served_in_all" : "served"),
    right: isOver ? on.say("over", { time: span(passed - mark) }) : on.say("left", { time: span(mark - passed + SECOND - 1) }),
    isOver,
    markText: on.say("standard", { time: span(mark) }),
    label: on.say("timer_label", { time: span(passed), standard: span(mark) }),
    ...scale(passed, mark),
  };
}

function callTimer(ticket, on, until) {
  const called = Date.parse(ticket.called_at);
  const passed = Math.max(0, until - called);
  const mark = Math.max(SECOND, Date.parse(ticket.no_show_at) - called);
  return {
    figure: span(passed),
    after: on.say("since_call"),
    right: noShow(ticket, on, until),
    isOver: false,
    markText: on.say("no_show_mark", { time: span(mark) }),
    label: on.say("call_label", { time: span(passed), mark: span(mark) }),
    ...scale(passed, mark, false),
  };
}

function noShow(ticket, on, until) {
  const seconds = secondsToNoShow(ticket, until);
  if (seconds > 0) return on.say("no_show_in", { n: seconds });
  return on.say(ticket.recalls > 0 ? "no_show_open" : "no_show_recall");
}

/** Whole seconds until a no-show of the called ticket is allowed, 0 when it is (after one more call). */
export function secondsToNoShow(ticket, now) {
  return Math.max(0, Math.ceil((Date.parse(ticket.no_show_at) - now) / SECOND));
}

/** Widths on the drawn scale: `mine` up to the mark, `over` beyond it (0 if `warns` is not asked for). */
export function scale(passed, mark, warns = true) {
  let end = mark * REACH;
  while (passed > end) end *= 2;
  const at = (ms) => Math.round((ms / end) * SCALE);
  const split = warns ? Math.min(passed, mark) : passed;
  return { mine: at(split), over: at(passed) - at(split), markAt: at(mark), end: span(end) };
}

function facts(ticket, on) {
  const calls = { n: ticket.recalls + 1 };
  return {
    hasCare: ticket.care !== null,
    customer: on.sentence([
      on.className(ticket.class),
      ticket.care === null ? null : on.care(ticket.care),
      ticket.language === "en" ? on.say("speaks_en") : null,
    ]),
    help: ticket.care === null ? "" : on.helpFor(ticket.care),
    wait: on.say("waited", { time: on.time(ticket.issued_at), n: Math.floor(ticket.waited) }),
    story: on.sentence([on.cameBack(ticket.came_back), ticket.started_at ? on.say("calls_came", { ...calls, time: on.time(ticket.started_at) }) : on.say("calls", calls)]),
    said: on.sentence([
      ticket.amount ? on.say("amount", { n: ticket.amount.toLocaleString("en-US") }) : null,
      ticket.slips > 1 ? on.say("slips", { n: ticket.slips }) : null,
    ]),
    why: ticket.why ? on.text(ticket.why.staff) : "",
  };
}

/** What stands in the place of a customer: {title, text, ring}; ring {left: 0 to 100, figure, label} only when ready.
    `keys` tells which key goes on from here: left out while the line is cut, when it would not. */
function rest(kind, { picture, lost }, on, now) {
  const { title = on.say(`rest_${kind}`), text, keys = null } = RESTS[kind](picture, on, now);
  return { title, text: on.together([text, lost ? null : keys]), ring: kind === "ready" ? ring(picture.counter, on, now) : null };
}

const RESTS = {
  ready: ({ counter: { ready_until } }, on) => ({
    text: on.together([on.say("rest_ready_text"), ready_until && on.say("rest_ready_ring", { time: on.time(ready_until) })]),
  }),
  free: ({ next }, on) => ({ text: null, keys: on.say(next ? "rest_free_text" : "rest_free_nobody") }),
  paused({ counter: { reason, until } }, on, now) {
    const keys = on.say("rest_paused_text");
    if (!reason || reason === LAPSED) return { text: reason && on.say("rest_lapsed"), keys };
    const late = until ? minutesBetween(Date.parse(until), now.getTime()) : 0;
    const back = until && (late > 0 ? on.say("rest_paused_late", { time: on.time(until), n: late }) : on.say("rest_paused_until", { time: on.about(until) }));
    return { title: on.reason(reason), text: back, keys };
  },
  closed({ day }, on, now) {
    if (day === null) return { text: on.say("rest_day_not_begun") };
    const { opens_at, round_the_clock } = on.house.hours;
    const keys = on.say("rest_closed_text");
    return !round_the_clock && opens_at && on.time(now) < opens_at ? { title: on.say("rest_before", { time: opens_at }), text: null, keys } : { text: null, keys };
  },
};

function ring({ ready_until }, on, now) {
  if (!ready_until) return null;
  const left = Math.max(0, Date.parse(ready_until) - now.getTime());
  const whole = on.house.ready_minutes * MINUTE;
  const figure = span(left + SECOND - 1);
  return { left: Math.min(100, Math.round((left / whole) * 1000) / 10), figure, label: on.say("seconds_left", { time: figure }) };
}

/** The foot of the column: {text, quote}: what to know or to say just now, the most pressing only. */
function note(kind, { picture, lost, kept }, on) {
  const { present: ticket, counter } = picture;
  const plain = (key, values) => ({ text: on.say(key, values), quote: "" });
  if (kind === "kept") return plain("say_kept", { number: kept.number });
  if (lost) return plain(ticket ? "say_cut_off" : "say_cut_off_free");
  if (!ticket) return null;
  if (counter.pausing) return plain("say_pausing", { reason: on.reason(counter.reason) });
  if (kind === "called") return ticket.care === null ? plain("say_called") : null; /* what they need comes first */
  const printed = ticket.printed?.shown?.[1] ?? ticket.printed?.high ?? Infinity;
  const late = Math.floor(ticket.waited - printed);
  if (late < 1) return null;
  return { text: on.say("say_late", { n: late }), quote: on.say(ticket.language === "en" ? "sorry_en" : "sorry_zh") };
}
