/* The page of a report in the browser: another day at a choice, a newer report when there is one, paper. The report itself
   is the server's: this page is asked for again, and its part is taken over. */

import { bandOf, keepUp } from "/static/tablet/keep_up.js";
import { readPage, signOut, watch } from "/static/web/live.js";
import { put } from "/static/web/parts.js";
import { say, timeOfDay } from "/static/web/words.js";

const ANSWER_WITHIN_MS = 10000;

const page = readPage();
const { house, words, lang, token } = page;
const part = (selector, of = document) => of.querySelector(selector);
const state = { asOf: page.picture.as_of, lost: null, failed: false };

/** This page as the server has it now; null if it cannot be read. */
async function pageAnew() {
  try {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    if (answer.redirected || answer.status === 403) return left(); /* nobody's page any more: the server says so itself */
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** The page is left for itself as it is now, and nothing more happens here. */
function left() {
  location.reload();
  return new Promise(() => {});
}

/** The report that is shown is the newest; answers its seq, null if it could not be read. */
async function read() {
  const key = part(".refresh");
  const slow = setTimeout(() => put(key, say(words, "refreshing", lang)), 1000);
  const anew = await pageAnew();
  clearTimeout(slow);
  put(key, say(words, "refresh", lang));
  state.failed = anew === null;
  const picture = anew && JSON.parse(part("#page", anew).textContent).picture;
  if (picture && picture.day !== page.picture.day) return left(); /* a new day has begun: the keys are others too */
  if (picture) {
    part(".report").replaceWith(document.adoptNode(part(".report", anew)));
    put(part(".as-of"), part(".as-of", anew).textContent);
    state.asOf = picture.as_of;
  }
  band();
  return picture && picture.seq;
}

function band() {
  const time = state.lost && timeOfDay(state.lost, house.time_zone);
  const text = bandOf({ words, lang, time, failed: state.failed, asOf: state.asOf });
  part(".band").hidden = text === "";
  put(part(".band span"), text);
}

function follow() {
  const { heard, now } = keepUp({ seq: page.picture.seq, read });
  part(".refresh").addEventListener("click", (event) => {
    event.preventDefault();
    now();
  });
  watch({
    view: "board", branch: house.id, token, /* it is the smallest picture that has the seq */
    onPicture({ seq }) {
      state.lost = null;
      band();
      heard(seq);
    },
    onLost(since) {
      state.lost = since;
      band();
    },
  });
}

part(".print")?.removeAttribute("hidden");
part(".print")?.addEventListener("click", () => window.print());
part(".days select")?.addEventListener("change", ({ target }) => target.form.submit());
part("[data-sign-out]")?.addEventListener("click", () => signOut());
if ("live" in part(".report-page").dataset) follow();
