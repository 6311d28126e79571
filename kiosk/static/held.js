/* Somebody who asks for a number and has one: no error, but their number, where it stands, and what one can do.
   The number is all that the kiosk learns; whose it is, it never knows. */

import { put } from "/static/web/parts.js";
import { say } from "/static/web/words.js";

import { calledTo, fillCome, isWide } from "./ticket.js";

/** What the state of the number means for whoever holds it. A called one has its own block. */
const STATES = {
  waiting: "held_waiting", serving: "held_serving", missed: "held_missed", parked: "held_parked", redirected: "held_redirected",
};

/** Whether an answer to `take` says that there is a number already. Its body has {number, state, counter}. */
export const isHeld = ({ status, body }) => status === 409 && body?.code === "number_already_taken";

/** Everything the page of a number already held says. The board adds that it has meanwhile been called. */
export function heldView({ held, picture, words, lang }) {
  const counter = held.state === "serving" ? null : calledTo(held, picture);
  const text = STATES[held.state] ?? "held_waiting";
  return {
    title: say(words, "held_title", lang),
    number: held.number,
    isWide: isWide(held.number),
    counter,
    text: counter === null ? say(words, text, lang, { counter: held.counter ?? "" }) : "",
    more: say(words, "held_more", lang),
  };
}

/** The sentence read out by a screen reader. */
export function spokenHeld(view, words, lang) {
  const now = view.counter === null ? [view.text] : [say(words, "come_now", lang), say(words, "come_to", lang, { n: view.counter })];
  return [view.title, view.number, ...now].join(say(words, "comma", lang));
}

/** Fills the page of a number already held. */
export function fillHeld(section, view, { words, lang }) {
  put(section.querySelector(".said"), spokenHeld(view, words, lang));
  put(section.querySelector("h1"), view.title);
  const number = section.querySelector(".number");
  put(number, view.number);
  number.classList.toggle("wide", view.isWide);
  fillCome(section.querySelector(".come"), view.counter, { words, lang });
  put(section.querySelector(".held-state"), view.text);
}
