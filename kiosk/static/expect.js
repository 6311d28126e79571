/* What somebody may expect: the range with its scale, the line of people, and the promise about later ones.
   The sheet says it of a newcomer and the ticket of the number just given, in the same words at the same place. */

import { put, putPeople, putRange } from "/static/web/parts.js";
import { say, timeOfDay } from "/static/web/words.js";

import { clockScale, putScale } from "./scale.js";

/** The drawn scale: its width in SVG units, and what a time of day takes of it in the largest text it is set in. */
const SCALE = { width: 952, room: 130 };

/** `ahead` are before this person now, `atMost` later ones may pass; `wait` is null when no counter serves: then the
    sentence `otherwise` (a key) stands in its place. */
export function expectView({ ahead, atMost, wait, otherwise }, { words, lang, now, zone }) {
  const hasFigure = wait !== null && wait.shown[1] > 0;
  return {
    lead: hasFigure ? say(words, "wait_lead", lang) : "",
    wait,
    otherwise: say(words, otherwise, lang),
    scale: clockScale(wait, { ...SCALE, now, zone, start: say(words, "now_at", lang, { at: timeOfDay(new Date(now), zone) }) }),
    count: ahead,
    ahead: ahead > 0 ? say(words, "ahead", lang, { n: ahead }) : say(words, "ahead_none", lang),
    promise: promiseText(atMost, words, lang),
  };
}

/** The promise that is always true (science.md, I7), in the words that stand on ticket, paper and screen. */
export function promiseText(atMost, words, lang) {
  if (atMost === 0) return say(words, "promise_none", lang);
  return [say(words, "promise", lang, { k: atMost }), say(words, "order", lang)].join("\n");
}

/** Counters by name as one choice: "1、2 或 4", "1, 2 or 4". Empty for none. */
export function counterList(ids, words, lang) {
  if (ids.length < 2) return ids.join("");
  const first = ids.slice(0, -1).join(say(words, "list_comma", lang));
  return `${first} ${say(words, "or", lang)} ${ids.at(-1)}`;
}

/** Whether `box` holds a range (and how wide), no wait at all (as good to know as a figure), or only a sentence. */
export function markRange(box, wait) {
  box.classList.toggle("unknown", wait === null);
  box.classList.toggle("no-wait", wait !== null && wait.shown[1] <= 0);
  box.classList.toggle("three-digits", wait !== null && wait.shown[1] > 99);
}

/** Fills a part of a page that has .big, .scale, .marks and the two sentences. */
export function fillExpect(part, view, lang) {
  put(part.querySelector(".lead"), view.lead);
  markRange(part.querySelector(".big"), view.wait);
  putRange(part.querySelector(".big .range"), view.wait, lang, view.otherwise);
  putScale(part.querySelector(".scale"), view.scale);
  putPeople(part.querySelector(".marks"), view.count);
  put(part.querySelector(".ahead"), view.ahead);
  put(part.querySelector(".promise"), view.promise);
}
