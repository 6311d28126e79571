/* Who somebody is: a card, an ID card or a mobile number, typed on the keypad or by a reader that types like a keyboard.
   The value is never shown in full. Establishing what it means is the server's affair; unknown is ordinary. */

import { put } from "/static/web/parts.js";
import { say } from "/static/web/words.js";

/** Digits a value may have: ISO/IEC 7812 card numbers, the Chinese resident ID (15 old, 18 new), E.164 numbers. */
const LENGTHS = { card: { min: 6, max: 19 }, id: { min: 6, max: 18 }, phone: { min: 6, max: 15 } };

/** After this sign a magnetic track (ISO/IEC 7813) carries expiry and codes, which are not taken. */
const END_OF_CARD = "=";

/** `value` after `key` was typed. Other keys, and digits beyond the longest value, change nothing. */
export function typed(kind, value, key) {
  if (key === "Backspace") return value.slice(0, -1);
  if (value.endsWith(END_OF_CARD)) return value;
  if (key === END_OF_CARD && kind === "card") return value + key;
  const isSign = /^[0-9]$/.test(key) || (kind === "id" && /^[xX]$/.test(key) && value.length === 17);
  return isSign && value.length < LENGTHS[kind].max ? value + key.toUpperCase() : value;
}

/** The value as it is sent. */
export const bare = (value) => value.replace(END_OF_CARD, "");

/** Whether enough has been typed to be looked up. */
export function isComplete(kind, value) {
  return bare(value).length >= LENGTHS[kind].min;
}

/** A star for each sign but the last few: half of them, four at most. In groups of four, as on a card. */
export function masked(value) {
  const signs = bare(value);
  const open = tailLength(signs);
  const covered = "*".repeat(signs.length - open) + signs.slice(signs.length - open);
  return covered.replace(/(.{4})(?=.)/g, "$1 ");
}

/** "尾号 5678": all that is ever said of a value. */
export function tailOf(value, words, lang) {
  const signs = bare(value);
  return say(words, "tail", lang, { digits: signs.slice(signs.length - tailLength(signs)) });
}

function tailLength(signs) {
  return Math.min(4, Math.floor(signs.length / 2));
}

/** Everything the entry page says. */
export function entryView({ kind, value, words, lang }) {
  return {
    title: say(words, `entry_${kind}`, lang),
    kind,
    shown: masked(value),
    hasX: kind === "id",
    isComplete: isComplete(kind, value),
  };
}

/** Fills the entry page. */
export function fillEntry(section, view) {
  put(section.querySelector("h1"), view.title);
  for (const way of section.querySelectorAll("[data-kind]")) way.setAttribute("aria-pressed", String(way.dataset.kind === view.kind));
  section.querySelector(".field").value = view.shown;
  section.querySelector(".entry-empty").hidden = view.shown !== "";
  section.querySelector('[data-digit="X"]').hidden = !view.hasX;
  section.querySelector(".use").disabled = !view.isComplete;
}

/** The row of the first page: what can be presented, or what has been. */
export function fillIdentity(row, identity, { words, lang }) {
  row.querySelector(".identity-ways").hidden = identity !== null;
  row.querySelector(".forget").hidden = identity === null;
  const way = identity && say(words, identity.kind, lang);
  put(row.querySelector("b"), identity ? say(words, "identity_noted", lang, { way, tail: tailOf(identity.value, words, lang) }) : say(words, "identity_title", lang));
  put(row.querySelector("small"), say(words, identity ? "identity_kept" : "identity_hint", lang));
}
