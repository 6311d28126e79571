/* A ticket's story into the page: the list in the panel, the page turned to the customer, and the pad on which any number
   is found. Texts come from told.js, turned.js and find.js. */

import { el, numberKey, slots } from "/static/tablet/panel_draw.js";
import { shape } from "/static/web/parts.js";

function key(className, sign, words, more = {}) {
  return Object.assign(el("button", className, sign ? shape(sign) : "", words), { type: "button", ...more });
}

/** The list of toldView(). */
export function toldParts({ head, none, entries }) {
  return [
    el("h3", "told-head", head),
    none ? el("p", "label", none) : null,
    el("ol", "told", ...entries.map(entryPart)),
  ].filter(Boolean);
}

function entryPart({ kind, time, text, by, others }) {
  return el("li", kind, el("div", "told-when", el("time", "", time), ...others.map(numberKey)),
    el("div", "", el("p", "", kind === "passed" ? shape("pass") : "", text), by ? el("small", "", by) : ""));
}

/** The page of turnedView(). */
export function turnedParts({ lang, number, since, late, printed, answer, then, slots: passes, say, why, order, count, lines, coming, complaints, asOf, back, other }) {
  return [
    el("div", "turned-say",
      el("span", "number", number), el("p", "since", since), late ? el("p", "since sorry", late) : null, printed ? el("p", "since", printed) : null,
      el("h1", "", answer), el("p", "then", ...clauses(then, lang)),
      passes ? el("p", "turned-slots", slots(passes.used, passes.of), el("b", "", passes.text)) : "",
      say ? el("p", "then", ...clauses(say, lang)) : null,
      why ? el("section", "turned-why", el("h2", "", why.head), ...why.lines.map((line) => el("p", "", line))) : ""),
    Object.assign(el("section", "turned-proof",
      el("h2", "", order, el("small", "", count)),
      el("ol", "proof", ...lines.map((line) => linePart(line, lang)), coming ? el("li", "coming", el("b", "", coming.head), el("b", "", coming.text)) : "")), { tabIndex: 0 }),
    el("footer", "turned-keys", key("key back", "left", back), key("key other", "globe", other), el("span", "end", [asOf, complaints].filter(Boolean).join(" · "))),
  ];
}

function linePart({ kind, time, text }, lang) {
  return el("li", kind, el("time", "", time), el("p", "", kind === "passed" ? shape("pass") : "", ...clauses(text, lang)));
}

/** A Chinese line breaks at its punctuation, not between two characters of a word. */
function clauses(text, lang) {
  return lang === "zh" ? text.split(/(?<=[，；。：])/).map((clause) => el("span", "clause", clause)) : [text];
}

const FIGURES = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The pad of findView(). */
export function findParts({ title, typed, hint, none, letters, back, show, canShow }) {
  const pad = (name, words = name) => {
    const one = key("key", "", words);
    one.dataset.pad = name;
    return one;
  };
  const shows = key("key main", "", show, { disabled: !canShow });
  shows.dataset.pad = "show";
  const takesBack = pad("back", "");
  takesBack.append(shape("left"));
  takesBack.setAttribute("aria-label", back);
  return [
    el("div", "find",
      el("div", "find-said", el("h2", "", title),
        el("p", "find-typed", typed ? el("span", "number", typed) : el("span", "label", hint)),
        el("p", none ? "find-note band warn" : "find-note", none),
        letters.length ? el("p", "find-letters", ...letters.map((letter) => pad(letter))) : ""),
      el("p", "find-figures", ...FIGURES.map((figure) => pad(figure)), takesBack, pad("0"), shows)),
  ];
}
