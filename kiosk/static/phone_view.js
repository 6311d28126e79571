/* What the holder's page says of one ticket picture. Pure: values in, values out; phone.js puts them on the page. */

import { say, timeOfDay, waitText } from "/static/web/words.js";

const MINUTE = 60 * 1000;

/** States with words of their own, beside waiting and called, which have a layout of their own. */
const OUTCOMES = ["serving", "finished", "missed", "left"];

/** The drawn scale in SVG units, and what its two texts at the bottom take. */
const SCALE = { width: 350, nowRoom: 76, expectedFrom: 190 };

/** Everything the page says. `lostAt` is the time of day of the picture while the line is down, else null. */
export function phoneView({ house, picture, words, lang, now, lostAt = null }) {
  const isWaiting = picture.state === "waiting";
  const isCalled = picture.state === "called";
  return {
    state: picture.state,
    isWaiting, isCalled,
    waited: isWaiting ? waitedText(now - Date.parse(picture.issued_at), words, lang) : "",
    lead: picture.wait && picture.wait.shown[1] > 0 ? say(words, "phone_lead", lang) : "",
    wait: picture.wait,
    otherwise: say(words, "no_counter_yet", lang),
    scale: isWaiting ? phoneScale(picture, house.time_zone, words, lang) : null,
    isLate: isWaiting && isLate(picture),
    count: picture.ahead ?? 0,
    ahead: aheadText(picture.ahead ?? 0, lostAt, words, lang),
    slots: { used: picture.passed, of: picture.passed_by_at_most },
    say: picture.say[lang],
    counter: picture.counter,
    outcome: isWaiting || isCalled ? { title: "", text: "" } : outcome(picture, house.time_zone, words, lang),
    canCancel: isWaiting && lostAt === null,
  };
}

function waitedText(milliseconds, words, lang) {
  const minutes = Math.floor(milliseconds / MINUTE);
  return minutes < 1 ? say(words, "phone_just_taken", lang) : say(words, "phone_waited", lang, { n: minutes });
}

function aheadText(count, lostAt, words, lang) {
  if (lostAt !== null) return say(words, "phone_ahead_at", lang, { n: count, at: lostAt });
  return count > 0 ? say(words, "phone_ahead", lang, { n: count }) : say(words, "phone_ahead_none", lang);
}

function outcome(picture, zone, words, lang) {
  if (!OUTCOMES.includes(picture.state)) return { title: say(words, "phone_elsewhere", lang), text: "" };
  const key = `phone_${picture.state}`;
  const lines = [say(words, `${key}_text`, lang)];
  if (picture.state === "missed" && picture.called_at && picture.counter) {
    lines.unshift(say(words, "phone_missed_at", lang, { at: timeOfDay(picture.called_at, zone), counter: picture.counter }));
  }
  return { title: say(words, key, lang, { counter: picture.counter }), text: lines.join("\n") };
}

/** Whether the middle of what is expected now passes what the paper says (science.md section 2): said plainly then. */
export function isLate({ at, wait, printed }) {
  if (!wait || !printed) return false;
  return Date.parse(at) + wait.mid * MINUTE > Date.parse(printed.at) + printed.shown[1] * MINUTE;
}

/** Printed and expected on one scale from the issue on: {mine, printed, now, texts, label}; null if nothing is expected. */
export function phoneScale({ at, issued_at: issuedAt, wait, printed }, zone, words, lang) {
  if (!wait || wait.shown[1] <= 0) return null;
  const mine = span(at, wait);
  const paper = printed && printed.shown[1] > 0 ? span(printed.at, printed) : null;
  const from = Date.parse(issuedAt);
  const to = Math.max(mine.to, paper?.to ?? 0) + 5 * MINUTE;
  const x = (instant) => Math.round(((instant - from) / (to - from)) * SCALE.width);
  const bar = ({ from: left, to: right }) => ({ x: x(left), width: Math.max(x(right) - x(left), 4) });
  const times = (stretch) => ({ from: timeOfDay(new Date(stretch.from), zone), to: timeOfDay(new Date(stretch.to), zone) });
  const now = x(Date.parse(at));
  const expected = say(words, "phone_expected", lang, times(mine));
  const onPaper = paper && say(words, "phone_printed", lang, times(paper));
  return {
    mine: bar(mine),
    printed: paper && bar(paper),
    now,
    texts: [
      ...(paper ? [{ x: Math.min(bar(paper).x, SCALE.expectedFrom), y: 12, anchor: "start", text: onPaper }] : []),
      { ...nowPlace(now), y: 68, strong: true, text: say(words, "now_at", lang, { at: timeOfDay(at, zone) }) },
      { x: SCALE.width, y: 68, anchor: "end", strong: true, text: expected },
    ],
    label: [onPaper, expected].filter(Boolean).join(say(words, "comma", lang)),
  };
}

function nowPlace(x) {
  return x < SCALE.nowRoom ? { x: 0, anchor: "start" } : { x: Math.min(x, SCALE.expectedFrom), anchor: "end" };
}

function span(at, { shown: [low, high] }) {
  return { from: Date.parse(at) + low * MINUTE, to: Date.parse(at) + high * MINUTE };
}

/** What is read out when the picture changes: the call, the outcome, or how many are before. */
export function spokenState(view, words, lang) {
  if (view.isCalled) return [say(words, "phone_come", lang), say(words, "come_to", lang, { n: view.counter })].join(say(words, "comma", lang));
  if (view.isWaiting) return [view.ahead, waitText(view.wait, lang)].filter(Boolean).join(say(words, "comma", lang));
  return view.outcome.title;
}

/** What the tab is called: a call is seen there too. */
export function titleOf(picture, words, lang) {
  const called = picture.state === "called" ? say(words, "come_to", lang, { n: picture.counter }) : null;
  return called ? `${picture.number} → ${called}` : say(words, "phone_title", lang, { number: picture.number });
}

/** The words for a cancellation that was refused. */
export function refusedCancel({ body }, words, lang) {
  return say(words, ["already_called", "too_late"].includes(body?.code) ? "phone_too_late" : "phone_not_cancelled", lang);
}
