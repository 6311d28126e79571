/* Why queues are slow, as the hall screen says it: one sentence for a cause, whatever number of queues it slows.
   Pure. `display/slow.py` is its twin for the server's first page; tests/display/ puts the same pictures to both. */

import { aboutTime, say, timeOfDay } from "/static/web/words.js";

/** What the band holds, and what somebody reads who looks up. */
const MOST_SENTENCES = 2;

/** Services called by their names; more are "several services". */
const MOST_NAMED = 2;

const ORDER = ["paused", "no_counter", "few_counters", "long_errands", "no_calls", "busy"];

/** At most two sentences, each {zh, en}, the plainest cause first; none while no queue is slow. */
export function slowSaid(house, picture, words, now) {
  const together = new Map();
  for (const { service, slow } of picture.queues) {
    for (const cause of slow) {
      const key = `${cause.code} ${cause.reason ?? ""}`;
      together.set(key, [...(together.get(key) ?? []), { service, cause }]);
    }
  }
  const wall = picture.counters.map(({ id }) => id);
  const merged = [...together.values()].map((told) => mergedOf(told, wall));
  merged.sort((one, another) => ORDER.indexOf(one.code) - ORDER.indexOf(another.code));
  const said = (cause) => Object.fromEntries(["zh", "en"].map((lang) => [lang, sentence(house, cause, words, lang, now)]));
  return merged.slice(0, MOST_SENTENCES).map(said);
}

/** One cause for all the queues that it slows: said so that it is true of each of them. */
function mergedOf(told, wall) {
  const { code, reason } = told[0].cause;
  const counters = told.flatMap(({ cause }) => cause.counters ?? []);
  return {
    code, reason,
    services: told.map(({ service }) => service),
    counters: wall.filter((id) => counters.includes(id)),
    until: latest(told, "until"),
    since: latest(told, "since"),
  };
}

function latest(told, name) {
  const instants = told.map(({ cause }) => cause[name]).filter(Boolean).sort();
  return instants.length === told.length ? instants.at(-1) : null;
}

function sentence(house, cause, words, lang, now) {
  return say(words, "slow", lang, { what: causeText(house, cause, words, lang, now), services: servicesText(house, cause.services, words, lang) });
}

function causeText(house, { code, counters, reason, until, since }, words, lang, now) {
  const zone = house.time_zone;
  if (code === "no_calls") return say(words, "slow_no_calls", lang, { time: timeOfDay(since, zone) });
  if (code !== "paused") return say(words, `slow_${code}`, lang);
  const name = house.pause_reasons.find(({ id }) => id === reason)?.name[lang];
  const values = { counters: counters.join(say(words, "list_comma", lang)), reason: name ?? say(words, "state_paused", lang) };
  if (until === null) return say(words, "slow_paused", lang, values);
  if (new Date(until) < now) return say(words, "slow_overdue", lang, values);
  return say(words, "slow_paused_until", lang, { ...values, time: aboutTime(until, zone) });
}

function servicesText(house, ids, words, lang) {
  const names = house.services.filter(({ id }) => ids.includes(id)).map(({ name }) => name[lang]);
  return names.length <= MOST_NAMED ? names.join(say(words, "list_comma", lang)) : say(words, "several", lang);
}
