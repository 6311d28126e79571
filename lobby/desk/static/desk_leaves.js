/* What the hall would be left with if this counter paused or closed (S31), in sentences; and whether that has still to be
   said before it is done. Pure. Nobody is kept from going: the teller is told, and decides. */

/** A sentence for each service that would have too few counters; none if this counter can go. */
export function leaves({ would_uncover: left }, on) {
  return left.map(({ service, waiting, counters_left, minimum }) =>
    on.say(counters_left === 0 ? "leaves_none" : "leaves_few", {
      service: on.service(service),
      left: counters_left,
      minimum,
      waiting: waiting === 0 ? on.say("leaves_nobody_waits") : on.say("leaves_waiting", { n: waiting }),
    }));
}

/** True if `deed` closes the counter and the teller has not been told what that leaves. A pause tells it with its reasons. */
export function tellsFirst(deed, { picture, told }) {
  return deed.name === "close" && picture.would_uncover.length > 0 && told?.kind !== "leaves";
}
