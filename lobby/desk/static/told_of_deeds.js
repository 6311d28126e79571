/* What the band says of a deed that was done, where the page does not show it by itself. Pure: the API's answer in, a
   sentence out. Which deed tells what is in asking.js. */

export const TOLD_OF_DEEDS = {
  walked_up,
  came_back,
  cared: ({ number }, on) => on.say("told_cared", { number }),
};

/** Called here, called elsewhere, or waiting in turn, and then who is first (S01). */
function walked_up({ number, state, counter, first, ahead }, on, picture) {
  if (state === "called") return on.say(counter === picture.counter.id ? "told_walked_up_here" : "told_walked_up_elsewhere", { number, counter });
  if (ahead === 0) return on.say("told_walked_up_first", { number });
  return first ? on.say("told_walked_up_after", { number, first, ahead }) : on.say("told_walked_up_waits", { number, ahead });
}

function came_back({ number, state, counter, came_back: how, ahead }, on) {
  if (state === "called") return on.say("told_came_back_called", { number, counter });
  if (how === "late") return on.say("told_came_back_late", { number, ahead });
  return ahead === 0 ? on.say("told_came_back_first", { number }) : on.say("told_came_back", { number, ahead });
}

/** What a refusal is about, with names where the API has ids. */
export function withNames(body, on) {
  const names = { service: on.service, machine: on.machine, state: (state) => (on.knows(`state_${state}`) ? on.say(`state_${state}`) : state) };
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, names[name]?.(value) ?? value]));
}
