/* Whose turn it is to stand large: calls take turns, each for at least five seconds, so that several at once are
   all seen. Pure: a line of calls in, the next line out; the screen's own milliseconds are handed in. */

/** How long a call keeps its place (look, "Motion"). */
export const STAYS_MS = 5000;

/** A call older than this, by the picture's own time, is no news any more. */
export const NEWS_MS = 60 * 1000;

/** The newest call of each number, newest first; those to the screen's own counters before all others. */
export function ownFirst(calls, screen) {
  const seen = new Set();
  const newest = calls.filter(({ number }) => !seen.has(number) && seen.add(number));
  return [...newest.filter(isOwn(screen)), ...newest.filter((call) => !isOwn(screen)(call))];
}

/** Whether a call concerns this screen: it tells of its own counters, or of all if it has none of its own. */
export function isOwn(screen) {
  return ({ counter }) => !screen?.counters.length || screen.counters.includes(counter);
}

/** Calls of this screen that are news in this picture: newer than `seen`, not older than a minute; oldest first. */
export function news(picture, seen, screen = null) {
  const from = Date.parse(picture.at) - NEWS_MS;
  return picture.calls
    .filter((call) => call.seq > seen && Date.parse(call.at) >= from && isOwn(screen)(call))
    .sort((one, another) => one.seq - another.seq);
}

/** The highest seq of a call in the picture, 0 if there was none. */
export const newestSeq = (picture) => Math.max(0, ...picture.calls.map(({ seq }) => seq));

/** The line as a screen finds it: the newest call stands large and nobody has to wait. A page that was just loaded
    has no news: what blinks is what changes while people look. */
export function firstLine(picture, screen) {
  const shown = ownFirst(picture.calls, screen)[0]?.seq ?? null;
  return { epoch: picture.epoch, seen: newestSeq(picture), shown, until: 0, waiting: [], isFresh: false };
}

/** The line after one more picture: its news wait behind those that wait already. */
export function take(line, picture, screen) {
  if (line.epoch !== picture.epoch) return firstLine(picture, screen);
  const added = news(picture, line.seen, screen).map(({ seq }) => seq);
  return { ...line, seen: Math.max(line.seen, newestSeq(picture)), waiting: [...line.waiting, ...added] };
}

/** The line at `ms` (the screen's own clock) and `now` (the server's): the next call comes up when the one before has
    had its time. Those that grew old while waiting are passed over: then more is called than five seconds each allow. */
export function turn(line, picture, screen, ms, now) {
  const stands = new Map(picture.calls.map((call) => [call.seq, call]));
  if (ms < line.until && stands.has(line.shown)) return line;
  const waiting = line.waiting.filter((seq) => stands.has(seq) && now - new Date(stands.get(seq).at) <= NEWS_MS);
  if (waiting.length) return { ...line, shown: waiting[0], until: ms + STAYS_MS, waiting: waiting.slice(1), isFresh: true };
  const shown = ownFirst(picture.calls, screen)[0]?.seq ?? null;
  return { ...line, shown, waiting, isFresh: false };
}
