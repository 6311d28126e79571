/* When the page of a report reads it anew, and what its band says when it cannot. Knows no page and no socket. */

import { say } from "/static/web/words.js";

/** A report is read at most this often by itself: a busy hall has a fact every second, and nobody reads that fast. */
export const GAP_MS = 10000;

/** Keeps a report of `seq` up with what is heard: `read()` fetches it and answers its seq, null if it could not. A newer
    seq leads to a reading once GAP_MS have passed since the last, and so does a failure; `now()`, by a key, to one at
    once. There is never more than one under way. */
export function keepUp({ seq, read }) {
  let shown = seq;
  let newest = seq;
  let readAt = performance.now();
  let timer = null;
  let isReading = false;

  function plan() {
    if (isReading || timer !== null || newest <= shown) return;
    timer = setTimeout(now, Math.max(0, readAt + GAP_MS - performance.now()));
  }

  async function now() {
    if (isReading) return;
    clearTimeout(timer);
    timer = null;
    isReading = true;
    readAt = performance.now();
    shown = (await read()) ?? shown;
    isReading = false;
    plan();
  }

  return {
    now,
    heard(told) {
      newest = Math.max(newest, told);
      plan();
    },
  };
}

/** What the band says, "" if nothing: cut off since `time`, or that the last reading failed. */
export function bandOf({ words, lang, time, failed, asOf }) {
  if (time) return say(words, "cut_off", lang, { time, as_of: asOf });
  return failed ? say(words, "not_read", lang, { as_of: asOf }) : "";
}
