/* The deeds into the page: the keys of a ticket's panel, a form, those who are aside, a number that was just given. */

import { shape } from "/static/web/parts.js";

/** An element of this class; text, elements or nothing inside. */
function el(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside.filter((one) => one !== null && one !== ""));
  return element;
}

/** A key that says by `data` what it does. */
export function key(className, data, ...inside) {
  const made = el("button", className, ...inside);
  made.type = "button";
  Object.assign(made.dataset, data);
  return made;
}

/** The keys of deedKeys(). */
export function keyParts(keys) {
  return keys.map(({ id, text, isOff }) => Object.assign(key(id === "cancel" ? "key grave" : "key", { deed: id }, text), { disabled: isOff }));
}

/** A form of formView(), but its main key, which may change while somebody writes; `values` are what is written so far. */
export function formParts({ title, note, parts }, values) {
  return [
    el("h2", "deed-title", title),
    note ? el("p", "deed-note", note) : null,
    ...parts.map((part) => PARTS[part.is](part, values)),
  ].filter(Boolean);
}

const PARTS = {
  choice: ({ name, label, options }) =>
    options.length === 0 ? null : group(label, el("div", "deed-options", ...options.map(({ value, text, isChosen }) => {
      const one = key("key", { choose: name, value: JSON.stringify(value) }, text);
      one.setAttribute("aria-pressed", String(isChosen));
      return one;
    }))),

  steps: ({ name, label, text }) =>
    group(label, el("div", "deed-steps", key("key", { step: name, up: "" }, "−"), el("b", "", text), key("key", { step: name, up: "yes" }, "+"))),

  line: ({ name, label }, values) => {
    const input = el("input", "deed-line");
    Object.assign(input, { type: "text", maxLength: 200, value: values[name], autocomplete: "off" });
    input.dataset.write = name;
    return el("label", "deed-group", el("span", "label", label), input);
  },
};

function group(label, inside) {
  const box = el("div", "deed-group", el("p", "label", label), inside);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  return box;
}

/** Those who are aside, of asideView(). */
export function asideParts({ title, none, rows }) {
  return [
    el("h2", "deed-title", title),
    none ? el("p", "label", none) : null,
    el("ul", "deed-aside", ...rows.map(({ number, where, since, deed, text, isOff }) =>
      el("li", "",
        key("deed-away", { number }, el("span", "number", number), el("span", "deed-where", el("b", "", where), el("small", "", since))),
        Object.assign(key("key", { deed, of: number }, text), { disabled: isOff })))),
  ].filter(Boolean);
}

/** The number that was just given, of givenView(). */
export function givenParts({ title, number, service, ahead, wait, promise, qr, qrSays, print, another }) {
  const code = el("img", "");
  Object.assign(code, { src: qr, alt: qrSays });
  return [
    el("h2", "deed-title", title),
    el("p", "deed-number number", number),
    el("p", "deed-said", el("b", "", service), el("span", "", ahead), wait ? el("span", "", wait) : null),
    el("p", "label", promise),
    el("figure", "deed-qr", code, el("figcaption", "label", qrSays)),
    el("div", "deed-options",
      Object.assign(key("key", { print: print.url }, print.text), { disabled: print.isOff }),
      key("key", { deedOpen: "issue" }, shape("plus"), another)),
  ];
}
