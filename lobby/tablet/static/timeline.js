/* A counter's day as the panel shows it (S12): a strip of what it did, and every customer and every change to the second.
   Pure: the answer of GET .../timeline in, texts and lengths out. */

import { dayAxis } from "/static/tablet/day_axis.js";
import { exactMinutes, secondOfDay, speaker } from "/static/tablet/tablet_words.js";

export const WIDTH = 380;

/** A customer of a moment can still be seen on the strip, and tapped figures stay apart. */
const THINNEST = 1.5;
const GAP = 0.5;

/** `told` is the answer, null while it is being read, false if it could not be. */
export function timelineView({ house, picture, words, lang, now }, counter, told) {
  const on = speaker({ house, words, lang });
  const teller = picture.counters.find(({ id }) => id === counter)?.teller ?? "";
  const head = { title: on.say("timeline", { id: counter }), teller };
  if (!told) return { ...head, sum: "", strip: null, events: [], none: on.say(told === null ? "timeline_reading" : "timeline_lost") };
  const served = told.events.filter(({ how }) => how === "finished").length;
  return {
    ...head,
    sum: on.say("timeline_sum", { n: served }),
    strip: told.stretches.length ? stripOf(told, picture, on, now) : null,
    events: told.events.map((event) => (event.what === "ticket" ? stayOf(event, on, now) : changeOf(event, on))),
    none: told.events.length ? "" : on.say("timeline_none"),
  };
}

function stripOf({ stretches, day }, { course }, on, now) {
  const isToday = course !== null && course.day === day;
  const ends = stretches.map(({ until }) => (until === null ? now.getTime() : Date.parse(until)));
  const start = Math.min(Date.parse(stretches[0].from), isToday ? Date.parse(course.opens_at) : Infinity);
  const end = Math.max(...ends, isToday ? Date.parse(course.closes_at) : 0);
  const axis = dayAxis(start, end, WIDTH, on.house.time_zone);
  return {
    marks: axis.marks,
    blocks: stretches.map(({ doing, from }, place) => {
      const x = axis.x(Date.parse(from));
      return { doing, x, width: Math.max(THINNEST, axis.x(ends[place]) - x - GAP) };
    }),
    names: ["serving", "idle", "paused"].map((doing) => ({ doing, name: on.say(`doing_${doing}`), minutes: minutesOf(doing, stretches, ends, on) })),
  };
}

function minutesOf(doing, stretches, ends, on) {
  const sum = stretches.reduce((minutes, one, place) => minutes + (one.doing === doing ? exactMinutes(one.from, ends[place]) : 0), 0);
  return on.say("minutes", { n: Math.floor(sum) });
}

function stayOf({ number, service, called_at, recalled_at, started_at, ended_at, how, called_by, ended_by, errands }, on, now) {
  const second = (at) => secondOfDay(at, on.house.time_zone);
  const minutes = Math.floor(exactMinutes(started_at ?? called_at, ended_at === null ? now.getTime() : Date.parse(ended_at)));
  return {
    isStay: true,
    from: second(called_at),
    until: ended_at === null ? "" : second(ended_at),
    number,
    text: service === null ? "" : on.service(service),
    how: how === null ? on.say("how_now") : on.say(on.knows(`how_${how}`) ? `how_${how}` : "how_left"),
    more: on.sentence([
      on.say("minutes", { n: minutes }),
      started_at === null ? "" : on.say("how_started", { time: second(started_at) }),
      ...errands.map((errand) => on.say("then_errand", { time: second(errand.at), service: on.service(errand.service) })),
      recalled_at.length ? on.say("recalled", { n: recalled_at.length }) : "",
      on.who(ended_by ?? called_by),
    ]),
    key: `${called_at} ${number}`,
  };
}

function changeOf({ what, at, by, reason, services }, on) {
  const values = { reason: reason === null ? "" : on.reason(reason), list: on.list(services.map(on.service)) };
  return {
    isStay: false,
    from: secondOfDay(at, on.house.time_zone),
    text: on.say(`did_${what}`, values),
    more: on.who(by),
    key: `${at} ${what}`,
  };
}
