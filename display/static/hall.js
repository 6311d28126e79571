/* The hall screen in the browser: keeps the server's first page true. What it says is worked out in hall_view.js,
   whose turn it is in calls.js; here it only reaches the DOM. A screen never sends. */

import { readPage, serverNow, watch } from "/static/web/live.js";
import { put, putPeople, putRange, setShape } from "/static/web/parts.js";
import { firstLine, take, turn } from "./calls.js";
import { hallView } from "./hall_view.js";
import { announcer } from "./voice.js";

const BLINKS_MS = 8000; /* eight times, each of a second: base.css, .just-called */
const LOOK_AGAIN_MS = 250;

const { house, picture: first, words, token, lang } = readPage();
const hall = document.querySelector(".hall");
const screen = house.screens.find(({ id }) => id === hall.dataset.screen) ?? null;
const voice = announcer({ screen, words });
let picture = first;
let line = firstLine(picture, screen);
let lostSince = null;
let blinking = { seq: null, until: 0 };

function look() {
  line = turn(line, picture, screen, performance.now(), serverNow());
  render(hallView({ house, picture, words, lang, now: serverNow(), screen, line, lostSince }));
}

function render(view) {
  const part = (name) => hall.querySelector(name);
  hall.classList.toggle("stale-picture", lostSince !== null);
  put(part(".clock"), view.clock);
  put(part(".day"), view.day);
  renderNow(part(".now"), view.now);
  renderEmpty(part(".nobody-yet"), view.empty);
  part(".last").hidden = view.now === null;
  renderLast([...hall.querySelectorAll(".last li")], view.last);
  hall.querySelectorAll(".queues h2 span").forEach((span, place) => put(span, view.head[place]));
  hall.querySelectorAll(".queues li").forEach((row, place) => renderQueue(row, view.queues[place]));
  hall.querySelectorAll(".counters li").forEach((row, place) => renderCounter(row, view.counters[place]));
  renderBand(part(".band"), view.band);
}

function renderNow(box, now) {
  box.hidden = now === null;
  if (now === null) return;
  putBoth(box.querySelector(".label"), now.label);
  put(box.querySelector(".number"), now.number);
  put(box.querySelector(".figure"), now.counter);
  const block = box.querySelector(".block");
  box.classList.toggle("answered", !now.calling);
  block.classList.toggle("call", now.calling);
  blink(block, now.calling);
}

/* Only what came up while people look blinks, and each only once. */
function blink(block, calling) {
  const ms = performance.now();
  if (!calling || ms > blinking.until) block.classList.remove("just-called");
  if (!calling || !line.isFresh || blinking.seq === line.shown) return;
  blinking = { seq: line.shown, until: ms + BLINKS_MS };
  block.classList.remove("just-called");
  void block.offsetWidth; /* without a layout in between, a second call would go on with the first one's blinking */
  block.classList.add("just-called");
}

function renderEmpty(box, empty) {
  box.hidden = empty === null;
  if (empty === null) return;
  const lines = [empty.title[0], empty.then[0], empty.title[1], empty.then[1]];
  box.querySelectorAll("p").forEach((paragraph, place) => put(paragraph, lines[place]));
}

function renderLast(slots, calls) {
  const stood = new Map(slots.map((slot) => [slot.querySelector(".number").textContent, slot]));
  slots.forEach((slot, place) => {
    const call = calls[place];
    slot.classList.toggle("none", call === null);
    const number = slot.querySelector(".number");
    const before = stood.get(call?.number);
    const moved = call !== null && number.textContent !== call.number && before;
    put(number, call?.number);
    put(slot.querySelector("b"), call?.counter);
    slot.querySelector("b").classList.toggle("call", Boolean(call?.calling));
    if (moved) slide(slot, before);
  });
}

/* A call that moved on slides from where it stood; new ones just stand there. */
function slide(slot, before) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const style = getComputedStyle(document.documentElement);
  const from = before.getBoundingClientRect();
  const to = slot.getBoundingClientRect();
  slot.animate([{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }, { transform: "none" }], {
    duration: parseFloat(style.getPropertyValue("--settle")),
    easing: style.getPropertyValue("--ease"),
  });
}

function renderQueue(row, queue) {
  put(row.querySelector("b"), queue.count);
  put(row.querySelector(".unit"), queue.unit);
  putPeople(row.querySelector(".people"), queue.people);
  putRange(row.querySelector(".range"), queue.wait, lang, queue.otherwise);
}

function renderCounter(row, counter) {
  row.classList.toggle("not", ["paused", "closed"].includes(counter.state));
  const state = row.querySelector(".state");
  state.classList.toggle("warn", counter.state === "paused");
  state.classList.toggle("off", counter.state === "closed");
  setShape(state.querySelector(".shape"), counter.shape);
  put(state.querySelector("span"), counter.word);
  row.querySelectorAll("p span").forEach((piece, place) => put(piece, counter.line[place]));
}

function renderBand(box, band) {
  box.classList.toggle("stale", lostSince !== null);
  box.classList.toggle("long", band.long);
  setShape(box.querySelector(".shape"), band.shape);
  put(box.querySelector(".text"), band.text);
  put(box.querySelector(".en"), band.other);
}

function putBoth(box, [text, otherText]) {
  put(box.children[0], text);
  put(box.children[1], otherText);
}

/* Another counter or service than this page was made for: the branch was set up anew, and so is the page. */
function isOfThisPage(got) {
  const same = (one, another, name) => one.length === another.length && one.every((row, place) => row[name] === another[place][name]);
  return same(got.counters, first.counters, "id") && same(got.queues, first.queues, "service");
}

let renewal = null;
/* Not at once: should page and picture never agree, the screen must not flicker. */
function renew() {
  renewal ??= setTimeout(() => location.reload(), 5000);
}

watch({
  view: "board", branch: house.id, screen: screen?.id, token, first,
  onPicture(got) {
    if (!isOfThisPage(got)) return renew();
    picture = got;
    line = take(line, picture, screen);
    look();
    voice.hear(picture);
  },
  onLost(since) {
    lostSince = since;
    look();
  },
  onBack() {
    lostSince = null;
  },
});
look();
voice.hear(picture);
setInterval(look, LOOK_AGAIN_MS);
