/* What is meant for this counter today, in one line of the head: the next break, and until when. Pure. */

/** `plan` is of the picture, null while no day is open; `clock` is the time of day now, "10:46". Empty when it is over. */
export function planLine({ plan }, on, clock) {
  if (plan === null) return "";
  const { opens_at, closes_at, breaks } = plan;
  if (opens_at === null) return on.say("plan_off");
  if (clock >= closes_at) return "";
  if (clock < opens_at) return on.say("plan_from", { from: opens_at, until: closes_at });
  const next = breaks.find(([, until]) => clock < until);
  return next ? on.say("plan_break", { from: next[0], until: next[1], closes: closes_at }) : on.say("plan_until", { closes: closes_at });
}
