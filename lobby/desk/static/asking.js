/* Deeds that have to be told more than their key says: when each is offered, what it asks for, one question after the
   other, and what is sent in the end. Pure; how the questions look is in questions.js.

   asked: {deed, from: "more"|null, customer: the number at the counter when it was asked|null, given: {question: answer},
   typed: {field: text}}, null while nothing is asked. `state` is as in desk_view.js. A deed to be done is as in
   desk_keys.js, and `tells` says what the band tells of it when it is done. */

import { kindOf } from "/static/desk/desk_present.js";

/** What stands behind the key "more", in this order. */
export const MORE = ["errand", "reclassify", "give_back", "come_back", "care", "override", "close"];

/** Not a code of the API: whoever chooses it says why in words of their own. */
export const OWN_WORDS = "own";

/** The class that a ground for care gives (`CARE_CLASS` in lobby/domain/tickets.py). */
const CARE = "care";

/** A number as it is read out or typed: "a12", "Ａ０１２" and "A012" are one. */
const NUMBER = /^([A-Z])0*([0-9]{1,6})$/;

/** What must be true for a deed to be offered; where a choice behind "more" is not, `needs_...` of words.json says so. */
const NEEDS = {
  line: () => true,
  day: ({ picture }, kind) => picture.day !== null && kind !== "closed",
  customer: (_, kind) => isAtCounter(kind),
  machine: ({ house, picture }, kind) => isAtCounter(kind) && house.machines.some(({ services }) => services.includes(picture.present.service)),
  another: ({ picture }, kind) => isAtCounter(kind) && picture.counter.services.some((id) => id !== picture.present.service),
  ground: (state) => cared(state) !== null,
  choice: ({ picture }, kind) => kind === "free" && picture.queue.length > 0,
  nobody: (_, kind) => ["ready", "free", "paused"].includes(kind),
};

/** Needs of deeds about the customer at the counter: another customer is another question. */
const OF_CUSTOMER = ["customer", "machine", "another"];

/** By id: `asks` are its questions, `does` makes [path, body] of the answers; a path with a slash in front is below the
    branch, any other below the counter. `stays`: the counter has whom it had, so the other keys need not wait. */
const DEEDS = {
  park: { needs: "customer", asks: ["park_reason", "minutes"], does: (given) => ["park", { minutes: given.minutes, reason: given.park_reason }] },
  transfer: { needs: "customer", asks: ["transfer_to"], does: (given) => ["transfer", { service: given.transfer_to }] },
  redirect: { needs: "machine", asks: ["machine", "company"], does: (given) => ["redirect", { machine: given.machine, accompanied: given.company === "with" }] },
  walk_up: { needs: "day", asks: ["walk_up_for"], does: (given) => ["walk-up", { service: given.walk_up_for }], tells: "walked_up" },
  more: { needs: "line", asks: ["which"] },
  errand: { needs: "customer", asks: ["errand_for"], does: (given) => ["errand", { service: given.errand_for }] },
  reclassify: { needs: "another", asks: ["really_for"], does: (given) => ["reclassify", { service: given.really_for }], stays: true },
  give_back: { needs: "customer", asks: ["why_back"], does: (given) => ["return", { reason: reason(given) }], tells: "came_back" },
  come_back: { needs: "day", asks: ["number", "why_back"], does: comesBack, tells: "came_back", stays: true },
  care: { needs: "ground", asks: ["ground"], does: (given, state) => [`/tickets/${cared(state).number}/grant`, { class: CARE, reason: given.ground }], tells: "cared", stays: true },
  override: { needs: "choice", asks: ["override_why"], does: ({ override_why }, state) => ["call", { ticket: preferred(state).number, reason: override_why }] },
  close: { needs: "nobody", asks: [], does: () => ["close", {}] },
};

/** Forms by their question: the answer that the typed texts make, null as long as they make none. */
const FORMS = {
  number: (typed, state) => (holderOf(typed, state) === null ? numberIn(typed) : null),
  own_words: ({ words = "" }) => words.trim() || null,
  override_why: ({ staff = "", customer = "" }, state) => (staff.trim() && preferred(state) ? { staff: staff.trim(), ...(customer.trim() && { public: customer.trim() }) } : null),
};

/** True if the deed can be begun now. */
export function isOffered(id, state) {
  if (state.lost || state.kept || state.deeds.some(({ turns }) => turns)) return false;
  return NEEDS[DEEDS[id].needs](state, kindOf(state));
}

/** What a deed needs that is not so: a customer before anything about the customer. */
export function needOf(id, state) {
  const { needs } = DEEDS[id];
  return OF_CUSTOMER.includes(needs) && !isAtCounter(kindOf(state)) ? "customer" : needs;
}

/** The deed is asked about; null if it is not offered. */
export function ask(id, state, from = null) {
  return isOffered(id, state) ? { deed: id, from, customer: state.picture.present?.number ?? null, given: {}, typed: {} } : null;
}

/** The key behind which it is asked; null if nothing is. */
export const keyOf = (asked) => asked && (asked.from ?? asked.deed);

/** What is asked now, by its name; null if everything is answered. */
export function question({ deed, given }) {
  const { asks } = DEEDS[deed];
  const all = given.why_back === OWN_WORDS ? [...asks, "own_words"] : asks;
  return all.find((name) => !(name in given)) ?? null;
}

/** After the answer to what is asked: {asked} with the next question, or {deed} to be done. */
export function answer(asked, value, state) {
  if (asked.deed === "more") return settled(ask(value, state, "more"), state);
  return settled({ ...asked, given: { ...asked.given, [question(asked)]: value }, typed: {} }, state);
}

function settled(asked, state) {
  if (asked === null || question(asked) !== null) return { asked };
  const { does, stays = false, tells = null } = DEEDS[asked.deed];
  const [path, body] = does(asked.given, state);
  return { deed: { name: asked.deed, path, body, turns: !stays, tells } };
}

/** What the form that is asked for answers by what was typed; null as long as that is not enough. */
export function formed(asked, state) {
  return FORMS[question(asked)]?.(asked.typed, state) ?? null;
}

/** One step back: the question before, the list that it was chosen from, or null. */
export function back(asked, state) {
  const given = Object.entries(asked.given).slice(0, -1);
  if (Object.keys(asked.given).length > 0) return { ...asked, given: Object.fromEntries(given), typed: {} };
  return asked.from === null ? null : ask(asked.from, state);
}

/** What is asked, if the deed is still offered and about the same customer; else null. */
export function stillAsked(state) {
  const { asked, picture } = state;
  if (asked === null || !isOffered(asked.deed, state)) return null;
  return OF_CUSTOMER.includes(DEEDS[asked.deed].needs) && asked.customer !== picture.present.number ? null : asked;
}

/** Whom care would be given: the row picked, else the customer at the counter. Null if there is none, or one whose
    class counts as having come no later than care does. */
export function cared({ house, picture, picked }) {
  const row = [picture.next, ...picture.queue].find((one) => one?.number === picked) ?? picture.present;
  const headStart = (id) => house.classes.find((one) => one.id === id)?.head_start_minutes ?? 0;
  return row && house.classes.some(({ id }) => id === CARE) && headStart(row.class) < headStart(CARE) ? row : null;
}

/** Whom an override would call: the row picked, if the rule would not call it anyway. Null without one. */
export function preferred({ picture, picked }) {
  return picture.queue.find(({ number }) => number === picked) ?? null;
}

/** The counter at which the number that was typed is just now: from there nobody else may take it. Null if at none. */
export function holderOf(typed, { picture }) {
  const number = numberIn(typed);
  return number && (picture.counters.find((counter) => counter.number === number)?.id ?? null);
}

function numberIn({ number = "" }) {
  const [, letter, digits] = number.normalize("NFKC").trim().toUpperCase().match(NUMBER) ?? [];
  return letter ? letter + digits.padStart(3, "0") : null;
}

function comesBack(given) {
  const at = `/tickets/${given.number}`;
  return given.why_back === "late" ? [`${at}/late`, {}] : [`${at}/return`, { reason: reason(given) }];
}

function reason({ why_back, own_words }) {
  return why_back === OWN_WORDS ? own_words : why_back;
}

function isAtCounter(kind) {
  return kind === "serving" || kind === "called";
}
