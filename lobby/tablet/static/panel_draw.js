/* What opens at a tap, into the page: a ticket's or a call's facts, a counter's day, and the day's course.
   Each box is built anew when, and only when, what it says has changed. */

import { HEIGHT, WIDTH } from "/static/tablet/course.js";
import { shape } from "/static/web/parts.js";

const SVG = "http://www.w3.org/2000/svg";

/** `box` shows what `build()` makes of `shown`; left alone if it shows just that already. Answers whether it was built. */
export function show(box, shown, build) {
  const wanted = JSON.stringify(shown);
  if (box.dataset.shows === wanted) return false;
  box.dataset.shows = wanted;
  box.replaceChildren(...build(shown).filter(Boolean));
  return true;
}

/** An element of this class; text, elements or nothing inside. */
export function el(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside.filter((one) => one !== null && one !== ""));
  return element;
}

function svg(tag, attributes, ...inside) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

const text = (x, y, said, more = {}) => svg("text", { x, y, ...more }, said);

/** The course of the day, of courseView(). */
export function courseParts({ none, label, marks, now, people, longest }) {
  if (none) return [el("p", "label", none)];
  const below = HEIGHT + 62;
  const parts = [
    ...plot(people, 24),
    ...plot(longest, below),
    svg("path", { class: "promise", d: `M0 ${below + longest.promise.y}H${WIDTH}` }),
    text(0, below + longest.promise.y - 4, longest.promise.text, { class: "at-promise" }),
    ...marks.map(({ x, text: said }) => text(Math.min(Math.max(x, 18), WIDTH - 18), below + HEIGHT + 18, said, { "text-anchor": "middle" })),
    svg("path", { class: "ticks", d: marks.map(({ x }) => `M${x} ${below + HEIGHT}v4`).join("") || "M0 0" }),
  ];
  if (now !== null) parts.push(svg("path", { class: "now", d: `M${now} 24V${24 + HEIGHT}M${now} ${below}V${below + HEIGHT}` }), ...[[people, 24], [longest, below]].flatMap(([one, y]) => dot(one, y)));
  return [svg("svg", { class: "day", viewBox: `0 0 ${WIDTH} ${below + HEIGHT + 24}`, role: "img", "aria-label": label }, ...parts)];
}

function plot({ line, area, name, most }, y) {
  return [
    text(0, y - 10, name),
    text(WIDTH, y - 10, most, { "text-anchor": "end" }),
    svg("g", { transform: `translate(0 ${y})` }, svg("path", { class: "area", d: area }), svg("path", { class: "line", d: line })),
    svg("path", { class: "axis", d: `M0 ${y + HEIGHT}H${WIDTH}` }),
  ];
}

/** The figure of now stands where there is room: left of its dot late in the day. */
function dot({ dot: { x, y }, figure }, top) {
  const side = x > WIDTH - 40 ? { x: x - 8, "text-anchor": "end" } : { x: x + 8 };
  return [svg("circle", { cx: x, cy: top + y, r: 4 }), text(side.x, top + Math.max(y + 5, 12), figure, { class: "figure", ...(side["text-anchor"] ? { "text-anchor": "end" } : {}) })];
}

/** A waiting ticket or a call, of storyView(). */
export function storyParts({ number, what, hasCare, kind, facts, scale, passes, before, quote, full }) {
  return [
    el("h2", "story-head", el("span", "number", number), el("span", "what", what), el("span", "kind", hasCare ? shape("heart") : "", kind)),
    el("dl", "ledger facts", ...facts.map(({ term, text: said, isGrave }) => el("div", isGrave ? "row later" : "row", el("dt", "", term), el("dd", "", said)))),
    scale && scaleSvg(scale),
    passes.length ? el("ul", "passes", ...passes.map(passPart)) : null,
    before && el("div", "before", el("p", "label", before.term), el("ul", "", ...before.numbers.map((number) => el("li", "", numberKey(number))))),
    quote && el("div", "saying", el("p", "label", quote.head), said("zh", quote.text.zh), said("en", quote.text.en)),
    full && el("div", "saying", el("p", "label", full.head), el("p", "", full.text)),
  ];
}

function said(lang, words) {
  const quote = el("q", "", words);
  quote.lang = lang === "zh" ? "zh-CN" : "en";
  return quote;
}

function passPart({ name, used, cap }) {
  return el("li", "", slots(used, cap), el("b", "", `${used}/${cap}`), el("span", "", name));
}

/** K boxes, the first ones used up. */
export function slots(used, of) {
  const boxes = el("span", "slots", ...Array.from({ length: of }, (_, place) => el("i", place < used ? "used" : "")));
  boxes.setAttribute("aria-hidden", "true");
  return boxes;
}

/** A number that leads to its own story. */
export function numberKey(number) {
  const key = el("button", "key", el("span", "number", number));
  key.type = "button";
  key.dataset.number = number;
  return key;
}

function scaleSvg({ printed, now }) {
  return svg("svg", { class: "against", viewBox: `0 0 ${WIDTH} 56`, "aria-hidden": "true" },
    text(0, 17, printed.name), text(0, 45, now.name),
    svg("svg", { x: 50, width: WIDTH - 50, height: 56, viewBox: `0 0 ${WIDTH} 56`, preserveAspectRatio: "none" },
      svg("rect", { class: "printed", x: printed.x, y: 5, width: Math.max(2, printed.width), height: 14 }),
      svg("rect", { class: "waited", x: 0, y: 34, width: now.waited, height: 14 }),
      ...(now.coming ? [svg("rect", { class: "coming", x: now.coming.x, y: 35, width: Math.max(2, now.coming.width), height: 12 })] : [])));
}

/** A counter's day, of timelineView(). */
export function timelineParts({ title, teller, sum, strip, events, none }) {
  return [
    el("div", "timeline-top",
      el("h2", "story-head", el("span", "what", title), el("span", "kind", [teller, sum].filter(Boolean).join(" · "))),
      strip && stripSvg(strip),
      strip && el("ul", "strip-names", ...strip.names.map(({ doing, name, minutes }) => el("li", doing, el("i", ""), `${name} ${minutes}`)))),
    none ? el("p", "label", none) : null,
    el("ol", "events", ...events.map((event) => (event.isStay ? stayPart(event) : changePart(event)))),
  ];
}

function stayPart({ from, until, number, text: what, how, more }) {
  return el("li", "stay", el("span", "times", el("time", "", from), until ? el("time", "", until) : ""), el("span", "number", number),
    el("span", "about", el("b", "", what), el("span", "how", how), el("small", "", more)));
}

function changePart({ from, text: what, more }) {
  return el("li", "change", el("span", "times", el("time", "", from)), el("span", "about", what), el("small", "how", more));
}

/** Serving stands tall, a pause is an empty box, idle is only the line on which they stand. */
function stripSvg({ blocks, marks }) {
  const tall = { serving: [4, 32], paused: [14, 22], idle: [33, 3] };
  return svg("svg", { class: "strip", viewBox: `0 0 ${WIDTH} 58`, "aria-hidden": "true" },
    ...blocks.map(({ doing, x, width }) => svg("rect", { class: doing, x, y: tall[doing][0], width, height: tall[doing][1] })),
    svg("path", { class: "axis", d: `M0 36.5H${WIDTH}${marks.map(({ x }) => `M${x} 36v4`).join("")}` }),
    ...marks.map(({ x, text: time }) => text(Math.min(Math.max(x, 18), WIDTH - 18), 54, time, { "text-anchor": "middle" })));
}
