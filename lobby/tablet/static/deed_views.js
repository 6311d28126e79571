/* What the panels of the deeds say beside their forms: who is aside, and a number that was just given. Pure. */

import { speaker } from "/static/tablet/tablet_words.js";

/** Those who are aside; the one deed that brings each back stands with them. `pressed(number)`: it is under way. */
export function asideView(state, pressed = () => false) {
  const on = speaker(state);
  const rows = state.picture.aside.map((row) => {
    const deed = row.state === "missed" ? "late" : "return";
    const isOff = state.lost !== null || pressed(`${deed} ${row.number}`);
    return { number: row.number, ...placeOf(row, on, state.house), deed, text: on.say(deed === "late" ? "deed_late" : "deed_return"), isOff };
  });
  return { title: on.say("deed_aside_title", { n: rows.length }), none: rows.length ? "" : on.say("deed_aside_none"), rows };
}

function placeOf({ state, aside, issued_at }, on, house) {
  const took = on.say("deed_took", { time: on.time(issued_at) });
  const since = on.say("deed_since", { time: on.time(aside.since) });
  if (state === "parked") return { where: on.say("deed_promised", { time: on.time(aside.until), reason: reasonOf(aside.reason, on, house) }), since: on.sentence([took, since]) };
  if (state === "missed") return { where: on.say("deed_missed"), since: on.sentence([took, on.say("deed_called_at", { time: on.time(aside.since) })]) };
  const machine = house.machines.find(({ id }) => id === aside.machine)?.name[on.lang] ?? aside.machine;
  return { where: on.say(aside.accompanied ? "deed_at_machine_with" : "deed_at_machine", { machine }), since: on.sentence([took, since]) };
}

/** What the key says that prints, once it was tapped. */
const PRINT = { coming: "deed_printing", out: "deed_print_again" };

const reasonOf = (id, on, house) => house.park_reasons.find((one) => one.id === id)?.name[on.lang] ?? id;

/** The number that was just given (the answer to the issue), as it was then. Its `paper` is null, "coming" or "out". */
export function givenView(state, ticket, paper = null) {
  const on = speaker(state);
  const isCalled = ticket.state === "called";
  return {
    title: on.say("deed_given"),
    number: ticket.number,
    service: on.service(ticket.service),
    ahead: isCalled ? on.say("deed_given_called", { counter: ticket.counter }) : on.say("deed_given_ahead", { n: ticket.ahead }),
    wait: isCalled ? "" : on.printed(ticket.wait),
    promise: on.say("deed_given_promise", { n: ticket.passed_by_at_most }),
    qr: `${ticket.url}/qr.svg`,
    qrSays: on.say("deed_qr"),
    print: { url: `${ticket.url}/paper`, text: on.say(PRINT[paper] ?? "deed_print"), isOff: state.lost !== null || paper === "coming" },
    another: on.say("deed_another"),
  };
}
