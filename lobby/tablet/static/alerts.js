/* What the lobby manager should see to, as the side's first part says it: thing, fact, since when, and the deed. Pure. */

import { exactMinutes, minutesFrom, speaker } from "/static/tablet/tablet_words.js";

/** So many are shown; further ones are counted. */
export const MOST_SHOWN = 4;

/** Those for which one goes to a customer, and says so; for the others one goes and looks. */
const TO_A_CUSTOMER = ["late", "park_due", "park_overdue"];

/** `pressed(key)`: whether the deed of that alert is under way, or done and not yet in a picture. */
export function alertsView({ house, picture, words, lang, now, lost = null }, pressed = () => false) {
  const on = speaker({ house, words, lang });
  const at = lost ?? now;
  const items = picture.alerts.map((alert) => itemOf(alert, on, at, lost, pressed));
  const first = picture.alerts.map(({ since }) => since).sort()[0];
  const more = items.length - MOST_SHOWN;
  return {
    sum: items.length ? on.say("alert_sum", { n: items.length, time: on.time(first) }) : "",
    none: items.length ? "" : on.say("alert_none"),
    items: items.slice(0, MOST_SHOWN),
    more: more > 0 ? on.say("alert_more", { n: more }) : "",
  };
}

function itemOf(alert, on, at, lost, pressed) {
  const { key, kind, level, acknowledged: seen } = alert;
  return {
    key,
    level: seen ? "seen" : level,
    sign: seen ? "check" : level === "danger" ? "alert" : "over",
    fact: factOf(alert, on, at),
    detail: detailOf(alert, on),
    opens: opensOf(alert.about),
    deed: seen ? "" : on.say(TO_A_CUSTOMER.includes(kind) ? "alert_go_and_say" : "alert_go_and_look"),
    isOff: lost !== null || pressed(key),
    seen: seen ? on.say("alert_seen", { by: seen.by, time: on.time(seen.at) }) : "",
  };
}

/** Where it is another thing when it is less grave, as nobody is not few, there are words for that. */
function factOf({ kind, level, since, about }, on, at) {
  const values = { ...about, promise: on.house.promised_wait_minutes, minutes: minutesFrom(since, at), service: about.service && on.service(about.service) };
  const standard = on.house.services.find(({ id }) => id === about.service)?.standard_minutes ?? 0;
  if (kind === "over_standard") values.minutes = Math.floor(standard + exactMinutes(since, at));
  const known = [`alert_is_${kind}_${level}`, `alert_is_${kind}`, "alert_is_other"].find((key) => on.knows(key));
  return on.say(known, values);
}

function detailOf({ kind, since, about }, on) {
  const values = { ...about, time: on.time(since), list: on.list(about.counters) };
  return on.say(on.knows(`alert_of_${kind}`) ? `alert_of_${kind}` : "alert_of_other", values);
}

/** What a tap on it opens: {counter}, {number} of a ticket; null: there is nothing more to see of it. */
function opensOf({ counter, counters, number }) {
  if (counter !== null || counters.length) return { counter: counter ?? counters[0] };
  return number === null ? null : { number };
}
