/* What the page of the counters' hours shows: words and drawn lengths for every counter. Pure: the answer of
   GET .../plans in. lobby/tablet/plans/view.py is the twin that the server's first page is made by. */

import { minuteAt, minuteAxis, minuteOf } from "/static/plans/day_minutes.js";
import { say, timeOfDay } from "/static/web/words.js";

const SIGNS = { open: "free", paused: "pause", missing: "over", closed: "closed" };

/** What happened only a moment ago can still be seen. */
const THINNEST = 2;

/** `now` is a Date; `width` is how wide the bars are drawn, in pixels. */
export function plansView({ house, plans, words, lang, now, width }) {
  const on = { house, words, lang, say: (key, values) => say(words, key, lang, values) };
  const minute = minuteAt(now, house.time_zone);
  const axis = minuteAxis(...ends(house, plans, minute), width);
  return {
    how: on.say(plans.is_open ? "how" : "how_closed"),
    marks: axis.marks,
    now: axis.x(minute),
    rows: plans.counters.map((counter) => ({ ...rowOf(counter, on, minute), ...barsOf(counter, axis, house, minute) })),
  };
}

/** From when to when a counter is meant to be open, and its breaks, in words. */
export function planText({ opens_at, closes_at, breaks }, { words, lang, say: said }) {
  if (opens_at === null) return { span: said("off"), breaks: "" };
  const spans = breaks.map(([from, until]) => said("span", { from, until }));
  return {
    span: said("span", { from: opens_at, until: closes_at }),
    breaks: spans.length ? said("breaks", { list: spans.join(words.list_comma[lang]) }) : said("no_breaks"),
  };
}

/** The axis holds the branch's hours, every plan, and whatever has happened. */
function ends({ hours, time_zone: zone }, { counters }, minute) {
  const told = counters.flatMap(({ planned, stretches }) => [
    ...(planned.opens_at === null ? [] : [minuteOf(planned.opens_at), minuteOf(planned.closes_at)]),
    ...stretches.map(({ from }) => minuteAt(from, zone)),
    ...(stretches.length ? [minute] : []),
  ]);
  const all = [minuteOf(hours.opens_at), minuteOf(hours.closes_at), ...told];
  return [Math.min(...all), Math.max(...all)];
}

function rowOf(counter, on, minute) {
  const kind = kindOf(counter, minute);
  const last = counter.stretches.at(-1);
  const name = (things, id) => things.find((one) => one.id === id)?.name[on.lang] ?? id ?? "";
  return {
    id: counter.id,
    group: name(on.house.groups, counter.group),
    kind,
    sign: SIGNS[kind],
    word: on.say(`is_${kind}`, {
      time: last && last.until === null ? timeOfDay(last.from, on.house.time_zone) : "",
      reason: name(on.house.pause_reasons, counter.reason),
    }),
    ...planText(counter.planned, on),
    changed: isSame(counter.planned, counter.usual) ? "" : on.say("changed"),
  };
}

/** Open, paused or closed; missing: closed although it was meant to be open by now. */
function kindOf({ planned, stretches }, minute) {
  const last = stretches.at(-1);
  if (last && last.until === null) return last.was;
  return worked(planned).some(([from, until]) => from <= minute && minute < until) ? "missing" : "closed";
}

/** The stretches that a plan leaves for work, in minutes of the day. */
export function worked({ opens_at, closes_at, breaks }) {
  if (opens_at === null) return [];
  const cuts = breaks.flatMap(([from, until]) => [minuteOf(from), minuteOf(until)]);
  const all = [minuteOf(opens_at), ...cuts, minuteOf(closes_at)];
  return all.flatMap((from, place) => (place % 2 === 0 ? [[from, all[place + 1]]] : []));
}

function barsOf({ planned, stretches }, axis, { time_zone: zone }, minute) {
  const bar = (from, until) => ({ x: axis.x(from), width: Math.max(THINNEST, axis.x(until) - axis.x(from)) });
  return {
    planned: worked(planned).map(([from, until]) => bar(from, until)),
    was: stretches.map((one) => ({ was: one.was, ...bar(minuteAt(one.from, zone), one.until === null ? minute : minuteAt(one.until, zone)) })),
  };
}

export function isSame(one, other) {
  return JSON.stringify([one.opens_at, one.closes_at, one.breaks]) === JSON.stringify([other.opens_at, other.closes_at, other.breaks]);
}
