/* Whose turn it is among the page-states: which one stands on the page, and when the kiosk asks whether anybody is there.
   Pure: the state in, the answer out. `kiosk.js` keeps the state. */

/** Seconds without a touch before the kiosk asks; a first page that somebody has changed is given longer. */
const ASK_AFTER = 20;
const ASK_AFTER_ON_HOME = 40;

/** The kiosk before anybody has touched it. `lang` is the language the page came in. */
export function freshState(lang) {
  return {
    place: "home", lang, mode: "plain", rest: false,
    service: null, care: null, identity: null, entry: { kind: "card", value: "", from: "home" }, careFrom: "home",
    ticket: null, held: null, paper: "coming", refused: null, deed: null, isBusy: false, isAsking: false,
  };
}

/** The page-state that stands on the page: a number given, or had, is shown even when numbers are no longer given. */
export function shownPlace(state, picture) {
  if (state.isAsking) return "idle";
  if (hasItsRing(state.place) || state.isBusy) return state.place;
  return picture.numbers.open ? state.place : "closed";
}

/** The page-states of a number, which end by themselves. */
export const hasItsRing = (place) => place === "ticket" || place === "held";

/** After how many seconds without a touch to ask; null: never (nothing to lose, its own ring, or a deed under way). */
export function asksAfter(state, shown, lang) {
  if (state.isBusy || hasItsRing(shown) || shown === "idle") return null;
  const isUntouched = state.lang === lang && state.mode === "plain" && state.care === null && state.identity === null;
  if (shown === "home" || shown === "closed") return isUntouched && !state.rest ? null : ASK_AFTER_ON_HOME;
  return ASK_AFTER;
}

/** What is sent for a number. Only what the person gave is in it. */
export function askFor({ service, lang, care, identity }) {
  return { service, language: lang, ...(care && { care }), ...(identity && { identity }) };
}

/** The deed to send: the one that may already have been done if it is the same again, else a new one. */
export function deedFor(state, makeKey) {
  const body = askFor(state);
  const isSame = state.deed !== null && JSON.stringify(state.deed.body) === JSON.stringify(body);
  return isSame ? state.deed : { key: makeKey(), body };
}
