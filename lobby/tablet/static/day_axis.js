/* One axis of a day's time, which the course and a counter's strip are drawn on. Pure. */

import { timeOfDay } from "/static/web/words.js";

const HOUR = 3600000;

/** Whole hours between two marks of an axis, so that at most six labels stand on it. */
const STEPS = [1, 2, 3, 4, 6];
const MOST_MARKS = 6;

/** From `start` to `end` (ms since 1970) on `width`: `x(ms)`, and `marks` at whole hours of the branch's wall. */
export function dayAxis(start, end, width, zone) {
  const x = (ms) => round((width * (Math.min(Math.max(ms, start), end) - start)) / Math.max(1, end - start));
  const step = STEPS.find((hours) => (end - start) / (hours * HOUR) < MOST_MARKS) ?? STEPS.at(-1);
  const marks = [];
  for (let ms = Math.ceil(start / HOUR) * HOUR; ms <= end; ms += HOUR) {
    const text = timeOfDay(new Date(ms), zone);
    if (Number(text.slice(0, 2)) % step === 0) marks.push({ x: x(ms), text });
  }
  return { x, marks };
}

/** To a tenth of a pixel, which is as much as anybody sees. */
export function round(length) {
  return Math.round(length * 10) / 10;
}
