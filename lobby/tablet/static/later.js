/* Why a wait gets longer than the ticket says, from the codes of the server. Pure: a cause in, a sentence out. It is fit
   for the customer too: counters and counts, never anybody's errand. */

/** One sentence for each cause, in the speaker's language; none for a code that is not known here. */
export function laterLines(causes, on) {
  return causes.map((cause) => lineOf(cause, on)).filter(Boolean);
}

function lineOf({ code, counters = [], reason = null, until = null, since = null, ...counts }, on) {
  if (code === "paused") return pausedLine(on.list(counters), reason, until, on);
  const key = `later_${code}`;
  return on.knows(key) ? on.say(key, { ...counts, time: since === null ? "" : on.time(since) }) : "";
}

function pausedLine(ids, id, until, on) {
  const isKnown = on.house.pause_reasons.some((one) => one.id === id);
  const reason = isKnown ? on.reason(id) : on.say("later_some_pause");
  return until === null ? on.say("later_paused", { ids, reason }) : on.say("later_paused_until", { ids, reason, time: on.about(until) });
}
