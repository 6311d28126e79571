/* The advice on the tablet: what to lend or to take back, with the wait before and after on one scale, what it costs, and
   the counters that are lent now. Pure: the picture and the panel's own state in, texts, lengths and deeds out. */

import { minutesFrom, speaker } from "/static/tablet/tablet_words.js";

/** Where the scale begins and how long it is, in the drawing's own units (advice.html). */
const SCALE_FROM = 60;
const SCALE = 232;

/** The scale holds the promise with room beyond it: so many promises, or the longest wait. */
const PROMISES = 1.6;

/** What the panel knows by itself: the deed under way ({id}) and whether that takes long, and what became of the last
    ({code} or {unreached: true}). */
export const QUIET = { doing: null, isLate: false, told: null };

/** `one` is the advice, null without any; `lent` has a line for each lent counter that the advice is not about. */
export function adviceView({ house, picture, words, lang, now, lost = null }, own = QUIET) {
  const on = speaker({ house, words, lang });
  const at = lost ?? now;
  const { advice, counters } = picture;
  const one = advice && adviceOf(advice, on, own);
  const away = counters.filter((counter) => counter.lent && !(advice?.deed === "take_back" && advice.counter === counter.id));
  const told = toldOf(own.told, on);
  return {
    isShown: Boolean(one) || away.length > 0 || told !== "",
    canDo: lost === null && own.doing === null,
    one,
    lent: away.map((counter) => lentOf(counter, on, at, own)),
    told,
    doing: on.say("advice_doing"),
  };
}

function adviceOf(advice, on, own) {
  const { deed, counter, services, before, after, from_at: from } = advice;
  const { group, own: ownName } = namesOf(counter, advice, on);
  const label = on.say(`advice_${deed}_with`);
  const scale = scaleOf(before, after, on);
  return {
    what: on.say(`advice_${deed}`, { id: counter, group, own: ownName }),
    then: from === null ? on.say("advice_wait", { group }) : on.say("advice_wait_from", { time: on.about(from), group }),
    also: deed === "lend" ? costs(advice, ownName, on) : on.say(`advice_because_${advice.reason}`, { group, own: ownName }),
    without: on.say(`advice_${deed}_without`),
    with: label,
    ...scale,
    label: on.say("advice_label", { group, before: scale.before.figure, with: label, after: scale.after.figure }),
    make: keyOf(`advice_${deed}_do`, { id: `${deed} ${counter}`, counter, deed: deed === "lend" ? "lend" : "take-back", body: deed === "lend" ? { services } : {} }, on, own),
    leave: keyOf(`advice_${deed}_leave`, { id: `leave ${counter}`, counter, deed: "leave-alone", body: {} }, on, own),
  };
}

function keyOf(key, deed, on, own) {
  return { text: on.say(key, { id: deed.counter }), deed, isDoing: own.isLate && own.doing?.id === deed.id };
}

function costs({ costs: minutes }, own, on) {
  if (minutes.length === 0) return on.say("advice_costs_nothing", { own });
  return on.say("advice_costs", { list: on.list(minutes.map(({ group, minutes: n }) => on.say("advice_cost", { group: on.group(group), n }))) });
}

/** Whom the counter helps and whom it is for, by their groups; where both are of one group, by their services. */
function namesOf(counter, { services, groups }, on) {
  const plan = on.house.counters.find(({ id }) => id === counter);
  if (groups.includes(plan?.group)) return { group: on.list(services.map(on.service)), own: on.list(plan.services.map(on.service)) };
  return { group: on.list(groups.map(on.group)), own: on.group(plan?.group) };
}

/** Both waits on one scale: bars to the middle, whiskers from low to high, the promise as one line through both. */
function scaleOf(before, after, on) {
  const promised = on.house.promised_wait_minutes;
  const top = Math.max(PROMISES * promised, before?.high ?? 0, after?.high ?? 0);
  const x = (minutes) => Math.round(SCALE_FROM + (SCALE * minutes) / top);
  return {
    before: barOf(before, x, on),
    after: barOf(after, x, on),
    promise: { x: x(promised), text: on.say("advice_promise", { n: promised }) },
  };
}

function barOf(wait, x, on) {
  if (wait === null) return { width: 0, spread: null, figure: on.say("advice_unserved"), isKnown: false };
  return {
    width: x(wait.mid) - SCALE_FROM,
    spread: { from: x(wait.low), to: x(wait.high) },
    figure: on.say("minutes", { n: Math.round(wait.mid) }),
    isKnown: true,
  };
}

function lentOf({ id, lent }, on, at, own) {
  const by = lent.by === "system" ? on.say("by_itself") : lent.by ?? "";
  return {
    id,
    text: on.say("advice_lent", { id, group: namesOf(id, lent, on).group }),
    more: on.sentence([
      lent.since === null ? "" : on.say("advice_lent_for", { n: minutesFrom(lent.since, at) }),
      lent.until === null ? "" : on.say("advice_lent_until", { time: on.time(lent.until) }),
      by,
    ]),
    back: keyOf("advice_back", { id: `take_back ${id}`, counter: id, deed: "take-back", body: {} }, on, own),
  };
}

/** What became of the last deed, if it was not done: in plain words, where the advice stands. */
function toldOf(told, on) {
  if (told === null) return "";
  if (told.unreached) return on.say("advice_unreached");
  return on.say(on.knows(`advice_late_${told.code}`) ? `advice_late_${told.code}` : "advice_late_other");
}
