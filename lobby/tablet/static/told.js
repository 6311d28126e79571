/* A ticket's story as the panel lists it for staff, oldest first. Pure: the answer of GET .../story in, texts out. */

import { minutesFrom } from "/static/tablet/tablet_words.js";

/** `told` is the answer, null while it is being read, false if it could not be. */
export function toldView(told, on) {
  const head = on.say("story_head");
  if (!told) return { head, none: on.say(told === null ? "story_reading" : "story_lost"), entries: [] };
  return { head, none: "", entries: told.entries.map((entry) => entryOf(entry, on)) };
}

function entryOf({ what, at, until, by, count, others, staff }, on) {
  const isPass = what.startsWith("passed");
  return {
    kind: isPass ? "passed" : what === "called_in_order" ? "in-order" : "",
    time: timesOf(at, until, on),
    text: on.text(staff),
    by: by === null ? "" : on.who(by),
    others: isPass ? others : [],
    key: `${what} ${at} ${count}`,
  };
}

/** "10:16", or "10:16–10:31" for what went on. */
export function timesOf(at, until, on) {
  const [first, last] = [on.time(at), until === null ? "" : on.time(until)];
  return last && last !== first ? `${first}–${last}` : first;
}

/** How long the ticket waited for its last call, in whole minutes; null if it was never called. */
export function waitedForCall({ issued_at, entries }) {
  const call = entries.findLast(({ what }) => what === "ticket_called");
  return call ? minutesFrom(issued_at, Date.parse(call.at)) : null;
}
