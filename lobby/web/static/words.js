/* Words that every page says the same way: sentences from a page's words.json, waits, times of day.
   Pure: values in, text out. `lobby/web/words.py` is its twin for the server's first page; one table of cases
   (tests/js/words_cases.json) is put to both. */

const WAIT = {
  zh: { about: "约", minutes: "分钟", within: "分钟以内", none: "不用等" },
  en: { about: "about", minutes: "min", within: "min at most", none: "no wait" },
};
const WEEKDAYS = {
  zh: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The other of the two languages. */
export const other = (lang) => (lang === "en" ? "zh" : "en");

/** The sentence `key` in `lang`, its `{names}` filled from `values`. An unknown key is a bug and throws. */
export function say(words, key, lang, values = {}) {
  if (!(key in words)) throw new Error(`no words for "${key}"`);
  return words[key][lang].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A wait as three pieces {before, figure, after}, of which only the figure is set large; null when no wait is known
    (then say why in words, never 0 or a dash). `wait.shown` is already rounded for people, in minutes. */
export function waitParts(wait, lang) {
  if (!wait) return null;
  const [low, high] = wait.shown;
  const word = WAIT[lang];
  if (high <= 0) return { before: "", figure: "", after: word.none };
  if (low <= 0) return { before: "", figure: String(high), after: word.within };
  return { before: word.about, figure: low === high ? String(low) : `${low}–${high}`, after: word.minutes };
}

/** The same in one line, for speech and small places: "约 25–35 分钟". Null when no wait is known. */
export function waitText(wait, lang) {
  const parts = waitParts(wait, lang);
  return parts && [parts.before, parts.figure, parts.after].filter(Boolean).join(" ");
}

/** The time of day "10:42" at which instant `iso` (RFC 3339, or a Date) falls in the branch's time zone. */
export function timeOfDay(iso, zone) {
  const { hour, minute } = local(iso, zone);
  return `${hour}:${minute}`;
}

/** The same, up to the next five minutes: for promises that are only about right ("约 10:50"). */
export function aboutTime(iso, zone) {
  const step = 5 * 60 * 1000;
  return timeOfDay(new Date(Math.ceil(new Date(iso).getTime() / step) * step), zone);
}

/** The day as the head of a page says it: "2026年1月5日 星期一", "Monday, 5 January 2026". */
export function dayText(iso, zone, lang) {
  const { year, month, day, weekday } = local(iso, zone);
  if (lang === "en") return `${WEEKDAYS.en[weekday]}, ${day} ${MONTHS[month - 1]} ${year}`;
  return `${year}年${month}月${day}日 ${WEEKDAYS.zh[weekday]}`;
}

/** "2026-01-05" in the branch's time zone: to tell whether two instants fall on one day. */
export function localDate(iso, zone) {
  const { year, month, day } = local(iso, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const formats = new Map();

function local(iso, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
      weekday: "long", hour: "2-digit", minute: "2-digit",
    }));
  }
  const parts = Object.fromEntries(formats.get(zone).formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return {
    year: Number(parts.year), month: Number(parts.month), day: Number(parts.day),
    weekday: WEEKDAYS.en.indexOf(parts.weekday), hour: parts.hour, minute: parts.minute,
  };
}
