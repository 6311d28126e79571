/* What the holder's page says to somebody who is out of the queue for a while (parked, at a machine, missed), and to
   somebody who is back in it. Pure: values in, values out. */

import { say, timeOfDay } from "/static/web/words.js";

/** By state: the deed that brings the holder back, with its body, and the key that does it. */
const BACK = {
  parked: { deed: "return", body: { reason: "ready" }, label: "phone_ready" },
  redirected: { deed: "return", body: { reason: "machine_failed" }, label: "phone_failed" },
  missed: { deed: "late", body: {}, label: "phone_here" },
};

export const isAside = ({ state }) => state in BACK;

/** The page of one who is aside: {title: {before, figure, after}, lines, back}; null for any other. `now` is in ms. */
export function asideView({ house, picture, words, lang, now }) {
  if (!isAside(picture)) return null;
  const { label, ...deed } = BACK[picture.state];
  const told = { parked, redirected, missed }[picture.state]({ house, picture, words, lang, now });
  return { ...told, back: { ...deed, label: say(words, label, lang) } };
}

/** Why the holder waits again and where: a sentence; empty for who never left the place. */
export function cameBackText({ came_back: code, service }, house, words, lang) {
  if (code === null) return "";
  const key = `back_${code}`;
  return say(words, key in words ? key : "back_other", lang, { service: nameOf(house.services, service, lang) ?? "" });
}

function parked({ house, picture, words, lang }) {
  const { reason, until } = picture.aside;
  const name = nameOf(house.park_reasons, reason, lang);
  return {
    title: around(words, "phone_parked", lang, timeOfDay(until, house.time_zone)),
    lines: [name && say(words, "phone_parked_why", lang, { reason: name }), say(words, "phone_parked_text", lang), say(words, "phone_ready_text", lang)].filter(Boolean),
  };
}

function redirected({ house, picture, words, lang }) {
  const { machine, accompanied } = picture.aside;
  const name = nameOf(house.machines, machine, lang) ?? say(words, "phone_some_machine", lang);
  return {
    title: { before: say(words, "phone_redirected", lang, { machine: name }), figure: "", after: "" },
    lines: [say(words, accompanied ? "phone_accompanied" : "phone_alone", lang), say(words, "phone_redirected_text", lang)],
  };
}

function missed({ house, picture, words, lang, now }) {
  const zone = house.time_zone;
  const until = timeOfDay(picture.in_time_until, zone);
  const isInTime = now <= Date.parse(picture.in_time_until);
  const called = picture.called_at && picture.counter;
  return {
    title: { before: say(words, "phone_missed", lang), figure: "", after: "" },
    lines: [
      called && say(words, "phone_missed_at", lang, { at: timeOfDay(picture.called_at, zone), counter: picture.counter }),
      say(words, isInTime ? "phone_in_time" : "phone_past_time", lang, { until }),
      say(words, "phone_missed_text", lang),
    ].filter(Boolean),
  };
}

/** A sentence whose `{at}` is set large. */
function around(words, key, lang, figure) {
  const [before, after] = words[key][lang].split("{at}");
  return { before, figure, after };
}

function nameOf(things, id, lang) {
  return things.find((thing) => thing.id === id)?.name[lang] ?? null;
}
