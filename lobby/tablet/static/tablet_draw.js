/* The tablet's texts into its page: fills the places that tablet.html left, and moves nothing that has not changed.
   What to say comes from tabletView(); the panel on the right is drawn in panel_draw.js. */

import { put, setShape } from "/static/web/parts.js";

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector, from = document) => from.querySelector(selector);

/** Marks drawn of one queue; more are said as "+6". */
const MOST_MARKS = 14;

/** The page shows `shown` (of tabletView()). */
export function draw(shown) {
  one(".tablet").classList.toggle("stale-picture", shown.isStale);
  drawHead(shown.head, shown.isStale);
  fill(all(".counters .counter"), shown.counters, drawCounter);
  fill(all(".groups li"), shown.groups, drawGroup);
  one(".legend").hidden = !shown.hasLate;
  drawEmpty(shown.empty);
  grow(one(".waiters tbody"), one("#waiter"), shown.rows, drawRow);
  grow(one(".calls-box"), one("#call-row"), shown.calls, drawCall);
  one(".calls .none").hidden = shown.calls.length > 0;
  one(".calls-box").hidden = shown.calls.length === 0;
  one(".band.stale").hidden = !shown.isStale;
  put(one(".band.stale span"), shown.band);
}

/** The row or the call that is open in the panel is marked; `open` is {ticket}, {ticket, call}, {counter} or {find}, or null. */
export function mark(open) {
  for (const key of all("[data-number], [data-call], [data-counter]")) {
    const { number, call, counter } = key.dataset;
    const isOpen = open !== null && (open.call ?? open.ticket ?? open.counter) === (number ?? call ?? counter) && key.closest(".tablet") !== null;
    key.setAttribute("aria-expanded", String(isOpen));
  }
}

function drawHead(head, isStale) {
  for (const slot of all("[data-head]")) put(slot, head[slot.dataset.head]);
  for (const slot of all("[data-with]")) slot.hidden = head[slot.dataset.with] === "";
  const line = one(".line");
  line.classList.toggle("ok", !isStale);
  line.classList.toggle("warn", isStale);
  setShape(one(".shape", line), head.sign);
}

function drawCounter(key, counter) {
  key.className = `counter ${counter.kind}`;
  set(key, { "aria-label": counter.label });
  setShape(one(".shape", key), counter.shape);
  put(one(".right", key), counter.right);
  put(one(".first b", key), counter.first);
  put(one(".first small", key), counter.small);
  put(one(".second", key), counter.second);
  const bar = one(".at-counter", key);
  bar.toggleAttribute("hidden", counter.bar === null); /* an svg has no .hidden */
  if (counter.bar === null) return;
  set(one(".used", bar), { width: counter.bar.used });
  set(one(".beyond", bar), { x: counter.bar.used, width: counter.bar.beyond });
}

function drawGroup(item, group) {
  put(one(".count", item), group.count);
  put(one(".longest", item), group.line);
  put(one(".range", item), group.range);
  const people = one(".people", item);
  const wanted = `${group.people} ${group.late}`;
  if (people.dataset.drawn === wanted) return;
  people.dataset.drawn = wanted;
  const marks = Array.from({ length: Math.min(group.people, MOST_MARKS) }, (_, place) => markOf(place < group.late ? "late" : "", ""));
  const more = group.people - marks.length;
  people.replaceChildren(...marks, ...(more > 0 ? [markOf("more", `+${more}`)] : []));
}

function markOf(className, text) {
  return Object.assign(document.createElement("i"), { className, textContent: text });
}

function drawEmpty(empty) {
  one(".waiters-box").hidden = empty !== null;
  one(".nobody-waits").hidden = empty === null;
  put(one(".nobody-waits .then"), empty?.then);
}

function drawRow(line, row) {
  line.className = row.promise.kind;
  one(".pick", line).dataset.number = row.number;
  put(one(".number", line), row.number);
  for (const name of ["service", "kind"]) put(one(`.${name}`, line), row[name]);
  put(one(".num b", line), row.waited);
  put(one(".still span", line), row.still);
  one(".still span", line).classList.toggle("range", row.hasRange);
  put(one(".passed", line), `${row.used}/${row.of}`);
  const sign = one(".promise .shape", line);
  sign.toggleAttribute("hidden", row.promise.shape === "");
  if (row.promise.shape) setShape(sign, row.promise.shape);
  put(one(".promise .state > span", line), row.promise.text);
  const { limit, waited, late, from, coming } = row.bar;
  set(one(".bar .waited", line), { width: waited });
  set(one(".bar .late", line), { x: limit + 1, width: late });
  set(one(".bar .coming", line), { x: from, width: coming });
  set(one(".bar .limit", line), { d: `M${limit} 0v48` });
}

function drawCall(item, call) {
  one(".call-row", item).dataset.call = call.seq;
  for (const name of ["time", "number", "rule"]) put(one(`.${name}`, item), call[name]);
  put(one(".at", item), call.counter);
}

function fill(places, things, drawOne) {
  places.forEach((place, at) => things[at] && drawOne(place, things[at]));
}

/** As many children of `box` as there are things, further ones made from the template. */
function grow(box, template, things, drawOne) {
  while (box.children.length > things.length) box.lastElementChild.remove();
  while (box.children.length < things.length) box.append(template.content.cloneNode(true));
  fill([...box.children], things, drawOne);
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}
