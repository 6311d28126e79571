/* What a teller is told whose counter is lent: to whom, since when, by whom, and that the own customers stay. Pure. */

/** `counter` is the desk's own, `lent` null while it is lent to nobody: then nothing is said. Lent to others of its own
    group, it is told by their services: the group would say nothing. */
export function lentText({ lent, group: own }, on) {
  if (!lent) return "";
  const group = on.list(lent.groups.includes(own) ? lent.services.map(on.service) : lent.groups.map(on.group));
  const about = [
    lent.since && on.say("since", { time: on.time(lent.since) }),
    lent.until && on.say("lent_until", { time: on.time(lent.until) }),
    lent.by === "system" ? on.say("lent_by_itself") : lent.by && on.say("lent_by", { name: lent.by }),
  ];
  return on.say("lent", { group, about: on.sentence(about) });
}
