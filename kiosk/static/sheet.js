/* The sheet of one service: what to bring, how long it takes, where, and what a number taken now would mean.
   One way is shown, because one way exists; everything here is said before the number is taken (S08). */

import { put } from "/static/web/parts.js";
import { other, say } from "/static/web/words.js";

import { tailOf } from "./entry.js";
import { counterList, expectView, fillExpect } from "./expect.js";
import { putSecond } from "./second.js";

/** Everything the sheet of `service` (an id) says. `care` is a chosen care kind's id or null, `identity` {kind, value} or null. */
export function sheetView({ house, picture, words, lang, now, service, care, identity, isBusy, isLost }) {
  const offered = house.services.find(({ id }) => id === service);
  const queue = picture.queues.find((one) => one.service === service);
  const facts = { ahead: queue?.ahead ?? 0, atMost: house.passed_by_at_most, wait: queue?.wait ?? null, otherwise: "no_counter" };
  return {
    name: offered.name[lang],
    second: offered.name[other(lang)],
    summary: offered.summary[lang],
    documents: offered.documents[lang],
    takes: say(words, "takes_minutes", lang, { n: Math.round(offered.standard_minutes) }),
    where: whereText(picture.counters, service, words, lang),
    expect: expectView(facts, { words, lang, now, zone: house.time_zone }),
    care: careChoice(house.care, care, words, lang),
    identity: identityChoice(identity, words, lang),
    take: { text: say(words, isBusy ? "taking" : "take", lang), isDisabled: isBusy || isLost },
  };
}

/** The counters that serve it now; a paused one counts, because it comes back. */
export function whereText(counters, service, words, lang) {
  const ids = counters.filter((counter) => counter.state !== "closed" && counter.services.includes(service)).map(({ id }) => id);
  if (ids.length === 0) return say(words, "no_counter_short", lang);
  return say(words, "counters", lang, { list: counterList(ids, words, lang) });
}

function careChoice(kinds, chosen, words, lang) {
  const kind = kinds.find(({ id }) => id === chosen);
  if (!kind) return { isChosen: false, title: say(words, "care", lang), hint: someKinds(kinds, words, lang) };
  return { isChosen: true, title: say(words, "care_chosen", lang, { kind: kind.name[lang] }), hint: say(words, "change", lang) };
}

/** The first kinds by name, enough to see what is meant. */
function someKinds(kinds, words, lang) {
  const list = kinds.slice(0, 3).map(({ name }) => name[lang]).join(say(words, "list_comma", lang));
  return kinds.length > 3 ? say(words, "care_kinds", lang, { list }) : list;
}

function identityChoice(identity, words, lang) {
  if (!identity) return { isChosen: false, title: say(words, "identify", lang), hint: say(words, "identify_hint", lang) };
  return { isChosen: true, title: `${say(words, identity.kind, lang)} ${tailOf(identity.value, words, lang)}`, hint: say(words, "identity_kept", lang) };
}

/** Fills the sheet. */
export function fillSheet(section, view, lang) {
  put(section.querySelector("h1"), view.name);
  putSecond(section.querySelector(".title .en"), view.second, lang);
  put(section.querySelector(".summary"), view.summary);
  put(section.querySelector(".documents"), view.documents);
  put(section.querySelector(".takes"), view.takes);
  put(section.querySelector(".where"), view.where);
  fillExpect(section, view.expect, lang);
  fillChoice(section.querySelector('[data-go="care"]'), view.care);
  fillChoice(section.querySelector('[data-go="entry"]'), view.identity);
  const take = section.querySelector(".take");
  take.disabled = view.take.isDisabled;
  put(take.querySelector("span"), view.take.text);
}

function fillChoice(key, { isChosen, title, hint }) {
  key.setAttribute("aria-pressed", String(isChosen));
  put(key.querySelector("b"), title);
  put(key.querySelector("small"), hint);
}
