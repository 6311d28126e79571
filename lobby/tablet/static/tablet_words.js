/* How the tablet says things: its words in the page's language, names of the house, ranges and lengths of time.
   Pure. What is said where belongs to the views. */

import { aboutTime, say, timeOfDay } from "/static/web/words.js";

const MINUTE = 60000;

/** A speaker for one page: `say(key, values)`, and the names of things by their ids. An id that the house no longer
    has is said as it stands: a page may be older than the configuration. */
export function speaker({ house, words, lang }) {
  const names = (things) => {
    const byId = new Map(things.map((thing) => [thing.id, thing]));
    return (id) => byId.get(id)?.name[lang] ?? id;
  };
  const on = {
    lang,
    house,
    say: (key, values) => say(words, key, lang, values),
    knows: (key) => key in words,
    text: (both) => both[lang],
    time: (iso) => timeOfDay(iso, house.time_zone),
    about: (iso) => aboutTime(iso, house.time_zone),
    service: names(house.services),
    group: names(house.groups),
    reason: names(house.pause_reasons),
    care: names(house.care),
    className: names(house.classes),
    who: (name) => (name === "system" ? say(words, "by_itself", lang) : name),
    list: (pieces) => pieces.join(words.list_comma[lang]),
    sentence: (pieces) => pieces.filter(Boolean).join(words.comma[lang]),
  };
  return {
    ...on,
    /** What staff read of a customer: the ground for care, else the class; nothing for an ordinary one. */
    kind: ({ class: id, care }) => (care ? on.say("care_kind", { name: on.care(care) }) : isOrdinary(house, id) ? "" : on.className(id)),
    /** A wait still to come, short: "还要 10–25 分". */
    still: (wait) => range(on, wait, "still"),
    /** A wait as it is printed: "15–25 分钟". */
    printed: (wait) => range(on, wait, "printed"),
  };
}

function range(on, wait, key) {
  if (!wait) return on.say(key === "still" ? "still_unserved" : "printed_none");
  const [low, high] = wait.shown;
  if (high <= 0) return on.say(`${key}_now`);
  return low <= 0 ? on.say(`${key}_within`, { n: high }) : on.say(key, { low, high });
}

function isOrdinary(house, id) {
  return house.classes.find((one) => one.id === id)?.account === null;
}

/** Whole minutes from one instant to the other, never negative. */
export function minutesFrom(iso, until) {
  return Math.floor(exactMinutes(iso, until));
}

/** Minutes from one instant to the other, never negative. */
export function exactMinutes(iso, until) {
  return Math.max(0, until - Date.parse(iso)) / MINUTE;
}

/** "10:42:07" of the branch's wall: for what must be told to the second. */
export function secondOfDay(iso, zone) {
  return `${timeOfDay(iso, zone)}:${String(Math.floor(Date.parse(iso) / 1000) % 60).padStart(2, "0")}`;
}

/** Why a number was called, in a word. */
export function ruleOf({ rule, passed }, on) {
  const key = `rule_${rule}`;
  return on.say(on.knows(key) ? key : "rule_other", { n: passed.length });
}
