/* Why it takes longer than the ticket says, in the holder's words: sorry first, then why, then that the order holds.
   Pure: a picture in, sentences out. */

import { aboutTime, say, timeOfDay } from "/static/web/words.js";

const MINUTE = 60 * 1000;

/** Whether this is the wait that the ticket speaks of: who has been called or away before comes by another promise. */
export const isFirstWait = ({ called_at: calledAt, came_back: code }) => !calledAt && [null, undefined, "transferred"].includes(code);

/** Whether it gets later than the paper says: the server foresees it, and takes it back no sooner than it should
    (lobby/domain/later.py); or that is past already. */
export function isLate(picture, now = Date.parse(picture.at)) {
  const { is_later: isForeseen, printed } = picture;
  if (!printed || !isFirstWait(picture)) return false;
  return isForeseen || now > Date.parse(printed.at) + Math.max(1, printed.shown[1]) * MINUTE; /* "no wait" is kept within a minute */
}

/** The notice {title, text}; null while nothing is late and nothing slow. */
export function slowView({ house, picture, words, lang, now }) {
  const late = isLate(picture, now);
  if (!late && !picture.slow.length) return null;
  const why = picture.slow.map((cause) => causeText(cause, { house, words, lang, now })).filter(Boolean);
  return { title: say(words, late ? "phone_late" : "phone_slow", lang), text: [...why, say(words, "phone_order_kept", lang)].join("\n") };
}

function causeText(cause, { house, words, lang, now }) {
  const zone = house.time_zone;
  const tell = (key, values) => say(words, key, lang, values);
  const told = {
    paused: () => pausedText(cause, { house, words, lang, now }),
    no_counter: () => tell("phone_slow_no_counter"),
    few_counters: () => tell("phone_slow_few_counters", { open: cause.open, planned: cause.planned }),
    long_errands: () => tell("phone_slow_long_errands"),
    no_calls: () => tell("phone_slow_no_calls", { since: timeOfDay(cause.since, zone) }),
    busy: () => tell("phone_slow_busy", { waiting: cause.waiting, open: cause.open }),
  };
  return told[cause.code]?.() ?? "";
}

function pausedText({ counters, reason, until }, { house, words, lang, now }) {
  const name = house.pause_reasons.find(({ id }) => id === reason)?.name[lang] ?? say(words, "phone_slow_some_pause", lang);
  const values = { counters: counters.join(say(words, "list_comma", lang)), reason: name };
  if (!until) return say(words, "phone_slow_paused", lang, values);
  if (Date.parse(until) < now) return say(words, "phone_slow_overdue", lang, values);
  return say(words, "phone_slow_paused_until", lang, { ...values, until: aboutTime(until, house.time_zone) });
}
