/* The counters' hours into their page: rows and bars of plansView(), the form of editView(). */

import { put, setShape, shape } from "/static/web/parts.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 48;

const one = (selector, from = document) => from.querySelector(selector);

/** How wide the bars are on this screen, in pixels. */
export function barsWidth() {
  return Math.max(1, one(".plans-rows .bars").clientWidth);
}

/** The page shows `shown`; `open` is the counter whose form is open, null for none. */
export function drawRows(shown, width, open) {
  put(one(".plans .how"), shown.how);
  drawAxis(shown.marks, width);
  for (const row of shown.rows) drawRow(one(`[data-counter="${CSS.escape(row.id)}"]`), row, shown, width, open === row.id);
}

function drawAxis(marks, width) {
  const texts = marks.map(({ x, text }) => svg("text", { x: Math.min(Math.max(x, 18), width - 18), y: 14, "text-anchor": "middle" }, text));
  redraw(one(".plans-axis svg"), { viewBox: `0 0 ${width} 20` }, texts, JSON.stringify([marks, width]));
}

function drawRow(key, row, { marks, now }, width, isOpen) {
  if (key === null) return;
  key.className = `plan-row ${row.kind}`;
  key.setAttribute("aria-expanded", String(isOpen));
  for (const name of ["group", "word", "span", "breaks", "changed"]) put(one(`.${name}`, key), row[name]);
  setShape(one(".state .shape", key), row.sign);
  const drawn = [
    svg("path", { class: "ticks", d: marks.map(({ x }) => `M${x} 0v${HEIGHT}`).join("") || "M0 0" }),
    ...row.planned.map(({ x, width: long }) => svg("rect", { class: "planned", x: x + 1, y: 5, width: Math.max(1, long - 2), height: 14 })),
    ...row.was.map(({ was, x, width: long }) => svg("rect", { class: was, x, y: 28, width: long, height: 14 })),
    svg("path", { class: "now", d: `M${now} 0v${HEIGHT}` }),
  ];
  redraw(one(".bars", key), { viewBox: `0 0 ${width} ${HEIGHT}` }, drawn, JSON.stringify([row.planned, row.was, now, marks, width]));
}

/** Drawn anew when, and only when, `says` has changed. */
function redraw(box, attributes, children, says) {
  if (box.dataset.shows === says) return;
  box.dataset.shows = says;
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  box.replaceChildren(...children);
}

/** The form shows `form` (null: it is closed); a choice that is open stays so while nothing has changed. */
export function drawForm(form) {
  const box = one(".plan-edit");
  box.hidden = form === null;
  one(".plans").classList.toggle("editing", form !== null);
  const says = JSON.stringify(form);
  if (form === null || box.dataset.shows === says) return;
  const focused = document.activeElement?.closest(".plan-edit [data-does]")?.dataset.does;
  box.dataset.shows = says;
  box.replaceChildren(...formParts(form));
  if (focused) one(`[data-does="${CSS.escape(focused)}"]`, box)?.focus();
}

function formParts(form) {
  return [
    el("h2", "", form.title),
    el("p", "label", form.usual),
    el("div", "choice", pressed("on", form.on), pressed("off", form.off)),
    form.times.length ? el("div", "times", ...form.times.map(timePart)) : "",
    ...form.breaks.map(({ at, remove, times }) => el("div", "break", ...times.map(timePart), key("key remove", `remove ${at}`, shape("cross"), remove))),
    form.add ? key("key add", "add", [shape("plus"), form.add.label], null, form.add.isOff) : "",
    form.refused ? el("p", "band refusal", shape("flag"), el("span", "", form.refused)) : "",
    el("div", "last",
      key("key main", "save", form.save.label, null, form.save.isOff),
      key("key", "usual", form.asUsual.label, null, form.asUsual.isOff),
      key("key quiet", "leave", form.leave)),
  ].filter(Boolean);
}

function timePart({ where, label, chosen, times }) {
  const select = el("select", "");
  select.dataset.where = where;
  select.dataset.does = `time ${where}`;
  for (const time of times) select.append(Object.assign(document.createElement("option"), { value: time, textContent: time, selected: time === chosen }));
  return el("label", "time", el("span", "", label), select);
}

function pressed(does, { label, isPressed }) {
  const button = key("key", does, label);
  button.setAttribute("aria-pressed", String(isPressed));
  return button;
}

function key(className, does, inside, name = null, isOff = false) {
  const button = Object.assign(el("button", className, ...[inside].flat()), { type: "button", disabled: isOff });
  button.dataset.does = does;
  if (name) button.setAttribute("aria-label", name);
  return button;
}

function el(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside.filter((part) => part !== ""));
  return element;
}

function svg(tag, attributes, text = "") {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(text);
  return element;
}
