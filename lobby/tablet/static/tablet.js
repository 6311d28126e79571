/* The lobby manager's page: brings together its picture, what was tapped, and what the line does. What is said is worked
   out in tablet_view.js, course.js, story.js and timeline.js. What is done from here is in deeds.js. */

import { courseView } from "/static/tablet/course.js";
import { deedsOn } from "/static/tablet/deeds.js";
import { courseParts, show, storyParts, timelineParts, turnedParts } from "/static/tablet/panel_draw.js";
import { find, storyView, turnedView } from "/static/tablet/story.js";
import { draw, mark } from "/static/tablet/tablet_draw.js";
import { tabletView } from "/static/tablet/tablet_view.js";
import { timelineView } from "/static/tablet/timeline.js";
import { ask, readPage, serverNow, signOut, watch } from "/static/web/live.js";
import { put } from "/static/web/parts.js";
import { other } from "/static/web/words.js";

/** The page is drawn this often for its clocks; only what changed is touched. */
const TICK_MS = 500;

const page = readPage();
const { house, words, lang, token } = page;
const part = (selector) => document.querySelector(selector);
const state = { house, words, lang, picture: page.picture, lost: null, open: null, turned: null, told: null, get now() { return serverNow(); } };
let opener = null;
const deeds = deedsOn(state, token, { open, render });

/** What opened: {ticket: number}, {call: seq}, {counter: id}, or a panel of deeds.js; null: the day's course and the latest calls. */
function open(what, by) {
  if (state.open === null) opener = by;
  state.open = what;
  state.told = null;
  if (what.counter) readTimeline();
  render();
  part(".detail-body").scrollTop = what.counter ? part(".detail-body").scrollHeight : 0;
  part(".detail .back").focus();
}

function close() {
  const by = opener;
  state.open = state.turned = opener = null;
  render();
  if (by?.isConnected) by.focus();
}

let reading = 0;

/** The counter's day is read anew with every picture while it is open; an answer that was overtaken is dropped. */
async function readTimeline() {
  const { counter } = state.open;
  const mine = ++reading;
  const path = `/branches/${encodeURIComponent(house.id)}/counters/${encodeURIComponent(counter)}/timeline`;
  const { status, body } = await ask(path, { token });
  if (mine !== reading || state.open?.counter !== counter) return;
  if (status === 200) state.told = body;
  else state.told ??= false;
  const box = part(".detail-body");
  const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
  render();
  if (isAtEnd) box.scrollTop = box.scrollHeight;
}

function render() {
  const shown = { ...state, now: state.now };
  draw(tabletView(shown));
  const course = courseView(shown);
  put(part(".course h2"), course.title);
  show(part(".course-drawn"), course, courseParts);
  renderDetail(shown);
  renderTurned(shown);
  mark(state.open);
}

function renderDetail(shown) {
  const { open: what } = state;
  const own = what && deeds.panel(shown, what);
  const story = what && !what.counter && !own ? storyView(shown, what) : null;
  if (what && !what.counter && !own && story === null) return close(); /* it has left, and no call tells of it */
  deeds.render(shown, what);
  part(".overview").hidden = what !== null;
  part(".detail").hidden = what === null;
  part(".tablet").classList.toggle("opened", what !== null);
  part(".detail-foot").hidden = story === null;
  if (what === null) return;
  if (own) show(part(".detail-body"), own.view, own.parts);
  else if (story) show(part(".detail-body"), story, storyParts);
  else show(part(".detail-body"), timelineView({ ...shown, now: state.lost ?? shown.now }, what.counter, state.told), timelineParts);
}

function renderTurned(shown) {
  const page = state.turned && state.open && turnedView(shown, state.open);
  part(".turned").hidden = !page;
  part(".tablet").inert = Boolean(page);
  if (!page) return;
  part(".turned").lang = page.lang === "en" ? "en" : "zh-CN";
  show(part(".turned"), page, turnedParts);
}

/** The page for the customer, at first in the language of the ticket. */
function turn() {
  const found = find(state.picture, state.open);
  state.turned = (found.row ?? found.call).language === "en" ? "en" : "zh";
  render();
  part(".turned .back").focus();
}

function turnBack() {
  state.turned = null;
  render();
  part(".detail .show").focus();
}

function onClick(event) {
  const tapped = (selector) => event.target.closest(selector);
  const row = tapped(".waiters tbody tr");
  const key = row?.querySelector("[data-number]") ?? tapped("[data-number], [data-call], [data-counter]");
  if (deeds.clicked(event)) return;
  if (tapped("[data-sign-out]")) signOut();
  else if (key) {
    const { number, call, counter } = key.dataset;
    open(number ? { ticket: number } : call ? { call } : { counter }, key);
  } else if (tapped(".detail .back")) close();
  else if (tapped(".detail .show")) turn();
  else if (tapped(".turned .back")) turnBack();
  else if (tapped(".turned .other")) {
    state.turned = other(state.turned);
    render();
    part(".turned .other").focus();
  }
}

function onKey(event) {
  if (event.key !== "Escape") return;
  if (state.turned) turnBack();
  else if (deeds.escaped()) return;
  else if (state.open) close();
}

watch({
  view: "tablet", branch: house.id, token, first: page.picture,
  onPicture(picture) {
    if (!isOfThisPage(picture)) return renew();
    state.picture = picture;
    state.lost = null;
    if (state.open?.counter) readTimeline();
    render();
  },
  onLost(since) {
    state.lost = since;
    render();
  },
  onBack: () => {},
});

/** Another counter or group than this page was made for: the branch was set up anew, and so is the page. */
function isOfThisPage({ counters, groups }) {
  const same = (one, another, name) => one.length === another.length && one.every((thing, place) => thing[name] === another[place][name]);
  return same(counters, page.picture.counters, "id") && same(groups, page.picture.groups, "group");
}

let renewal = null;
/* Not at once: should page and picture never agree, the tablet must not flicker. */
function renew() {
  renewal ??= setTimeout(() => location.reload(), 5000);
}

document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
setInterval(render, TICK_MS);
render();
