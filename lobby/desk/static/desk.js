/* The desk's page: brings together its picture, the teller's presses and what the line does. Words and rules for
   what is shown are in desk_view.js and desk_keys.js, deeds under way in deeds.js. */

import { askerOf } from "/static/desk/asker.js";
import { deedsOf } from "/static/desk/deeds.js";
import { draw } from "/static/desk/desk_draw.js";
import { keys, LETTERS, pauseFor, pauseReasons } from "/static/desk/desk_keys.js";
import { tellsFirst } from "/static/desk/desk_leaves.js";
import { hasArrived, pickBy, view } from "/static/desk/desk_view.js";
import { speaker } from "/static/desk/desk_words.js";
import { undo, UNDO_LETTER } from "/static/desk/undo.js";
import { shelfFor } from "/static/desk/shelf.js";
import { allowTone, tone } from "/static/desk/tone.js";
import { newKey, readPage, send, serverNow, signOut, watch } from "/static/web/live.js";

/** The page is drawn this often for its clocks; only what changed is touched. */
const TICK_MS = 250;

/** The band says what happened for this long, or until the next press. */
const TOLD_MS = 20000;

const page = readPage();
const { house, words, lang, token } = page;
const counter = page.picture.counter.id;
const ofBranch = `/branches/${encodeURIComponent(house.id)}`;
const person = document.querySelector(".signed-in .name")?.textContent ?? null;
const state = { house, words, lang, person, picture: page.picture, lost: null, kept: null, arrived: null, told: null, picked: null, choosing: false, asked: null, deeds: [] };

const deeds = deedsOf({
  send: (path, body, key) => send(path.startsWith("/") ? `${ofBranch}${path}` : `${ofBranch}/counters/${encodeURIComponent(counter)}/${path}`, body, { token, key }),
  newKey,
  shelf: shelfFor(`desk/${house.id}/${counter}`),
  clock: () => performance.now(),
  tell,
  changed: render,
});

const asker = askerOf({ state, does: act, now: serverNow, changed: render });

watch({
  view: "desk", branch: house.id, counter, token, first: page.picture,
  onPicture(picture) {
    if (hasArrived(state.picture, picture)) welcome(picture.present.number);
    state.picture = picture;
    state.lost = null;
    deeds.saw(picture);
    render();
  },
  onLost(since) {
    state.lost = since;
    state.choosing = false;
    render();
  },
  onBack: () => {},
});

function welcome(number) {
  state.arrived = number;
  tell({ kind: "arrived", number });
  tone();
}

let toldAt = 0;

function tell(happened) {
  state.told = happened;
  toldAt = performance.now();
  render();
}

function tick() {
  if (state.told && performance.now() - toldAt > TOLD_MS) state.told = null;
  deeds.saw(state.picture);
  if (!state.lost) deeds.offerKept(state.picture);
  render();
}

function render() {
  const now = serverNow();
  state.kept = deeds.kept();
  state.deeds = deeds.underWay();
  if (state.picked && ![state.picture.next, ...state.picture.queue].some((row) => row?.number === state.picked)) state.picked = null;
  asker.keep();
  draw(view(state, now), keys(state, now));
}

function press(id) {
  const key = keys(state, serverNow()).find((one) => one.id === id);
  if (key.opens) open(id);
  if (!key.deed) return;
  if (state.lost) deeds.keepFor(state.picture, serverNow().toISOString());
  else act(id, key.deed);
}

/** The lists stand in one place: one closes the other. */
function open(id) {
  if (id === "pause") {
    asker.close();
    choose(!state.choosing);
  } else {
    state.choosing = false;
    asker.open(id);
  }
}

function takeBack() {
  const deed = undo(state, speaker(state), serverNow())?.deed;
  if (deed) act("undo", deed);
}

function pause(reason) {
  const deed = reason && pauseFor(reason, state);
  choose(false);
  if (deed) act("pause", deed);
}

function act(id, deed) {
  if (tellsFirst(deed, state)) {
    tell({ kind: "leaves" });
    return open(id); /* the list it was chosen from stays, for the same choice once more */
  }
  state.told = null;
  state.arrived = null;
  state.choosing = false;
  state.asked = null;
  deeds.press(id, deed, state.picture, serverNow().toISOString());
}

function choose(isOpen) {
  state.choosing = isOpen;
  render();
}

function pick(number) {
  state.picked = state.picked === number ? null : number;
  render();
}

/** Letters, space, figures and arrows. What the browser does with Ctrl stays the browser's; a held key is one press. */
function onKey(event) {
  allowTone();
  if (asker.writes(event)) return;
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = event.key === "Process" ? event.code.replace(/^Key|^Digit/, "") : event.key;
  if (letter === " " && document.activeElement?.matches("button:focus-visible, a:focus-visible")) return;
  if (asker.pressed(letter) || pressed(letter)) event.preventDefault();
}

/** True if the letter meant something. */
function pressed(letter) {
  const id = Object.keys(LETTERS).find((name) => LETTERS[name] === letter.toUpperCase());
  if (id) press(id);
  else if (letter.toUpperCase() === UNDO_LETTER) takeBack();
  else if (state.choosing && /^[1-9]$/.test(letter)) pause(pauseReasons(house)[Number(letter) - 1]?.id);
  else if (letter === "ArrowDown" || letter === "ArrowUp") pick(pickBy(state.picture, state.picked, letter === "ArrowDown" ? 1 : -1));
  else if (letter === "Escape") { state.picked = null; choose(false); }
  else return false;
  return true;
}

/** A key or row pressed with the mouse does not take the focus: the space bar goes on meaning the main key, and a form
    keeps its cursor. */
function onPointer(event) {
  allowTone();
  if (event.target.closest("button, .queue tbody tr, .next-one")) event.preventDefault();
}

function onClick(event) {
  const key = event.target.closest("[data-key]");
  const reason = event.target.closest("[data-reason]");
  const row = event.target.closest(".queue tbody tr, .next-one");
  if (asker.clicked(event.target)) return;
  if (key) press(key.dataset.key);
  else if (reason) pause(reason.dataset.reason);
  else if (event.target.closest(".undo-key")) takeBack();
  else if (event.target.closest("[data-sign-out]")) signOut();
  else if (row) pick(row.querySelector(".number").textContent);
}

document.addEventListener("keydown", onKey);
document.addEventListener("mousedown", onPointer);
document.addEventListener("click", onClick);
document.querySelector(".asking-fields").addEventListener("input", (event) => asker.typed(event.target));
setInterval(tick, TICK_MS);
render();
