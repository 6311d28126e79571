/* The drawn pieces that several pages share, built in the DOM as parts.html builds them on the server.
   Takes plain values; knows no picture, no words.json and no socket. */

import { waitParts } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

const SPRITE = "/static/web/shapes.svg";

/** The sign `name` of shapes.svg. It always stands beside a word, so it is hidden from readers. */
export function shape(name) {
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("class", "shape");
  sign.setAttribute("aria-hidden", "true");
  sign.append(document.createElementNS(SVG, "use"));
  setShape(sign, name);
  return sign;
}

/** `sign` (an svg.shape) now shows `name`. */
export function setShape(sign, name) {
  const use = sign.querySelector("use");
  const [kept, fetched] = [`#shape-${name}`, `${SPRITE}#${name}`];
  if ([kept, fetched].includes(use.getAttribute("href"))) return;
  use.setAttribute("href", document.getElementById(kept.slice(1)) ? kept : fetched);
}

/* A browser may ask for the sprite again whenever a sign changes, and the sign that says "cut off" is wanted just when
   nobody answers: the page keeps a copy of its own. */
async function keepShapes() {
  const answer = await fetch(SPRITE);
  const sprite = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  for (const symbol of sprite.children) symbol.id = `shape-${symbol.id}`;
  sprite.setAttribute("hidden", "");
  document.body.append(document.adoptNode(sprite));
}

if (globalThis.document) keepShapes().catch(() => {}); /* then signs are fetched one by one, as before */

/** `element` says `text`; left alone when it does already, so that nothing is redrawn or read out for nothing. */
export function put(element, text) {
  const wanted = text ?? "";
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** `box` (.people) shows `count` people: one mark each up to `most`, then "+6". The count in figures stands beside it. */
export function putPeople(box, count, most = 14) {
  if (box.dataset.count === String(count)) return;
  box.dataset.count = String(count);
  const marks = Array.from({ length: Math.min(count, most) }, () => document.createElement("i"));
  if (count > most) {
    const more = document.createElement("i");
    more.className = "more";
    more.textContent = `+${count - most}`;
    marks.push(more);
  }
  box.replaceChildren(...marks);
}

/** `box` (.range) shows `wait`: the figure bold, its words small; `otherwise` (a sentence, may be empty) when none is known. */
export function putRange(box, wait, lang, otherwise) {
  const parts = waitParts(wait, lang);
  const pieces = (parts ? [small(parts.before), parts.figure, small(parts.after)] : [small(otherwise)]).filter(Boolean);
  const wanted = pieces.map((piece) => piece.textContent ?? piece).join(" ");
  if (box.textContent.trim() === wanted) return;
  box.replaceChildren(...pieces.flatMap((piece, index) => (index ? [" ", piece] : [piece])));
}

function small(text) {
  if (!text) return null;
  const element = document.createElement("small");
  element.textContent = text;
  return element;
}
