/* The number just given: largest on the page, with everything that the paper says too.
   The answer to the number is final; the board only adds that it has meanwhile been called. */

import { put } from "/static/web/parts.js";
import { other, say, timeOfDay } from "/static/web/words.js";

import { counterList, expectView, fillExpect } from "./expect.js";
import { putSecond } from "./second.js";

/** The counter a number is called to now, null if it is not: from the answer itself, or from the board since. */
export function calledTo(ticket, picture) {
  const call = picture.calls.find(({ number, answered }) => number === ticket.number && !answered);
  if (call) return call.counter;
  return ticket.state === "called" ? ticket.counter : null;
}

/** Whether a number needs smaller figures to fit the page. */
export const isWide = (number) => number.length > 4 || /^[MW]/.test(number);

/** Everything the page of a new number says. `paper` is "coming", "failed" (say so) or "none" (a kiosk without printer). */
export function ticketView({ ticket, house, picture, words, lang, paper }) {
  const service = house.services.find(({ id }) => id === ticket.service);
  const zone = house.time_zone;
  const list = counterList(ticket.counters ?? [], words, lang);
  const title = paper === "coming" ? "ticket_title" : "ticket_title_bare";
  const expect = expectView(
    { ahead: ticket.ahead, atMost: ticket.passed_by_at_most, wait: ticket.wait, otherwise: "no_counter_yet" },
    { words, lang, zone, now: Date.parse(ticket.issued_at) },
  );
  return {
    title: say(words, title, lang),
    second: say(words, title, other(lang)),
    number: ticket.number,
    isWide: isWide(ticket.number),
    service: service.name[lang],
    issued: say(words, "issued_at", lang, { at: timeOfDay(ticket.issued_at, zone) }),
    go: list ? say(words, "go_when_called", lang, { list }) : say(words, "go_see_screen", lang),
    counter: calledTo(ticket, picture),
    expect,
    documents: service.documents[lang],
    hasPaperFailed: paper === "failed",
    qr: `${ticket.url}/qr.svg`,
  };
}

/** The sentence read out by a screen reader, in the order a person needs it. */
export function spokenTicket(view, words, lang) {
  const number = say(words, "ticket_spoken", lang, { number: view.number });
  const then = view.counter === null
    ? [view.expect.ahead, view.go]
    : [say(words, "come_now", lang), say(words, "come_to", lang, { n: view.counter })];
  return [number, ...then].join(say(words, "comma", lang));
}

/** Fills the page of a new number. */
export function fillTicket(section, view, { words, lang }) {
  put(section.querySelector("h1"), view.title);
  putSecond(section.querySelector(".issued .en"), view.second, lang);
  const number = section.querySelector(".number");
  put(number, view.number);
  number.classList.toggle("wide", view.isWide);
  put(section.querySelector(".issued-service"), view.service);
  put(section.querySelector(".issued-at"), view.issued);
  put(section.querySelector(".issued-go"), view.counter === null ? view.go : "");
  put(section.querySelector(".documents"), view.documents);
  section.querySelector(".no-paper").hidden = !view.hasPaperFailed;
  section.querySelector(".expect").hidden = view.counter !== null;
  section.querySelector(".before").hidden = view.counter !== null;
  fillCome(section.querySelector(".come"), view.counter, { words, lang });
  const code = section.querySelector(".qr");
  if (code.getAttribute("src") !== view.qr) code.setAttribute("src", view.qr);
  fillExpect(section, view.expect, lang);
}

/** The block of a number that is called: to which counter; none while it is not (`counter` null). */
export function fillCome(come, counter, { words, lang }) {
  come.hidden = counter === null;
  const [before, after] = say(words, "come_to", lang).split("{n}");
  put(come.querySelector(".before-figure"), before.trim());
  put(come.querySelector(".figure"), counter);
  put(come.querySelector(".after-figure"), after.trim());
}
