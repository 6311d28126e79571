/* "What if" on the tablet: counters that could be opened or paused, and everybody's waits without that and with it, on one
   scale. Pure: the picture, what was chosen and the answer of GET .../what-if in, texts and lengths out. */

import { speaker } from "/static/tablet/tablet_words.js";

/** Where the bars begin and how long the longest is, in the drawing's own units (380 wide). */
export const SCALE_FROM = 52;
const SCALE = 236;

/** The scale holds the promise with room beyond it: so many promises, or the longest wait. */
const PROMISES = 1.6;

/** What the panel knows by itself: the changes chosen ("open 5"); their answer, null while there is none yet, false if it
    could not be worked out, {refused, counter} if one of them cannot be made; and an `earlier` answer, whose waits as now
    stay while the new one is worked out, so that nothing jumps. */
export const NOTHING_CHOSEN = { changes: [], told: null, earlier: null };

export function whatIfView(state, { changes, told, earlier }) {
  const on = speaker(state);
  const options = changesOf(state.picture.counters, on).map((one) => ({ ...one, isChosen: changes.includes(one.id) }));
  const shown = changes.length > 0 ? (told ?? earlier) : null;
  const groups = shown?.everybody ? groupsOf(shown, told === null, on) : [];
  return {
    title: on.say("what_if_title"),
    note: on.say("what_if_note"),
    label: on.say("what_if_counters"),
    options,
    says: saysOf(state, { changes, told, earlier }, on),
    how: groups.length ? on.say("what_if_how", { n: state.house.promised_wait_minutes }) : "",
    groups,
  };
}

/** Every change that can be imagined of the counters as they are: {id, text}. */
function changesOf(counters, on) {
  return counters.map(({ id, state, pausing }) => {
    const deed = state === "closed" || state === "paused" || pausing ? "open" : "pause";
    const key = deed === "open" && state !== "closed" ? "resume" : deed;
    return { id: `${deed} ${id}`, text: on.say(`what_if_${key}`, { id }) };
  });
}

/** Those of the chosen changes that can still be imagined: a counter that was opened meanwhile is open. */
export function stillPossible(changes, state) {
  const possible = changesOf(state.picture.counters, speaker(state)).map(({ id }) => id);
  return changes.filter((id) => possible.includes(id));
}

/** The changes as the server is asked for them. */
export function queryOf(changes) {
  const of = (deed) => changes.filter((id) => id.startsWith(`${deed} `)).map((id) => id.slice(deed.length + 1));
  return ["open", "pause"].filter((deed) => of(deed).length).map((deed) => `${deed}=${of(deed).map(encodeURIComponent).join(",")}`).join("&");
}

function saysOf({ lost }, { changes, told, earlier }, on) {
  if (changes.length === 0) return on.say("what_if_choose");
  if (lost !== null) return on.say("what_if_cut");
  if (told === null) return earlier?.everybody ? "" : on.say("what_if_reading");
  if (told === false) return on.say("what_if_lost");
  if (told.refused) return on.say(on.knows(`what_if_${told.refused}`) ? `what_if_${told.refused}` : "what_if_refused", { id: told.counter });
  return told.everybody === null ? on.say("what_if_nobody") : "";
}

/** Everybody first, then the services and the classes, where people of several wait: all on one scale. What is not known
    yet (`isReading`) of the waits with the changes is left out. */
function groupsOf({ everybody, services, classes, promised_minutes: promised }, isReading, on) {
  const groups = [
    { head: "", rows: [{ name: on.say("what_if_everybody"), ...everybody }] },
    { head: on.say("what_if_services"), rows: services.map((one) => ({ name: on.service(one.service), ...one })) },
    { head: on.say("what_if_classes"), rows: classes.map((one) => ({ name: on.className(one.class), ...one })) },
  ].filter(({ head, rows }) => !head || rows.length > 1);
  const highs = groups.flatMap(({ rows }) => rows).flatMap(({ before, after }) => [before, after]).map(({ mean }) => mean?.high ?? 0);
  const top = Math.max(PROMISES * promised, ...highs);
  const x = (minutes) => Math.round(SCALE_FROM + (SCALE * minutes) / top);
  const row = isReading ? (one) => ({ ...one, after: null }) : (one) => one;
  return groups.map(({ head, rows }) => ({ head, rows: rows.map((one) => rowOf(row(one), promised, x, on)) }));
}

function rowOf({ name, people, before, after }, promised, x, on) {
  const bars = { before: barOf(before, people, x, on), after: barOf(after, people, x, on) };
  const over = { before: shareOf(before), after: shareOf(after) };
  const uncalled = { before: uncalledOf(before), after: uncalledOf(after) };
  return {
    name,
    people: on.say("people", { n: people }),
    over: on.say("what_if_over", { n: promised, ...over }),
    uncalled: people > 1 && (uncalled.before > 0 || uncalled.after > 0) ? on.say("what_if_uncalled", uncalled) : "",
    names: [on.say("what_if_now"), on.say("what_if_then")],
    label: on.say("what_if_label", { name, before: bars.before.figure, after: bars.after.figure }),
    promise: x(promised),
    ...bars,
  };
}

const NOT_YET = "…";
const shareOf = (one) => (one === null ? NOT_YET : `${Math.round(100 * one.over.mid)}%`);
const uncalledOf = (one) => (one === null ? NOT_YET : Math.round(one.uncalled));

function barOf(one, people, x, on) {
  if (one === null) return { width: 0, spread: null, figure: on.say("what_if_reading") };
  const { mean } = one;
  if (mean === null) return { width: 0, spread: null, figure: on.say(people > 1 ? "what_if_not_all" : "what_if_not_called") };
  return { width: x(mean.mid) - SCALE_FROM, spread: { from: x(mean.low), to: x(mean.high) }, figure: on.say("minutes", { n: Math.round(mean.mid) }) };
}
