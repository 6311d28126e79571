/* Finding any number of today on a pad of its own: a letter of the branch's series, then figures. Pure. */

import { speaker } from "/static/tablet/tablet_words.js";

/** Figures of a number: three are printed at least, and no branch gives ten thousand a day. */
const FIGURES = { least: 3, most: 4 };

/** The pad with what has been typed so far; `open` is {find: typed, none: the number that was not found, or ""}. */
export function findView(state, { find, none }) {
  const on = speaker(state);
  const series = seriesOf(state.house);
  return {
    title: on.say("find_title"),
    typed: find,
    hint: find ? "" : on.say(series.length > 1 ? "find_hint" : "find_hint_figures"),
    none: none ? on.say("find_none", { number: none }) : "",
    letters: series.length > 1 ? series : [],
    back: on.say("find_back"),
    show: on.say("find_show"),
    canShow: numberOf(find, series) !== null,
  };
}

/** The letters of the branch's series, each once. */
export function seriesOf({ groups }) {
  return [...new Set(groups.map(({ series }) => series))].sort();
}

/** What is typed after this key: a letter begins, a figure follows, "back" takes one away; anything else changes nothing. */
export function afterKey(typed, key, series) {
  if (key === "back") return typed.slice(0, -1);
  if (series.includes(key.toUpperCase())) return key.toUpperCase() + figuresOf(typed);
  const full = figuresOf(typed).length >= FIGURES.most;
  return /^[0-9]$/.test(key) && !full ? typed + key : typed;
}

/** The number that is meant, as it is printed: A7 is A007. Null until a letter and a figure are there. */
export function numberOf(typed, series) {
  const letter = /^[A-Z]/.test(typed) ? typed[0] : series.length === 1 ? series[0] : "";
  const figures = figuresOf(typed);
  return letter && figures ? letter + figures.padStart(FIGURES.least, "0") : null;
}

function figuresOf(typed) {
  return typed.replace(/^[A-Z]/, "");
}
