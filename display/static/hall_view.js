/* What the hall screen says for one Board: plain words and figures, in the page's language, before any DOM.
   Pure. `display/view.py` is its twin for the server's first page; tests/display/ puts the same pictures to both.
   Only here: a call that has its turn as the large one (`line`, see calls.js), and a server that was lost. */

import { aboutTime, dayText, localDate, other, say, timeOfDay } from "/static/web/words.js";
import { ownFirst } from "./calls.js";
import { slowSaid } from "./slow.js";

/** How long an unanswered call says "now, come" (look, rule 2). To press start is optional for a teller: without a
    bound, a hall where nobody presses it would stand full of old calls. */
const CALL_STANDS_MS = 3 * 60 * 1000;

/** Calls shown after the large one. */
const LAST = 6;

/** Pixels for both languages of a notice on one line; what is wider is set smaller, in the page's language alone. */
const BAND_WIDTH = 1600;

const SHAPES = { closed: "closed", open: "free", ready: "free", called: "right", serving: "busy", paused: "pause" };
const NOT_GIVEN = { before_hours: "numbers_from", after_last_number: "no_more_numbers", closed_day: "closed_today" };

/** All that the hall screen says. `screen`: one of `house.screens`, null for the whole hall; `line`: whose turn it is
    to stand large, null for the newest; `lostSince`: the Date since when the server is away, null while it is there. */
export function hallView({ house, picture, words, lang, now, screen = null, line = null, lostSince = null }) {
  const wording = wordingOf(words, lang, now, house.time_zone);
  const { numbers } = picture;
  const calls = ownFirst(picture.calls, screen);
  const shown = (line && picture.calls.find(({ seq }) => seq === line.shown)) ?? calls[0] ?? null;
  const later = line ? line.waiting : [];
  const last = calls.filter(({ seq, number }) => number !== shown.number && !later.includes(seq)).slice(0, LAST);
  const stale = lostSince !== null;
  return {
    clock: wording.time(now),
    day: dayText(now, house.time_zone, lang),
    now: shown && large(shown, wording, { stale, isFresh: Boolean(line?.isFresh) }),
    empty: shown ? null : empty(house, numbers, wording),
    last: Array.from({ length: LAST }, (_, place) => (last[place] ? called(last[place], wording, { stale }) : null)),
    head: stale
      ? [wording.say("waiting"), wording.say("counted_at", { time: wording.time(lostSince) })]
      : [wording.say("still_waiting"), queueHead(numbers, wording)],
    queues: picture.queues.map((queue) => queueOf(house, queue, numbers.open && !stale, numbers.open, wording)),
    counters: picture.counters.map((counter) => counterOf(house, counter, picture.calls, wording, stale)),
    band: stale ? staleBand(lostSince, wording) : band(house, picture, wording),
  };
}

function wordingOf(words, lang, now, zone) {
  const languages = [lang, other(lang)];
  const time = (instant) => timeOfDay(instant, zone);
  const when = (opensAt, language) => {
    if (opensAt === null) return "";
    const isToday = localDate(opensAt, zone) === localDate(now, zone);
    return isToday ? time(opensAt) : `${dayText(opensAt, zone, language)} ${time(opensAt)}`;
  };
  return {
    words, lang, now, zone, languages, time,
    say: (key, values) => say(words, key, lang, values),
    both: (key, values) => languages.map((language) => say(words, key, language, values)),
    named: (things, id) => {
      const thing = things.find((one) => one.id === id);
      return thing ? languages.map((language) => thing.name[language]) : null;
    },
    opening: (key, opensAt) => languages.map((language) => say(words, key, language, { when: when(opensAt, language) })),
  };
}

function large(call, wording, { stale, isFresh }) {
  const shown = called(call, wording, { stale, isFresh });
  const label = stale
    ? wording.both("called_at", { time: wording.time(call.at) })
    : wording.both(shown.calling ? "now_calling" : "last_called");
  return { label, ...shown };
}

/** A call that has just come up keeps its colour for its turn, even if it was answered at once. */
function called(call, wording, { stale, isFresh = false }) {
  const stands = !call.answered && isStanding(call.at, wording);
  return { number: call.number, counter: call.counter, calling: !stale && (isFresh || stands) };
}

function empty(house, numbers, wording) {
  if (numbers.open) return { title: wording.both("nobody_called"), then: wording.both("will_appear") };
  const title = wording.opening(NOT_GIVEN[numbers.reason], numbers.opens_at);
  if (numbers.reason === "before_hours") {
    return { title, then: wording.both("serves_from", { time: house.hours.opens_at.slice(0, 5) }) };
  }
  return { title, then: wording.opening(numbers.opens_at ? "serves_again" : "asks_staff", numbers.opens_at) };
}

function queueHead(numbers, wording) {
  return numbers.open ? wording.say("wait_from_now") : wording.opening(NOT_GIVEN[numbers.reason], numbers.opens_at)[0];
}

function queueOf(house, queue, showsWait, isOpen, wording) {
  const unit = { 0: "nobody", 1: "person" }[queue.waiting] ?? "people";
  return {
    name: wording.named(house.services, queue.service),
    people: queue.waiting,
    count: queue.waiting ? String(queue.waiting) : "",
    unit: wording.say(unit),
    wait: showsWait ? queue.wait : null,
    otherwise: showsWait && isOpen ? wording.say("no_counter") : "",
  };
}

/** True while an announcement still says "now, come". */
function isStanding(announcedAt, wording) {
  return wording.now - new Date(announcedAt) <= CALL_STANDS_MS;
}

/** A person called long ago has come, or the teller would have called again; and whether one has come is not known
    while the server is away. The counter is then just busy. */
function counterOf(house, counter, calls, wording, stale) {
  const announced = calls.find((call) => call.counter === counter.id && call.number === counter.number);
  const isCalling = !stale && isStanding(announced?.at ?? counter.since, wording);
  const state = counter.state === "called" && !isCalling ? "serving" : counter.state;
  const group = wording.named(house.groups, counter.group);
  let line = state === "paused" ? pause(house, counter, wording) : [];
  if (counter.pausing && state !== "paused") line = [wording.say("pausing")];
  return {
    id: counter.id,
    state,
    shape: SHAPES[state],
    word: wording.say(`state_${state}`, { number: counter.number }),
    line: line.length ? line : publicWords(house, counter, group, wording),
  };
}

/** What the counter is for, and what it is lent to besides: two pieces, as there is room for no more. */
function publicWords(house, counter, group, wording) {
  const lent = counter.lent_groups.map((id) => wording.named(house.groups, id)).filter(Boolean);
  const also = lent.length === 1 ? [wording.say("serves_too", { name: lent[0][0] })] : lent.length ? [wording.say("serves_others")] : [];
  return [...(group ?? []).slice(0, 1), ...also];
}

/** Why, and until when: two pieces, between which a line may break. English has room for the second alone. */
function pause(house, counter, wording) {
  const reason = (wording.named(house.pause_reasons, counter.reason) ?? []).slice(0, 1);
  if (counter.until === null) return reason;
  const isOver = new Date(counter.until) < wording.now;
  const until = isOver ? wording.say("overdue") : wording.say("back_about", { time: aboutTime(counter.until, wording.zone) });
  return wording.lang === "en" ? [until] : [...reason, until];
}

function staleBand(lostSince, wording) {
  const [text, otherText] = wording.both("stopped", { time: wording.time(lostSince) });
  return { shape: "cut", text, other: otherText, long: false };
}

function band(house, picture, wording) {
  const [text, otherText] = bandWords(house, picture, wording);
  return { shape: "flag", text, other: otherText, long: 34 * ems(text) + 28 * ems(otherText) > BAND_WIDTH };
}

function bandWords(house, picture, wording) {
  const news = [...picture.notices.map(({ text }) => text), ...slowSaid(house, picture, wording.words, wording.now)];
  if (news.length) return joined(news.map((text) => wording.languages.map((language) => text[language])), wording);
  if (picture.numbers.reason === "after_last_number") return wording.both("finishing");
  return wording.both("complaints", { line: house.complaint_line });
}

/** Sentences, each in both languages, one after the other; after a Chinese full stop there is air enough. */
function joined(sentences, wording) {
  const between = { zh: "", en: " " };
  return wording.languages.map((language, place) => sentences.map((said) => said[place]).join(between[language]));
}

/** About how wide a text is: a Chinese character is one em, any other half of one. */
function ems(text) {
  return [...text].reduce((width, character) => width + (character.codePointAt(0) > 0x2e7f ? 1 : 0.5), 0);
}
