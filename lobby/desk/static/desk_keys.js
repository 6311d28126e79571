/* The keys: what each one says, does and when. Pure. Keys never move; one that cannot be used stays, without a deed.
   Those that have to ask something first open it in the sheet's place: asking.js.

   A key: {id, label, number, hint, deed: {name, path, body, promised?, keeps?, turns}|null, opens: bool, isOn}.
   `turns`: the deed changes who is at the counter or whether it calls, so nothing else is pressed until it is answered. */

import { isOffered, keyOf } from "/static/desk/asking.js";
import { kindOf, LAPSED, secondsToNoShow } from "/static/desk/desk_present.js";
import { speaker } from "/static/desk/desk_words.js";

export const LETTERS = {
  main: " ", finish: "F", recall: "R", start: "S", no_show: "X", park: "H", transfer: "T", redirect: "M", walk_up: "W", more: "G", pause: "P",
};

const ASKING = ["park", "transfer", "redirect", "walk_up", "more"];

/** Every key at `now` (Date). `state` as in desk_view.js, with `deeds`: those under way [{key, turns, isSlow}]. */
export function keys(state, now) {
  const on = speaker(state);
  const kind = kindOf(state);
  const say = (id) => on.say(`key_${id}`);
  const all = [
    main(state, kind, on),
    plain("finish", say("finish"), ["serving", "called"].includes(kind) && finishing),
    plain("recall", say("recall"), kind === "called" && deed("recall")),
    plain("start", say("start"), kind === "called" && deed("start")),
    noShow(state, kind, on, now),
    ...ASKING.map((id) => ({ ...plain(id, say(id), null), opens: isOffered(id, state), isOn: keyOf(state.asked) === id })),
    pauseKey(state, kind, on),
  ];
  return all.map((key) => held(key, state, on));
}

/** The reasons that a teller may give, in order; the program's own, for a counter that lapsed, is not one of them. */
export function pauseReasons(house) {
  return house.pause_reasons.filter(({ id }) => id !== LAPSED);
}

/** The deed of pausing for this reason; the list of reasons is opened by its key. Null when it cannot be done now. */
export function pauseFor(reason, state) {
  const isFree = !state.lost && !state.kept && state.deeds.length === 0;
  return isFree && mayPause(state, kindOf(state)) ? deed("pause", { reason }, { turns: true }) : null;
}

const deed = (name, body = {}, more = {}) => ({ name, path: name, body, turns: false, ...more });
const finishing = deed("finish", {}, { turns: true, keeps: true });

function plain(id, label, its) {
  return { id, label, number: "", hint: "", deed: its || null, opens: false, isOn: false };
}

function main({ picture, lost }, kind, on) {
  const { next, counter } = picture;
  const number = next?.number ?? "";
  const key = (word, its, shown = "") => ({ ...plain("main", on.say(`key_${word}`), its), number: shown });
  const call = (body) => deed("next", body, { turns: true, promised: number || null });
  if (lost || kind === "kept") return key("cut_off", null);
  if (kind === "closed") return key("open", deed("open", {}, { turns: true }));
  if (kind === "paused") return key("resume", deed("resume", {}, { turns: true }));
  if (kind === "ready") return key("is_ready", null);
  if (kind === "free") return number ? key("call", call({}), number) : key("get_ready", call({}));
  if (counter.pausing) return key("finish_pause", finishing);
  return number ? key("finish_call", call({ finish: true }), number) : key("finish_ready", call({ finish: true }));
}

/** Allowed from `no_show_at` on and after one more call; until then the key says what is missing. */
function noShow({ picture }, kind, on, now) {
  const key = plain("no_show", on.say("key_no_show"), null);
  if (kind !== "called") return key;
  const seconds = secondsToNoShow(picture.present, now.getTime());
  if (seconds > 0) return { ...key, hint: on.say("hint_seconds", { n: seconds }) };
  if (picture.present.recalls === 0) return { ...key, hint: on.say("hint_recall") };
  return { ...key, deed: deed("no-show", {}, { turns: true }) };
}

function mayPause({ picture }, kind) {
  return ["serving", "called", "ready", "free"].includes(kind) && !picture.counter.pausing;
}

/** Opens the list of reasons; for a counter that will pause after its customer, takes that back. */
function pauseKey(state, kind, on) {
  if (state.picture.counter.pausing && kind !== "paused") return plain("pause", on.say("key_unpause"), deed("resume", {}, { turns: true }));
  return { ...plain("pause", on.say("key_pause"), null), opens: mayPause(state, kind), isOn: state.choosing };
}

/** The key as it is while deeds are under way or the line is cut: only a finish can still be pressed then. */
function held(key, { deeds, lost, kept }, on) {
  const own = deeds.find(({ key: pressed }) => pressed === key.id);
  const isHeld = own || kept || deeds.some(({ turns }) => turns) || (lost && key.id !== "finish");
  const label = own?.isSlow ? { label: on.say("key_doing"), number: "" } : {};
  return isHeld ? { ...key, ...label, deed: null, opens: key.opens && !own && !lost && !kept, hint: lost ? "" : key.hint } : key;
}
