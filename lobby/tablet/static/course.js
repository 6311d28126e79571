/* The course of the day, drawn: people waiting above, the longest wait below, on one time axis. Pure: the picture's
   course in, lengths and texts out; a slot's figure stands in the middle of its five minutes. */

import { dayAxis, round } from "/static/tablet/day_axis.js";
import { speaker } from "/static/tablet/tablet_words.js";
import { localDate } from "/static/web/words.js";

export const WIDTH = 380;
export const HEIGHT = 80;

/** Tops of the scales of people: the first one that holds the day. */
const TOPS = [5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 500];
const SCALE_STEP_MINUTES = 10;
const MINUTE = 60000;

/** {title, none} before anything has happened; else with people and longest (line, area, dot), marks and now. */
export function courseView({ house, picture, words, lang, now, lost = null }) {
  const on = speaker({ house, words, lang });
  const { course } = picture;
  const title = course === null || isOfToday(course, now, house) ? on.say("course") : on.say("course_of", { date: course.day });
  const slots = course === null ? [] : slotsOf(course);
  if (!slots.some(({ most }) => most > 0)) return { title, none: on.say("course_none") };
  const at = (lost ?? now).getTime();
  const start = Math.min(Date.parse(course.opens_at), slots.find(({ most }) => most > 0).start);
  const end = Math.max(Date.parse(course.closes_at), course.is_over ? slots.at(-1).start : at);
  const axis = dayAxis(start, end, WIDTH, house.time_zone);
  const known = slots.filter(({ start: begins }) => begins >= start);
  const most = Math.max(...known.map((slot) => slot.most));
  const longest = Math.max(...known.map((slot) => slot.longest));
  const promise = house.promised_wait_minutes;
  const top = Math.ceil(Math.max(longest, 1.5 * promise) / SCALE_STEP_MINUTES) * SCALE_STEP_MINUTES;
  const middle = (slot) => axis.x(Math.min(slot.start + (course.slot_minutes * MINUTE) / 2, course.is_over ? Infinity : at));
  const figures = { now: course.is_over ? 0 : picture.queue.length, most, wait: course.is_over ? 0 : waitNow(picture, at), longest: Math.floor(longest) };
  return {
    title,
    none: "",
    label: on.say("course_label", figures),
    marks: axis.marks,
    now: course.is_over ? null : axis.x(at),
    people: {
      ...drawn(known.map((slot) => [middle(slot), slot.most]), TOPS.find((one) => one >= most) ?? most),
      name: on.say("course_people"), most: on.say("course_most", { n: most }), figure: String(figures.now),
    },
    longest: {
      ...drawn(known.map((slot) => [middle(slot), slot.longest]), top),
      name: on.say("course_longest"), most: on.say("course_most", { n: figures.longest }), figure: String(figures.wait),
      promise: { y: heightOf(promise, top), text: String(promise) },
    },
  };
}

function isOfToday(course, now, house) {
  return course.day === localDate(now, house.time_zone);
}

function slotsOf({ first_slot_at, slot_minutes, most_waiting, longest_wait }) {
  const first = first_slot_at === null ? 0 : Date.parse(first_slot_at);
  return most_waiting.map((most, place) => ({ start: first + place * slot_minutes * MINUTE, most, longest: longest_wait[place] }));
}

/** How long the first in the list has waited: those who wait stand in the order of coming. */
function waitNow({ queue }, at) {
  return queue.length ? Math.floor(Math.max(0, at - Date.parse(queue[0].issued_at)) / MINUTE) : 0;
}

/** A line through the points, and the area below it. */
function drawn(points, top) {
  const places = points.map(([x, value]) => [x, heightOf(value, top)]);
  const line = `M${places.map(([x, y]) => `${x} ${y}`).join("L")}`;
  const [last] = places.slice(-1);
  return { line, area: `${line}L${last[0]} ${HEIGHT}L${places[0][0]} ${HEIGHT}Z`, dot: { x: last[0], y: last[1] } };
}

function heightOf(value, top) {
  return round(HEIGHT - (HEIGHT * value) / top);
}
