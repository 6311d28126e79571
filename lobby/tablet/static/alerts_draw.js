/* The alerts into their places: rows stay while they say other things, so that no key moves under a finger. */

import { put, setShape } from "/static/web/parts.js";

/** The part shows `shown` (of alertsView()). */
export function drawAlerts(part, shown) {
  put(part.querySelector(".alert-sum"), shown.sum);
  place(part.querySelector(".alert-none"), shown.none);
  place(part.querySelector(".alert-more"), shown.more);
  const list = part.querySelector(".alert-list");
  const template = part.querySelector("template");
  while (list.children.length > shown.items.length) list.lastElementChild.remove();
  while (list.children.length < shown.items.length) list.append(template.content.cloneNode(true));
  shown.items.forEach((item, at) => drawItem(list.children[at], item));
}

function place(element, text) {
  element.hidden = text === "";
  put(element, text);
}

function drawItem(row, item) {
  row.className = `alert-item ${item.level}`;
  setShape(row.querySelector(".shape"), item.sign);
  const what = row.querySelector(".alert-what");
  const opens = item.opens ?? {};
  for (const name of ["counter", "number"]) {
    if (name in opens) what.dataset[name] = opens[name];
    else delete what.dataset[name];
  }
  what.disabled = item.opens === null;
  put(what.querySelector("b"), item.fact);
  put(what.querySelector("span"), item.detail);
  const key = row.querySelector(".key");
  key.dataset.alert = item.key;
  key.hidden = item.deed === "";
  key.disabled = item.isOff;
  put(key, item.deed);
  place(row.querySelector(".alert-seen"), item.seen);
}
