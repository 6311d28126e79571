/* What the holder's page says of one ticket picture. Pure: values in, values out; phone.js puts them on the page. */

import { localDate, say, timeOfDay, waitText } from "/static/web/words.js";

import { asideView, cameBackText } from "./phone_aside.js";
import { isFirstWait, slowView } from "./phone_slow.js";

const MINUTE = 60 * 1000;

/** States with words of their own, beside waiting and called, which have a layout of their own, and those aside. */
const OUTCOMES = ["serving", "finished", "left"];

/** The drawn scale in SVG units, and what its two texts at the bottom take. */
const SCALE = { width: 350, nowRoom: 76, expectedFrom: 190 };

/** Everything the page says. `lostAt` is the time of day of the picture while the line is down, else null. */
export function phoneView({ house, picture, words, lang, now, lostAt = null }) {
  const isWaiting = picture.state === "waiting";
  const isCalled = picture.state === "called";
  const aside = asideView({ house, picture, words, lang, now });
  const slow = isWaiting ? slowView({ house, picture, words, lang, now }) : null;
  const isNext = slow !== null && picture.wait?.shown[1] === 0; /* whom nobody calls is not told "no wait" */
  return {
    state: picture.state,
    isWaiting, isCalled, aside,
    service: house.services.find(({ id }) => id === picture.service)?.name[lang] ?? "",
    waited: isWaiting ? waitedText(now - Date.parse(picture.issued_at), words, lang) : "",
    lead: picture.wait && picture.wait.shown[1] > 0 ? say(words, "phone_lead", lang) : "",
    wait: isNext ? null : picture.wait,
    otherwise: say(words, isNext ? "phone_is_next" : "no_counter_yet", lang),
    scale: isWaiting ? phoneScale(picture, house.time_zone, words, lang) : null,
    slow,
    cameBack: isWaiting ? cameBackText(picture, house, words, lang) : "",
    help: picture.help && (isWaiting || aside) ? say(words, "phone_help", lang, { help: picture.help[lang] }) : "",
    count: picture.ahead ?? 0,
    ahead: aheadText(picture.ahead ?? 0, lostAt, words, lang),
    slots: { used: picture.passed, of: picture.passed_by_at_most },
    say: picture.say[lang],
    counter: picture.counter,
    outcome: isWaiting || isCalled || aside ? { title: "", text: "" } : outcome(picture, house.time_zone, words, lang),
    giveUp: isWaiting || aside ? giveUp(picture, words, lang) : null,
    canDo: (isWaiting || aside !== null) && lostAt === null,
  };
}

/** How the holder ends it: whoever was sent to a machine is done there, anybody else stops waiting. */
function giveUp(picture, words, lang) {
  const kind = picture.state === "redirected" ? "helped" : "give_up";
  const keys = { label: kind, title: `sure_${kind}`, text: `sure_${kind}_text`, stay: `stay_${kind}`, confirm: `confirm_${kind}` };
  const told = Object.entries(keys).map(([name, key]) => [name, say(words, `phone_${key}`, lang)]);
  return { ...Object.fromEntries(told), isGrave: kind === "give_up", deed: "cancel", body: { reason: kind === "helped" ? "done_elsewhere" : "left" } };
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
  const key = outcomeKey(picture, zone);
  if (key === null) return { title: say(words, "phone_elsewhere", lang), text: "" };
  return { title: say(words, key, lang, { counter: picture.counter }), text: say(words, `${key}_text`, lang) };
}

/** A number that was left is done with at a machine, or over with its day, or given up. */
function outcomeKey({ state, aside, day, issued_at: issuedAt }, zone) {
  if (!OUTCOMES.includes(state)) return null;
  if (state !== "left") return `phone_${state}`;
  if (aside?.machine) return "phone_left_machine";
  return day === localDate(issuedAt, zone) ? "phone_left" : "phone_over";
}

/** Printed and expected on one scale from the issue on: {mine, printed, now, texts, label}; null if nothing is expected. */
export function phoneScale(picture, zone, words, lang) {
  const { at, issued_at: issuedAt, wait, printed } = picture;
  if (!wait || wait.shown[1] <= 0) return null;
  const mine = span(at, wait);
  const paper = printed && printed.shown[1] > 0 && isFirstWait(picture) ? span(printed.at, printed) : null;
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
  if (view.aside) return Object.values(view.aside.title).join("");
  return view.outcome.title;
}

/** What the tab is called: a call is seen there too. */
export function titleOf(picture, words, lang) {
  const called = picture.state === "called" ? say(words, "come_to", lang, { n: picture.counter }) : null;
  return called ? `${picture.number} → ${called}` : say(words, "phone_title", lang, { number: picture.number });
}
