/* The kiosk: keeps the state, listens to touches, the keyboard and the server, and has the shown page-state filled.
   What each page-state says is in its own file; whose turn it is, in turns.js. */

import { newKey, readPage, send, serverNow, watch } from "/static/web/live.js";

import { mayHaveBeenDone } from "./bands.js";
import { bare, isComplete, typed } from "./entry.js";
import { fillKiosk } from "./fill.js";
import { isHeld } from "./held.js";
import { whenIdle } from "./idle.js";
import { print } from "./paper.js";
import { runDown } from "./ring.js";
import { asksAfter, deedFor, freshState, shownPlace } from "./turns.js";

const TICKET_SECONDS = 15;
const MORE_SECONDS = 45;
const ASK_SECONDS = 15;

const page = readPage();
const root = document.querySelector(".kiosk");
const hasPrinter = new URLSearchParams(location.search).get("paper") !== "none";

let picture = page.picture;
let lostSince = null;
let state = freshState(page.lang);
let stopRing = () => {};
let drawn = "home";

function render() {
  const shown = shownPlace(state, picture);
  fillKiosk(root, { ...page, picture, state, shown, lostSince, now: serverNow().getTime() });
  if (shown !== drawn) focusOn(shown);
  drawn = shown;
}

/** A new page-state is read from its beginning; the entry page takes what a reader types. */
function focusOn(shown) {
  const section = root.querySelector(`[data-place="${shown}"]`);
  (section.querySelector(".field") ?? section.querySelector("h1")).focus({ preventScroll: true });
}

function change(values) {
  state = { ...state, ...values };
  render();
}

function go(place, values = {}) {
  change({ place, refused: null, ...values });
}

/** The first page as the next person should find it: nothing of the last one is left. */
function reset() {
  stopRing();
  change(freshState(page.lang));
}

async function take() {
  if (state.isBusy) return;
  const deed = deedFor(state, newKey);
  change({ isBusy: true, deed, refused: null });
  const answer = await send(`/branches/${page.house.id}/tickets`, deed.body, { token: page.token, key: deed.key });
  if (answer.status === 200 || answer.status === 201) return give(answer.body);
  if (isHeld(answer)) return tell(answer.body);
  beginAnew();
  change({ isBusy: false, refused: answer, deed: mayHaveBeenDone(answer) ? deed : null });
}

async function give(ticket) {
  go("ticket", { ticket, isBusy: false, deed: null, identity: null, care: null, paper: hasPrinter ? "coming" : "none" });
  const isPrinted = !hasPrinter || await print(`${ticket.url}/paper`);
  if (state.ticket?.id !== ticket.id) return;
  if (!isPrinted) change({ paper: "failed" });
  closeAfter(TICKET_SECONDS);
}

/** There is a number already: it is shown, and what was presented is forgotten. */
function tell(held) {
  go("held", { held, isBusy: false, deed: null, identity: null });
  closeAfter(TICKET_SECONDS);
}

function closeAfter(seconds) {
  stopRing();
  stopRing = runDown(root.querySelector(`[data-place="${state.place}"] .ring`), seconds, reset);
}

function useEntry() {
  const { kind, value, from } = state.entry;
  if (isComplete(kind, value)) go(from, { identity: { kind, value: bare(value) }, entry: { ...state.entry, value: "" } });
}

function type(sign) {
  const { kind, value } = state.entry;
  change({ entry: { ...state.entry, value: typed(kind, value, sign) } });
}

function openEntry(kind) {
  const from = state.place === "entry" ? state.entry.from : state.place;
  go("entry", { entry: { kind, value: "", from } });
}

function back() {
  const from = { care: state.careFrom, entry: state.entry.from }[state.place] ?? "home";
  go(from, { entry: { ...state.entry, value: "" } });
}

/** What each key does; a key names its deed in data-do. */
const deeds = {
  choose: (key) => go("sheet", { service: key.dataset.service }),
  others: () => change({ rest: !state.rest }),
  care: () => go("care", { careFrom: state.place === "sheet" ? "sheet" : "home" }),
  pick: (key) => go(state.careFrom, { care: key.dataset.care || null }),
  identify: (key) => openEntry(key.dataset.kind),
  digit: (key) => type(key.dataset.digit),
  forget: () => change({ identity: null }),
  large: () => change({ mode: state.mode === "elder" ? "plain" : "elder", rest: false }),
  language: () => change({ lang: state.lang === "en" ? "zh" : "en" }),
  back,
  take,
  more: () => closeAfter(MORE_SECONDS),
  done: reset,
  without: () => { stopRing(); go("sheet", { held: null }); },
  stay: () => { stopRing(); change({ isAsking: false }); },
};

root.addEventListener("click", (event) => {
  const key = event.target.closest("button[data-do]");
  if (!key) return;
  deeds[key.dataset.do](key);
  /* A card reader ends with Enter: after a tap the keypad must not keep the focus, or Enter would press it again. */
  if (event.detail > 0 && state.place === "entry") focusOn("entry");
});

root.querySelector(".entry form").addEventListener("submit", (event) => {
  event.preventDefault();
  useEntry();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const shown = shownPlace(state, picture);
  if (/^[0-9]$/.test(event.key) && (shown === "home" || shown === "sheet")) openEntry("card");
  if (shownPlace(state, picture) === "entry" && /^([0-9=xX]|Backspace)$/.test(event.key)) type(event.key);
});

const beginAnew = whenIdle(() => asksAfter(state, drawn, page.lang), () => {
  change({ isAsking: true });
  stopRing = runDown(root.querySelector(".idle .ring"), ASK_SECONDS, reset);
});

setInterval(render, 1000);

watch({
  view: "board", branch: page.house.id, token: page.token, first: page.picture,
  onPicture: (newer) => { picture = newer; render(); },
  onLost: (since) => { lostSince = since; render(); },
  onBack: () => { lostSince = null; render(); },
});
