/* The holder's page: keeps it true, rings when called, and takes the holder's own deeds: back in the queue, here after
   all, no longer waiting. What it says is in phone_view.js, how it reaches the page in phone_draw.js. */

import { newKey, readPage, send, serverNow, watch } from "/static/web/live.js";
import { timeOfDay } from "/static/web/words.js";

import { makeBell } from "./bell.js";
import { deedsOf } from "./phone_deeds.js";
import { draw } from "./phone_draw.js";
import { phoneView } from "./phone_view.js";

const { house, words, lang, picture: first } = readPage();
const root = document.querySelector(".phone");
const part = (selector) => root.querySelector(selector);
const bell = makeBell();
const deeds = deedsOf({ ticket: root.dataset.ticket, send, newKey, took, changed: render });

let picture = first;
let isLost = false;
let isSure = false;
let rings = false;
let pressedAt = null; /* the seq of the picture on which a deed was pressed */

function view() {
  const lostAt = isLost ? timeOfDay(picture.at, house.time_zone) : null;
  return phoneView({ house, picture, words, lang, now: serverNow().getTime(), lostAt });
}

function render() {
  const shown = view();
  if (!shown.giveUp) isSure = false;
  draw(root, { view: shown, picture, words, lang, zone: house.time_zone, isLost, isSure, rings, underWay: deeds.underWay(), refused: deeds.refused(picture) });
  if (shown.isCalled) bell.ring();
  else bell.hush();
}

/* What a deed answers is the ticket alone; a picture that came in between is newer than that. */
function took(ticket) {
  isSure = false;
  if (picture.seq === pressedAt) picture = { ...picture, ...ticket };
}

function press(deed) {
  pressedAt = picture.seq;
  deeds.press(deed, picture);
}

function ask(sure) {
  isSure = sure;
  deeds.forget();
  render();
  part(sure ? ".sure h2" : ".give-up").focus();
}

part(".give-up").addEventListener("click", () => ask(true));
part(".stay").addEventListener("click", () => ask(false));
part(".confirm").addEventListener("click", () => press(view().giveUp));
part(".come-back").addEventListener("click", () => press(view().aside.back));
part(".bell").addEventListener("click", () => { rings = !rings; bell.turn(rings); render(); });

setInterval(render, 10 * 1000);
render();
watch({
  view: "ticket", branch: house.id, ticket: root.dataset.ticket, first,
  onPicture: (newer) => { picture = newer; render(); },
  onLost: () => { isLost = true; render(); },
  onBack: () => { isLost = false; render(); },
});
