/* How the desk says things: its words in the page's language, names of the house, lengths of time.
   Pure. What is said where belongs to the view. */

import { aboutTime, say, timeOfDay } from "/static/web/words.js";

const MINUTE = 60000;

/** A speaker for one page: `say(key, values)`, and the names of services, classes, reasons and care by their ids.
    An id that the house no longer has is said as it stands: a page may be older than the configuration. */
export function speaker({ house, words, lang }) {
  const names = (things) => {
    const byId = new Map(things.map((thing) => [thing.id, thing]));
    return (id) => byId.get(id)?.name[lang] ?? id;
  };
  const find = (things) => (id) => things.find((thing) => thing.id === id) ?? null;
  return {
    lang,
    house,
    say: (key, values) => say(words, key, lang, values),
    knows: (key) => key in words,
    text: (both) => both[lang],
    time: (iso) => timeOfDay(iso, house.time_zone),
    about: (iso) => aboutTime(iso, house.time_zone),
    service: names(house.services),
    group: names(house.groups),
    reason: names(house.pause_reasons),
    care: names(house.care),
    helpFor: (id) => house.care.find((kind) => kind.id === id)?.help[lang] ?? "",
    machine: names(house.machines),
    className: names(house.classes),
    classOf: find(house.classes),
    sheetOf: find(house.services),
    cameBack: (code) => (code ? say(words, `came_${code}`, lang) : null),
    list: (pieces) => pieces.join(words.list_comma[lang]),
    together: (sentences) => sentences.filter(Boolean).join(lang === "en" ? " " : ""),
    sentence: (pieces) => pieces.filter(Boolean).join(words.comma[lang]),
  };
}

/** "4:12", "1:02:33": whole seconds, never negative. */
export function span(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (figure) => String(figure).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Whole minutes somebody has waited at `now`; `waited` is what the picture said (minutes) when it was read at `at`. */
export function minutesWaited(waited, at, now) {
  return Math.floor(waited + Math.max(0, now - Date.parse(at)) / MINUTE);
}

/** Whole minutes from one instant to the next (ms since 1970), never negative. */
export function minutesBetween(from, to) {
  return Math.max(0, Math.floor((to - from) / MINUTE));
}

/** A sentence that stands alone in a table or a heading: without its full stop. */
export function unstopped(text) {
  return text.replace(/[。.]$/, "");
}

/** A Chinese sentence cut after its punctuation, the only place where a line may end; English is left in one piece. */
export function phrases(text) {
  return text.split(/(?<=[。，；：？])/);
}
