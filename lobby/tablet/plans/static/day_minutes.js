/* Times of a day as minutes since midnight on the branch's wall, which the plans are counted and drawn in. Pure. */

import { timeOfDay } from "/static/web/words.js";

const HOUR = 60;

/** "09:15" in minutes. */
export function minuteOf(clock) {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours * HOUR + minutes;
}

/** Minutes as "09:15". */
export function clockOf(minute) {
  return [Math.floor(minute / HOUR), minute % HOUR].map((figure) => String(figure).padStart(2, "0")).join(":");
}

/** The minute of the day at which an instant falls. */
export function minuteAt(instant, zone) {
  return minuteOf(timeOfDay(instant, zone));
}

/** From minute `start` to `end` on `width`: `x(minute)`, and `marks` at whole hours, each with room for its label. */
export function minuteAxis(start, end, width, room = 56) {
  const x = (minute) => Math.round((width * (Math.min(Math.max(minute, start), end) - start)) / Math.max(1, end - start));
  const step = [1, 2, 3, 4, 6].find((hours) => (hours * HOUR * width) / Math.max(1, end - start) >= room) ?? 12;
  const marks = [];
  for (let minute = Math.ceil(start / HOUR) * HOUR; minute <= end; minute += HOUR) {
    if ((minute / HOUR) % step === 0) marks.push({ x: x(minute), text: clockOf(minute % (24 * HOUR)) });
  }
  return { x, marks };
}
