/* The advice in its place on the page: fills what advice.html left, and does what its keys say, each once. */

import { adviceView, QUIET } from "/static/tablet/advice.js";
import { newKey, send } from "/static/web/live.js";
import { put } from "/static/web/parts.js";

/** A deed that takes longer says that it is under way; by the page's own clock, for a demonstration's runs faster. */
const SAYS_DOING_MS = 1000;

const one = (selector, from) => from.querySelector(selector);

/** The panel. `render(shown)` shows it for what the tablet holds; `press(target)` answers whether a key of it was
    tapped, and then does it; `changed()` is called when it has something new to show. */
export function advicePanel({ house, token, changed }) {
  const box = document.querySelector(".advice");
  const keys = new Map(); /* a deed that nobody answered is tried again under its key, so that twice is once */
  let own = QUIET;
  let deeds = new Map();

  async function make(deed) {
    own = { doing: { id: deed.id, since: Date.now() }, told: null };
    changed();
    const key = keys.get(deed.id) ?? newKey();
    keys.set(deed.id, key);
    const path = `/branches/${encodeURIComponent(house.id)}/counters/${encodeURIComponent(deed.counter)}/${deed.deed}`;
    const { status, body } = await send(path, deed.body, { token, key });
    if (status !== 0) keys.delete(deed.id);
    own = { doing: null, told: status === 200 ? null : status === 0 ? { unreached: true } : { code: body?.code ?? "" } };
    changed();
  }

  return {
    render(shown) {
      deeds = draw(box, adviceView(shown, { ...own, isLate: own.doing !== null && Date.now() - own.doing.since > SAYS_DOING_MS }));
    },
    press(target) {
      const key = target.closest("[data-advice]");
      if (key === null) return false;
      const deed = deeds.get(key);
      if (deed && own.doing === null) make(deed);
      return true;
    },
  };
}

/** The box shows `view`; answers which key does what. */
function draw(box, view) {
  const deeds = new Map();
  box.hidden = !view.isShown;
  const advice = one(".advice-one", box);
  advice.hidden = view.one === null;
  if (view.one) {
    for (const name of ["what", "then", "also"]) put(one(`.advice-${name}`, advice), view.one[name]);
    drawScale(one("svg", advice), view.one);
    for (const name of ["make", "leave"]) drawKey(one(`[data-advice="${name}"]`, advice), view.one[name], view, deeds);
  }
  put(one(".advice-told", box), view.told);
  one(".advice-told", box).hidden = view.told === "";
  const list = one(".advice-lent", box);
  while (list.children.length > view.lent.length) list.lastElementChild.remove();
  while (list.children.length < view.lent.length) list.append(one("#advice-lent", box).content.cloneNode(true));
  view.lent.forEach((line, place) => {
    const item = list.children[place];
    put(one("b", item), line.text);
    put(one("small", item), line.more);
    drawKey(one("button", item), line.back, view, deeds);
  });
  return deeds;
}

function drawKey(key, { text, deed, isDoing }, { canDo, doing }, deeds) {
  put(key, isDoing ? doing : text);
  key.disabled = !canDo;
  deeds.set(key, deed);
}

function drawScale(scale, { label, without, with: withIt, before, after, promise }) {
  scale.setAttribute("aria-label", label);
  put(one(".name-before", scale), without);
  put(one(".name-after", scale), withIt);
  for (const [name, bar, y] of [["before", before, 16], ["after", after, 54]]) {
    one(`.${name}`, scale).setAttribute("width", bar.width);
    const spread = bar.spread === null ? "M0 0" : `M${bar.spread.from} ${y}H${bar.spread.to}M${bar.spread.from} ${y - 4}v8M${bar.spread.to} ${y - 4}v8`;
    one(`.spread-${name}`, scale).setAttribute("d", spread);
    const figure = one(`.figure-${name}`, scale);
    put(figure, bar.figure);
    figure.classList.toggle("big", bar.isKnown);
  }
  one(".promise", scale).setAttribute("d", `M${promise.x} 0v72`);
  const said = one(".promised", scale);
  said.setAttribute("x", promise.x);
  put(said, promise.text);
}
