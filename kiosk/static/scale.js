/* The drawn wait: a stretch of time on a scale from now on, with the times of day written under it.
   Geometry first (pure, SVG units), then what sets it on an svg.scale. Knows minutes and instants, no pictures. */

import { timeOfDay } from "/static/web/words.js";

const SVG = "http://www.w3.org/2000/svg";
const MINUTE = 60 * 1000;

/** A scale ends at the first of these minutes that leaves some ground behind the longest wait on it. */
const ENDS = [10, 20, 30, 50, 80, 120, 180, 240, 360, 480];

/** The last minute of a scale on which `minutes` is the longest wait. */
export function scaleEnd(minutes) {
  return ENDS.find((end) => end >= minutes * 1.2) ?? Math.ceil(minutes * 1.2);
}

/** Where `wait` lies from `now` (ms) on, `width` units wide: {bar, ticks, labels}; null when there is nothing to draw.
    `room` is the width of one time of day in units, `start` the text under now: labels that would touch become one. */
export function clockScale(wait, { now, zone, start, width, room }) {
  if (!wait || wait.shown[1] <= 0) return null;
  const [low, high] = wait.shown;
  const end = scaleEnd(high);
  const at = (minutes) => Math.round((minutes / end) * width);
  const [from, to] = [at(low), at(high)];
  const time = (minutes) => timeOfDay(new Date(now + minutes * MINUTE), zone);
  const startRoom = 2 * room; /* "现在 10:42" */
  const isApart = to - from > room * 1.3 && from - room / 2 > startRoom;
  const half = 1.15 * room; /* of both times together */
  const pair = Math.round(Math.max(startRoom + half, Math.min((from + to) / 2, width - half)));
  return {
    bar: { x: from, width: Math.max(to - from, 4) },
    ticks: [1, from, to],
    labels: [
      { x: 0, anchor: "start", text: start },
      ...(isApart ? [middle(from, time(low)), middle(to, time(high))] : [middle(pair, `${time(low)}–${time(high)}`)]),
    ],
  };
}

function middle(x, text) {
  return { x, anchor: "middle", text };
}

/** Draws `scale` on `svg`; takes the drawing away when it is null. */
export function putScale(svg, scale) {
  svg.toggleAttribute("hidden", scale === null);
  if (scale === null) return;
  const bar = svg.querySelector(".mine");
  bar.setAttribute("x", scale.bar.x);
  bar.setAttribute("width", scale.bar.width);
  svg.querySelector(".tick").setAttribute("d", scale.ticks.map((x) => `M${x} 28v8`).join(""));
  for (const old of svg.querySelectorAll("text")) old.remove();
  svg.append(...scale.labels.map(({ x, anchor, text }) => textAt(x, anchor, text)));
}

function textAt(x, anchor, text) {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("x", x);
  element.setAttribute("y", 62);
  element.setAttribute("text-anchor", anchor);
  element.textContent = text;
  return element;
}
