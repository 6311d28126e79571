/* Fills the kiosk for one state and one picture: which page-state stands, the head, the bands, the keys at the bottom,
   and the static words in the chosen language. Touches the DOM and decides nothing. */

import { put, setShape } from "/static/web/parts.js";
import { dayText, other, say, timeOfDay } from "/static/web/words.js";

import { closedView, fillBand, fillClosed, refusalText } from "./bands.js";
import { entryView, fillEntry, fillIdentity } from "./entry.js";
import { fillHeld, heldView } from "./held.js";
import { fillHome, homeView } from "./home.js";
import { putSecond } from "./second.js";
import { fillSheet, sheetView } from "./sheet.js";
import { fillTicket, spokenTicket, ticketView } from "./ticket.js";
import { hasItsRing } from "./turns.js";

/** Makes the whole kiosk say what is true now. `lostSince` is a Date while the server is lost, else null. */
export function fillKiosk(root, { house, picture, words, state, shown, lostSince, now }) {
  const { lang, mode } = state;
  const at = { house, picture, words, lang, mode, now, isLost: lostSince !== null };
  sayStatic(root, words, lang);
  if (mode === "elder") document.body.dataset.mode = mode;
  else delete document.body.dataset.mode;
  root.dataset.shown = shown;
  root.classList.toggle("stale-picture", at.isLost);
  for (const section of root.querySelectorAll("section[data-place]")) section.hidden = section.dataset.place !== shown;
  fillHead(root.querySelector(".kiosk-head"), at);
  fillBands(root, at, state, shown, lostSince);
  fillFoot(root, at, state, shown);
  fillSection[shown]?.(root.querySelector(`[data-place="${shown}"]`), at, state);
}

const fillSection = {
  home: (section, at, state) => fillHome(section, homeView({ ...at, rest: state.rest }), at),
  sheet: (section, at, state) => fillSheet(section, sheetView({ ...at, ...state }), at.lang),
  care: (section, at, state) => fillCare(section, at, state.care),
  entry: (section, at, state) => fillEntry(section, entryView({ ...at, ...state.entry })),
  held: (section, at, state) => fillHeld(section, heldView({ ...at, held: state.held }), at),
  closed: (section, at) => fillClosed(section, closedView(at)),
  ticket: (section, at, state) => {
    const view = ticketView({ ...at, ticket: state.ticket, paper: state.paper });
    fillTicket(section, view, at);
    put(section.querySelector(".said"), spokenTicket(view, at.words, at.lang));
  },
};

/** Words that only the language changes: each element names its key. */
function sayStatic(root, words, lang) {
  if (root.dataset.lang === lang) return;
  root.dataset.lang = lang;
  document.documentElement.lang = lang === "en" ? "en" : "zh-CN";
  for (const element of root.querySelectorAll("[data-word]")) put(element, say(words, element.dataset.word, lang));
  for (const element of root.querySelectorAll("[data-second]")) putSecond(element, say(words, element.dataset.second, other(lang)), lang);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(words, element.dataset.label, lang));
  root.querySelector(".qr").alt = say(words, "qr_alt", lang);
}

function fillHead(head, { house, lang, now }) {
  put(head.querySelector(".bank-name"), `${house.bank[lang]} ${house.name[lang]}`);
  put(head.querySelector(".day"), dayText(new Date(now), house.time_zone, lang));
  put(head.querySelector(".clock"), timeOfDay(new Date(now), house.time_zone));
}

function fillBands(root, at, state, shown, lostSince) {
  const { house, words, lang } = at;
  const since = lostSince && timeOfDay(lostSince, house.time_zone);
  const kind = shown === "home" && house.care.find(({ id }) => id === state.care);
  fillBand(root.querySelector(".band.stale"), since && shown !== "ticket" ? say(words, "lost", lang, { since }) : "");
  fillBand(root.querySelector(".band.refusal"), state.refused && shown !== "idle" ? refusalText(state.refused, at) : "");
  fillBand(root.querySelector(".band.chosen"), kind ? say(words, "care_noted", lang, { kind: kind.name[lang] }) : "");
}

/** The keys at the bottom never move: the first is care on the first page and the way back on every other. */
function fillFoot(root, { words, lang, mode }, state, shown) {
  const isHome = shown === "home";
  root.querySelector(".foot").hidden = hasItsRing(shown) || shown === "idle";
  root.querySelector(".helps .care").hidden = !isHome;
  root.querySelector(".helps .back").hidden = isHome || shown === "closed";
  const large = root.querySelector(".helps .large");
  setShape(large.querySelector(".shape"), mode === "elder" ? "undo" : "text");
  const size = mode === "elder" ? "normal" : "large";
  put(large.querySelector("b"), say(words, size, lang));
  putSecond(large.querySelector(".en"), say(words, size, other(lang)), lang);
  const identity = root.querySelector(".identity");
  identity.hidden = !isHome;
  if (isHome) fillIdentity(identity, state.identity, { words, lang });
}

function fillCare(section, { house, lang }, chosen) {
  for (const kind of house.care) {
    const key = section.querySelector(`[data-care="${kind.id}"]`);
    put(key.querySelector("b"), kind.name[lang]);
    putSecond(key.querySelector(".en"), kind.name[other(lang)], lang);
    key.setAttribute("aria-pressed", String(kind.id === chosen));
  }
  section.querySelector(".care-none").hidden = chosen === null;
}
