/* A plan while it is being changed: {counter, isOn, opens_at, closes_at, breaks}. Pure; whether it can stand is judged by
   the server, which says what would. */

import { clockOf, minuteOf } from "/static/plans/day_minutes.js";
import { worked } from "/static/plans/plans_view.js";

/** Counters go by quarters of an hour; a time that lies between is kept as it is. */
const STEP = 15;
const DAY = 24 * 60;
const LONGEST_BREAK = 30;

/** As many breaks as the server takes. */
export const MOST_BREAKS = 8;

/** What is meant for the counter today; of one that is not to open, the times it would have. */
export function draftOf({ id, planned, usual }, { hours }) {
  const times = [planned, usual].find(({ opens_at }) => opens_at !== null) ?? { opens_at: hours.opens_at, closes_at: hours.closes_at, breaks: [] };
  return { counter: id, isOn: planned.opens_at !== null, opens_at: times.opens_at, closes_at: times.closes_at, breaks: times.breaks };
}

/** What the week says of today, as a draft. */
export function usualDraft({ id, usual }, house) {
  return draftOf({ id, planned: usual, usual }, house);
}

/** `where` is "opens_at", "closes_at", or the place of a break and 0 for its beginning, 1 for its end: "2.1". */
export function withTime(draft, where, clock) {
  if (where in draft) return { ...draft, [where]: clock };
  const [at, end] = where.split(".").map(Number);
  return { ...draft, breaks: draft.breaks.map((one, place) => (place === at ? one.map((time, side) => (side === end ? clock : time)) : one)) };
}

/** A break more, in the middle of the longest stretch of work. */
export function withBreak(draft) {
  const [from, until] = worked(draft).reduce((longest, one) => (one[1] - one[0] > longest[1] - longest[0] ? one : longest));
  const length = Math.min(LONGEST_BREAK, Math.max(1, Math.floor((until - from) / 3)));
  const middle = (from + until - length) / 2;
  const begins = Math.max(from + 1, until - from > 4 * STEP ? Math.floor(middle / STEP) * STEP : Math.floor(middle));
  const breaks = [...draft.breaks, [clockOf(begins), clockOf(begins + length)]];
  return { ...draft, breaks: breaks.sort(([one], [other]) => minuteOf(one) - minuteOf(other)) };
}

export function withoutBreak(draft, at) {
  return { ...draft, breaks: draft.breaks.filter((_, place) => place !== at) };
}

/** What is sent. */
export function bodyOf({ isOn, opens_at, closes_at, breaks }) {
  return isOn ? { opens_at, closes_at, breaks } : { opens_at: null, closes_at: null, breaks: [] };
}

/** The times to choose from: the quarters of the branch's day, and the one chosen now wherever it lies. */
export function timesFor(chosen, { hours }) {
  const [first, last] = hours.round_the_clock ? [0, DAY - STEP] : [minuteOf(hours.kiosk_opens_at), minuteOf(hours.closes_at)];
  const quarters = [];
  for (let minute = Math.ceil(first / STEP) * STEP; minute <= last; minute += STEP) quarters.push(minute);
  return [...new Set([...quarters, minuteOf(chosen)])].sort((one, other) => one - other).map(clockOf);
}
