/* The first page: what can be done here, how many are before a newcomer, and how long it would take.
   Pure view first, then what fills the rows that the server has drawn. Knows no other page-state. */

import { put, putPeople, putRange } from "/static/web/parts.js";
import { other, say } from "/static/web/words.js";

import { markRange } from "./expect.js";
import { putSecond } from "./second.js";

/** Large text shows the first five, then one key for the others; a single other is shown at once. */
const FIRST_IN_LARGE = 5;

/** Names of more signs than this are set smaller, and may take two lines. */
const LONG_NAME = { zh: 7, en: 22 };

/** The line of people on a key: so many marks, or, when that is too few, fewer of them and "+8". */
const MARKS = { all: 14, beforeMore: 10 };

/** The ids of the services that stand on the page. `rest`: the others are asked for (large text only). */
export function shownServices(services, mode, rest) {
  const ids = services.map((service) => service.id);
  if (!hasOthers(services, mode)) return ids;
  return rest ? ids.slice(FIRST_IN_LARGE) : ids.slice(0, FIRST_IN_LARGE);
}

function hasOthers(services, mode) {
  return mode === "elder" && services.length > FIRST_IN_LARGE + 1;
}

/** Everything the first page says, for one picture. `count` is `ahead` of a newcomer, so that key and ticket agree. */
export function homeView({ house, picture, words, lang, mode = "plain", rest = false }) {
  const shown = shownServices(house.services, mode, rest);
  const queues = new Map(picture.queues.map((queue) => [queue.service, queue]));
  return {
    hall: [hallLine(picture, words, lang), hoursLine(house.hours, words, lang)],
    services: house.services.map((service) => serviceRow(service, queues.get(service.id), shown.includes(service.id), words, lang)),
    others: othersRow(house.services, { words, lang, mode, rest }),
  };
}

function serviceRow(service, queue, isShown, words, lang) {
  const count = queue?.ahead ?? 0;
  return {
    id: service.id,
    isShown,
    name: service.name[lang],
    isLong: service.name[lang].length > LONG_NAME[lang],
    second: service.name[other(lang)],
    figure: count > 0 ? String(count) : "",
    unit: say(words, count > 0 ? "waiting" : "nobody", lang),
    count,
    wait: queue?.wait ?? null,
    otherwise: say(words, "no_counter_row", lang),
  };
}

function othersRow(services, { words, lang, mode, rest }) {
  if (!hasOthers(services, mode)) return null;
  if (rest) return { name: say(words, "first_ones", lang), hint: "" };
  const names = services.slice(FIRST_IN_LARGE).map((service) => service.name[lang]);
  return { name: say(words, "others", lang), hint: names.join(say(words, "list_comma", lang)) };
}

/** How many wait and how many counters are at work: people of every service together, each counted once. */
export function hallLine(picture, words, lang) {
  const people = picture.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const counters = picture.counters.filter(({ state }) => state !== "closed" && state !== "paused").length;
  const parts = [
    people > 0 ? say(words, "hall_people", lang, { n: people }) : say(words, "hall_nobody", lang),
    counters > 0 ? say(words, "hall_counters", lang, { n: counters }) : say(words, "hall_no_counter", lang),
  ];
  return parts.join(say(words, "comma", lang));
}

/** Until when numbers are given and counters serve. */
export function hoursLine(hours, words, lang) {
  if (hours.round_the_clock) return say(words, "hours_always", lang);
  return say(words, "hours", lang, { last: hours.last_number_at.slice(0, 5), close: hours.closes_at.slice(0, 5) });
}

/** Fills the first page. While the server is lost (`isLost`) no service can be chosen. */
export function fillHome(section, view, { lang, isLost }) {
  section.querySelectorAll(".ask-hall span").forEach((line, index) => put(line, view.hall[index]));
  for (const row of view.services) fillRow(section.querySelector(`[data-service="${row.id}"]`), row, lang, isLost);
  const others = section.querySelector(".others");
  others.hidden = view.others === null;
  put(others.querySelector("b"), view.others?.name);
  put(others.querySelector(".service-wait"), view.others?.hint);
}

function fillRow(key, row, lang, isLost) {
  key.hidden = !row.isShown;
  key.disabled = isLost;
  key.classList.toggle("long", row.isLong);
  put(key.querySelector(".service-name b"), row.name);
  putSecond(key.querySelector(".service-name .en"), row.second, lang);
  put(key.querySelector(".service-wait .figure"), row.figure);
  put(key.querySelector(".service-wait .unit"), row.unit);
  putPeople(key.querySelector(".people"), row.count, row.count > MARKS.all ? MARKS.beforeMore : MARKS.all);
  putRange(key.querySelector(".range"), row.wait, lang, row.otherwise);
  markRange(key.querySelector(".service-range"), row.wait);
}
