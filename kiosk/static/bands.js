/* When something is not as usual: numbers are not given, the server is lost, a number was refused.
   Each says what is the matter, why, and what one can do. Nothing here is a dialog. */

import { put } from "/static/web/parts.js";
import { dayText, localDate, say, timeOfDay } from "/static/web/words.js";

import { hoursLine } from "./home.js";

const DAY = 24 * 60 * 60 * 1000;

/** Codes of problem details that have their own words; every other refusal shares one sentence. */
const REFUSALS = { unknown_service: "refused_unknown_service" };

/** The page-state while no numbers are given, null while they are. */
export function closedView({ house, picture, words, lang, now }) {
  const { open, reason, opens_at: opensAt } = picture.numbers;
  if (open) return null;
  const lines = [opensAt ? say(words, "closed_opens", lang, { when: whenText(opensAt, now, house.time_zone, words, lang) }) : say(words, "closed_unknown", lang)];
  if (reason === "after_last_number") lines.unshift(say(words, "closed_served", lang));
  if (reason !== "closed_day") lines.push(`${hoursLine(house.hours, words, lang)}${lang === "en" ? "." : "。"}`);
  if (house.complaint_line) lines.push(say(words, "closed_line", lang, { line: house.complaint_line }));
  return { title: say(words, `closed_${reason ?? "after_last_number"}`, lang), lines };
}

/** "今天 08:30", "明天 08:30", or the day with the time. `now` in ms. */
export function whenText(iso, now, zone, words, lang) {
  const at = timeOfDay(iso, zone);
  const day = localDate(iso, zone);
  if (day === localDate(new Date(now), zone)) return say(words, "today", lang, { at });
  if (day === localDate(new Date(now + DAY), zone)) return say(words, "tomorrow", lang, { at });
  return say(words, "other_day", lang, { at, day: dayText(iso, zone, lang) });
}

/** Why a number was not given. `answer` is what `send` brought back; status 0: nobody knows whether it was given. */
export function refusalText({ status, body }, { house, words, lang, now }) {
  if ([0, 502, 503, 504].includes(status)) return say(words, "refused_unreached", lang);
  if (body?.code === "kiosk_closed") {
    const when = body.opens_at && say(words, "closed_opens", lang, { when: whenText(body.opens_at, now, house.time_zone, words, lang) });
    return [say(words, "refused_closed", lang), when].filter(Boolean).join(lang === "en" ? " " : "");
  }
  if (isUnderWay({ status, body })) return say(words, "refused_under_way", lang);
  return say(words, REFUSALS[body?.code] ?? "refused_other", lang);
}

/** The first try with this key has not been answered yet. */
function isUnderWay({ status, body }) {
  return status === 409 && (body?.code ?? "").startsWith("idempotency");
}

/** Whether the same key must be used when the same number is asked for again: the first try may have been done. */
export function mayHaveBeenDone({ status, body }) {
  return status === 0 || status >= 500 || isUnderWay({ status, body });
}

/** Fills the page-state of a closed kiosk. */
export function fillClosed(section, view) {
  put(section.querySelector("h1"), view.title);
  section.querySelectorAll("p").forEach((line, index) => {
    put(line, view.lines[index]);
    line.hidden = index >= view.lines.length;
  });
}

/** Shows a band with `text`, or none when it is empty. */
export function fillBand(band, text) {
  put(band.querySelector("span"), text);
  band.hidden = !text;
}
