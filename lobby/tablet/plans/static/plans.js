/* The page of the counters' hours in the browser: kept true by the tablet's picture, and plans changed by a form.
   What is said is worked out in plans_view.js and plan_edit.js, what a draft becomes in plan_draft.js. */

import { bodyOf, draftOf, usualDraft, withBreak, withoutBreak, withTime } from "/static/plans/plan_draft.js";
import { editView } from "/static/plans/plan_edit.js";
import { barsWidth, drawForm, drawRows } from "/static/plans/plans_draw.js";
import { plansView } from "/static/plans/plans_view.js";
import { ask, newKey, readPage, send, serverNow, signOut, watch } from "/static/web/live.js";
import { put } from "/static/web/parts.js";
import { say, timeOfDay } from "/static/web/words.js";

const TICK_MS = 1000;

const page = readPage();
const { house, words, lang, token } = page;
const branch = `/branches/${encodeURIComponent(house.id)}`;
const part = (selector) => document.querySelector(selector);
const state = { plans: page.picture, lost: null, draft: null, key: null, saving: false, refused: null };

function render() {
  const counter = state.draft && find(state.draft.counter);
  drawForm(counter ? editView({ house, words, lang }, counter, state.draft, state) : null);
  const width = barsWidth(); /* as wide as the form leaves them */
  const now = state.lost ?? serverNow();
  drawRows(plansView({ house, plans: state.plans, words, lang, now, width }), width, state.draft?.counter ?? null);
  put(part(".plans-head .clock"), timeOfDay(serverNow(), house.time_zone));
  part(".plans").classList.toggle("stale-picture", state.lost !== null);
  part(".plans > .band").hidden = state.lost === null;
  if (state.lost) put(part(".plans > .band span"), say(words, "cut_off", lang, { time: timeOfDay(state.lost, house.time_zone) }));
}

function find(id) {
  return state.plans.counters.find((counter) => counter.id === id) ?? null;
}

let reading = 0;

/** The plans are read anew with every picture; an answer that was overtaken is dropped. */
async function read() {
  const mine = ++reading;
  const { status, body } = await ask(`${branch}/plans`, { token });
  if (mine !== reading || status !== 200) return;
  state.plans = body;
  render();
}

/** Another draft, and with it another deed. */
function draft(made) {
  Object.assign(state, { draft: made, key: newKey(), refused: null });
  render();
}

/** The form opens, or closes again; its row stays in sight. */
function open(row) {
  draft(row.dataset.counter === state.draft?.counter ? null : draftOf(find(row.dataset.counter), house));
  row.scrollIntoView({ block: "nearest" });
}

async function save() {
  const { draft: asked, key } = state;
  Object.assign(state, { saving: true, refused: null });
  render();
  const answer = await send(`${branch}/counters/${encodeURIComponent(asked.counter)}/plan`, bodyOf(asked), { token, key });
  state.saving = false;
  if (answer.status === 200) {
    await read();
    if (state.draft === asked) close();
  } else state.refused = answer;
  render();
}

function close() {
  const row = state.draft && part(`[data-counter="${CSS.escape(state.draft.counter)}"]`);
  draft(null);
  row?.focus();
}

const DOES = {
  on: () => draft({ ...state.draft, isOn: true }),
  off: () => draft({ ...state.draft, isOn: false }),
  add: () => draft(withBreak(state.draft)),
  remove: (at) => draft(withoutBreak(state.draft, Number(at))),
  usual: () => draft(usualDraft(find(state.draft.counter), house)),
  save,
  leave: close,
};

function onClick({ target }) {
  const row = target.closest("[data-counter]");
  const [does, about] = target.closest("button[data-does]")?.dataset.does.split(" ") ?? [];
  if (target.closest("[data-sign-out]")) signOut();
  else if (does) DOES[does](about);
  else if (row && state.plans.is_open) open(row);
}

watch({
  view: "tablet", branch: house.id, token,
  onPicture({ counters }) {
    state.lost = null;
    if (counters.some(({ id }, place) => id !== page.picture.counters[place]?.id)) location.reload(); /* set up anew */
    else read();
  },
  onLost(since) {
    state.lost = since;
    render();
  },
  onBack: () => {},
});

document.addEventListener("click", onClick);
document.addEventListener("change", ({ target }) => target.dataset.where && draft(withTime(state.draft, target.dataset.where, target.value)));
document.addEventListener("keydown", ({ key }) => key === "Escape" && state.draft && close());
addEventListener("resize", render);
setInterval(render, TICK_MS);
render();
