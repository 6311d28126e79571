/* The lobby manager's page: brings together its picture, what was tapped, and what the line does. What is said is worked
   out in tablet_view.js, course.js, story.js, turned.js, find.js and timeline.js. What is done from here is in deeds.js. */

import { advicePanel } from "/static/tablet/advice_panel.js";
import { courseView } from "/static/tablet/course.js";
import { deedsOn } from "/static/tablet/deeds.js";
import { afterKey, findView, numberOf, seriesOf } from "/static/tablet/find.js";
import { courseParts, show, storyParts, timelineParts } from "/static/tablet/panel_draw.js";
import { reader } from "/static/tablet/reader.js";
import { storyView } from "/static/tablet/story.js";
import { draw, mark } from "/static/tablet/tablet_draw.js";
import { tabletView } from "/static/tablet/tablet_view.js";
import { timelineView } from "/static/tablet/timeline.js";
import { findParts, toldParts, turnedParts } from "/static/tablet/told_draw.js";
import { turnedView } from "/static/tablet/turned.js";
import { whatIfOn } from "/static/tablet/what_if_panel.js";
import { ask, readPage, serverNow, signOut, watch } from "/static/web/live.js";
import { put } from "/static/web/parts.js";
import { other } from "/static/web/words.js";

/** The page is drawn this often for its clocks; only what changed is touched. */
const TICK_MS = 500;

/** An open story is read again this often even while nothing happens: time alone makes somebody the next. */
const REREAD_MS = 10000;

const page = readPage();
const { house, words, lang, token } = page;
const part = (selector) => document.querySelector(selector);
const state = { house, words, lang, picture: page.picture, lost: null, open: null, turned: null, told: null, get now() { return serverNow(); } };
const advice = advicePanel({ house, token, changed: () => render() });
let opener = null;
const deeds = deedsOn(state, token, { open, render });
const whatIf = whatIfOn(state, token, { open, render });

/** What opened: {ticket: number}, {ticket, call: seq}, {counter: id}, {find: typed, none}, {whatIf: true}, or a panel of
    deeds.js; null: the day's course and the latest calls. */
function open(what, by) {
  if (state.open === null) opener = by;
  state.open = what;
  state.told = null;
  if (isRead(what)) read(what);
  render();
  part(".detail-body").scrollTop = what.counter ? part(".detail-body").scrollHeight : 0;
  part(".detail .back").focus();
}

const isFinding = () => state.open?.find !== undefined;
const isRead = (what) => Boolean(what?.ticket || what?.counter);

function close() {
  const by = opener;
  state.open = state.turned = opener = null;
  render();
  if (by?.isConnected) by.focus();
}

/** A story or a counter's day is read anew with every picture while it is open. */
const read = reader((what) => ask(pathOf(what), { token }), (what, { status, body }) => {
  if (state.open !== what) return;
  if (status === 404 && what.ticket) return open({ find: what.ticket, none: what.ticket });
  if (status === 200) state.told = body;
  else state.told ??= false;
  const box = part(".detail-body");
  const isAtEnd = what.counter && box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
  render();
  if (isAtEnd) box.scrollTop = box.scrollHeight;
});

function pathOf({ ticket, counter }) {
  const branch = `/branches/${encodeURIComponent(house.id)}`;
  return counter ? `${branch}/counters/${encodeURIComponent(counter)}/timeline` : `${branch}/tickets/${encodeURIComponent(ticket)}/story`;
}

/** A key of the pad, or of a keyboard while the pad is open. */
function press(key) {
  const series = seriesOf(house);
  if (key === "show") {
    const number = numberOf(state.open.find, series);
    if (number) open({ ticket: number });
    return;
  }
  const wasTapped = document.activeElement?.closest("[data-pad]");
  state.open = { find: afterKey(state.open.find, key, series), none: "" };
  render();
  if (wasTapped) part(`[data-pad="${key}"]`)?.focus();
}

function render() {
  const shown = { ...state, now: state.now };
  draw(tabletView(shown));
  const course = courseView(shown);
  put(part(".course h2"), course.title);
  show(part(".course-drawn"), course, courseParts);
  advice.render(shown);
  renderDetail(shown);
  renderTurned(shown);
  mark(state.open);
}

function renderDetail(shown) {
  const { open: what } = state;
  const own = what && (deeds.panel(shown, what) ?? whatIf.panel(shown, what));
  deeds.render(shown, what);
  part(".overview").hidden = what !== null;
  part(".detail").hidden = what === null;
  part(".tablet").classList.toggle("opened", what !== null);
  part(".detail-foot").hidden = !what?.ticket;
  if (what === null) return;
  const box = part(".detail-body");
  part(".detail .show").disabled = !state.told;
  if (own) show(box, own.view, own.parts);
  else if (isFinding()) show(box, findView(shown, what), findParts);
  else if (what.counter) show(box, timelineView({ ...shown, now: state.lost ?? shown.now }, what.counter, state.told), timelineParts);
  else show(box, storyView(shown, what), (story) => [...storyParts(story), ...toldParts(story.told)]);
}

function renderTurned(shown) {
  const page = state.turned && state.open && turnedView(shown);
  part(".turned").hidden = !page;
  part(".tablet").inert = Boolean(page);
  if (!page) return;
  part(".turned").lang = page.lang === "en" ? "en" : "zh-CN";
  const scrolled = part(".turned-proof")?.scrollTop ?? 0;
  if (show(part(".turned"), page, turnedParts)) part(".turned-proof").scrollTop = scrolled;
}

/** The page for the customer, at first in the language of the ticket. */
function turn() {
  state.turned = state.told.language === "en" ? "en" : "zh";
  render();
  part(".turned-proof").scrollTop = part(".turned-proof").scrollHeight;
  part(".turned .back").focus();
}

function turnBack() {
  state.turned = null;
  render();
  part(".detail .show").focus();
}

function onClick(event) {
  if (advice.press(event.target)) return;
  const tapped = (selector) => event.target.closest(selector);
  const row = tapped(".waiters tbody tr");
  const key = row?.querySelector("[data-number]") ?? tapped("[data-number], [data-call], [data-counter]");
  if (deeds.clicked(event) || whatIf.clicked(event)) return;
  const padded = tapped("[data-pad]");
  if (tapped("[data-sign-out]")) signOut();
  else if (tapped("[data-find]")) open({ find: "", none: "" }, tapped("[data-find]"));
  else if (padded) press(padded.dataset.pad);
  else if (key) {
    const { number, call, counter } = key.dataset;
    open(number ? { ticket: number } : call ? { call, ticket: key.querySelector(".number").textContent } : { counter }, key);
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
  if (isFinding() && !event.ctrlKey && !event.altKey && !event.metaKey) {
    if (event.key === "Backspace") press("back");
    else if (/^[a-z0-9]$/i.test(event.key)) press(event.key);
    else if (event.key === "Enter" && state.open.find && !event.target.closest("[data-pad]")) {
      event.preventDefault();
      press("show");
    }
  }
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
    if (isRead(state.open)) read(state.open);
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
setInterval(() => state.open?.ticket && read(state.open), REREAD_MS);
render();
