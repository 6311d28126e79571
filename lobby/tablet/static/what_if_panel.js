/* "What if" in the panel: remembers which counters were tapped, and has their answer worked out, anew while it is open.
   What it says is in what_if.js. */

import { reader } from "/static/tablet/reader.js";
import { NOTHING_CHOSEN, queryOf, stillPossible, whatIfView } from "/static/tablet/what_if.js";
import { whatIfParts } from "/static/tablet/what_if_draw.js";
import { ask } from "/static/web/live.js";

/** So often is an open answer worked out again: the hall goes on meanwhile. */
const AGAIN_MS = 5000;

/** `state` is the page's own; `page.open(what, by)` opens the panel and `page.render()` draws it. */
export function whatIfOn(state, token, page) {
  let mine = NOTHING_CHOSEN;
  const path = (query) => `/branches/${encodeURIComponent(state.house.id)}/what-if?${query}`;
  const read = reader((query) => ask(path(query), { token }), (query, { status, body }) => {
    if (query !== queryOf(mine.changes)) return;
    mine = { ...mine, told: toldBy(status, body) };
    render();
  });

  function choose(changes) {
    unanswered(changes);
    render();
  }

  function unanswered(changes) {
    mine = { changes, told: null, earlier: mine.told?.everybody ? mine.told : mine.earlier };
    again();
  }

  /** The keys are made anew, and whoever was on one of them stays there. */
  function render() {
    const id = document.activeElement?.dataset.whatIf;
    page.render();
    if (id !== undefined) document.querySelector(`[data-what-if="${CSS.escape(id)}"]`)?.focus();
  }

  function again() {
    if (state.open?.whatIf && mine.changes.length) read(queryOf(mine.changes));
  }

  setInterval(again, AGAIN_MS);

  return {
    /** The panel of `what` if it is ours: {view, parts}; null if it is another's. */
    panel(shown, what) {
      if (!what.whatIf) return null;
      const changes = stillPossible(mine.changes, shown);
      if (changes.length < mine.changes.length) unanswered(changes);
      return { view: whatIfView(shown, mine), parts: whatIfParts };
    },

    /** Whether the tap was on one of ours. */
    clicked({ target }) {
      const tapped = target.closest("[data-what-if], [data-what-if-open]");
      if (tapped === null) return false;
      const { whatIf: id } = tapped.dataset;
      if (id === undefined) {
        mine = NOTHING_CHOSEN;
        page.open({ whatIf: true }, tapped);
        return true;
      }
      tapped.focus(); // not every browser does, and the key is made anew
      choose(mine.changes.includes(id) ? mine.changes.filter((one) => one !== id) : [...mine.changes, id]);
      return true;
    },
  };
}

/** An answer of the server as whatIfView() takes it. */
function toldBy(status, body) {
  if (status === 200) return body;
  return status === 409 || status === 404 ? { refused: body.code, counter: body.counter } : false;
}
