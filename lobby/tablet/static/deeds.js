/* The lobby manager's deeds: brings together what was tapped, the forms, what is under way and what came of it. What is
   said is worked out in deed_forms.js, deed_views.js and deed_told.js. */

import { askAndPrint } from "/static/kiosk/paper.js";
import { alertsView } from "/static/tablet/alerts.js";
import { drawAlerts } from "/static/tablet/alerts_draw.js";
import { asideParts, formParts, givenParts, keyParts } from "/static/tablet/deed_draw.js";
import { atOneTap, chosen, deedKeys, formView, LEAVES_IT, newForm, sentBy, standing, stepped } from "/static/tablet/deed_forms.js";
import { goneTo, toldOf } from "/static/tablet/deed_told.js";
import { asideView, givenView } from "/static/tablet/deed_views.js";
import { show } from "/static/tablet/panel_draw.js";
import { isDone, pressesOf } from "/static/tablet/presses.js";
import { speaker } from "/static/tablet/tablet_words.js";
import { newKey, send, serverNow } from "/static/web/live.js";
import { put } from "/static/web/parts.js";

/** As long as a deed can be undone, by the server's clock (lobby/domain/undo.py). */
const UNDO_MS = 10000;

/** The band says what came of a deed for this long, or until the next tap. */
const TOLD_MS = 20000;

const part = (selector) => document.querySelector(selector);

/** The deeds of one page: `state` is the page's own, `page.open(what, by)` opens something in its panel and
    `page.render()` draws it all. */
export function deedsOn(state, token, page) {
  const { house } = state;
  const at = `/branches/${encodeURIComponent(house.id)}`;
  const presses = pressesOf({ send: (path, body, key) => send(path, body, { token, key }), newKey, clock: () => performance.now(), changed: page.render });
  const mine = { form: null, given: null, paper: null, told: null, undo: null, seenTo: new Set() };

  function openForm(deed, number) {
    mine.form = newForm(deed, number, state);
    mine.given = mine.told = null;
    page.render();
    part(".deed-form h2").focus();
  }

  function closeForm() {
    mine.form = null;
    page.render();
  }

  /** Sends a deed, once; says what came of it. Answers its body if it was done. */
  async function press(name, path, body, about) {
    tell(null);
    const answer = await presses.press(name, `${at}/${path}`, body);
    if (answer === null) return null;
    tell(toldOf(answer, speaker(state), about));
    return isDone(answer) ? answer.body : null;
  }

  function tell(text) {
    mine.told = text ? { text, since: performance.now() } : null;
    page.render();
  }

  async function doForm() {
    const { form } = mine;
    const { deed, number } = form;
    const { path, body } = sentBy(form);
    const done = speaker(state).say(`deed_${deed}_done`, { number });
    const isSaidElsewhere = deed === "issue" || deed in LEAVES_IT; /* by the number itself, by the key that undoes it */
    const got = await press("form", path, body, { done: isSaidElsewhere ? "" : done, number });
    if (got === null) return;
    if (mine.form === form || mine.form?.number === number) mine.form = null;
    if (deed === "issue") Object.assign(mine, { given: got, paper: null });
    if (got.state === LEAVES_IT[deed]) mine.undo = { number, done, seen: got.state, until: serverNow().getTime() + UNDO_MS };
    else if (deed in LEAVES_IT) tell(speaker(state).say("deed_called_at_once", { number, counter: got.counter }));
    page.render();
  }

  async function doAtOnce(deed, number) {
    const stands = standing(state.picture, number);
    if (stands === null) return;
    await press(`${deed} ${number}`, `tickets/${number}/${deed}`, atOneTap(deed, stands.state), { done: speaker(state).say(`deed_${deed}_done`, { number }), number });
  }

  async function undo() {
    const { number, seen } = mine.undo;
    const got = await press("undo", `tickets/${number}/undo`, { if_state: seen }, { done: speaker(state).say("deed_undo_done", { number }), number });
    if (got !== null) mine.undo = null;
    page.render();
  }

  async function seeTo(key) {
    const since = state.picture.alerts.find((one) => one.key === key)?.since;
    const got = await press(`alert ${key}`, `alerts/${encodeURIComponent(key)}/acknowledge`, {}, { done: "" });
    if (got !== null) mine.seenTo.add(`${key} ${since}`);
    page.render();
  }

  const isSeenTo = (key) => presses.isUnderWay(`alert ${key}`) || state.picture.alerts.some((one) => one.key === key && mine.seenTo.has(`${key} ${one.since}`));

  /** The panel of `what` if it is one of ours: {view, parts}; null if it is another's. */
  function panel(shown, what) {
    if (what.asides) return { view: asideView(shown, presses.isUnderWay), parts: asideParts };
    if (what.issue && mine.given) return { view: givenView(shown, mine.given, mine.paper), parts: givenParts };
    return what.issue ? { view: null, parts: () => [] } : null;
  }

  function render(shown, what) {
    drawAlerts(part(".alert-part"), alertsView(shown, isSeenTo));
    const number = what?.ticket ?? null;
    leaveWho(shown);
    const isOpen = mine.form !== null && what !== null && (mine.form.deed === "issue" ? Boolean(what.issue) && !mine.given : mine.form.number === number);
    if (!isOpen) mine.form = null;
    renderForm(shown);
    const keys = what === null || isOpen || number === null ? [] : deedKeys(shown, number).map((one) => ({ ...one, isOff: one.isOff || presses.isUnderWay(`${one.id} ${number}`) }));
    part(".deed-keys").hidden = keys.length === 0;
    show(part(".deed-keys"), keys, keyParts);
    renderFoot(shown);
  }

  /** Whoever the form was about was called, or went elsewhere, while it was filled in: it is closed, and that is said. */
  function leaveWho({ picture }) {
    if (mine.form === null || presses.isUnderWay("form")) return;
    const text = goneTo(mine.form, picture, speaker(state));
    if (text === null) return;
    mine.form = null;
    mine.told = { text, since: performance.now() };
  }

  function renderForm(shown) {
    const { form } = mine;
    const on = speaker(shown);
    part(".detail").classList.toggle("has-form", form !== null);
    put(part(".detail .back span"), form?.number ? on.say("deed_back", { number: form.number }) : on.say("back"));
    part(".deed-form").hidden = form === null;
    if (form === null) return;
    const { go, ...view } = formView(form, shown);
    show(part(".deed-form-body"), view, (built) => formParts(built, form.values));
    part(".deed-form h2").tabIndex = -1;
    const key = part(".deed-go");
    key.disabled = go.isOff || presses.isUnderWay("form");
    put(key, presses.isSlow("form") ? on.say("deed_working") : go.text);
    put(part(".deed-cut"), shown.lost ? on.say("deed_cut") : "");
  }

  function renderFoot(shown) {
    const on = speaker(shown);
    const now = shown.now.getTime();
    if (mine.undo && now >= mine.undo.until) mine.undo = null;
    if (mine.told && performance.now() - mine.told.since > TOLD_MS) mine.told = null;
    const key = part(".deed-undo");
    key.hidden = mine.undo === null;
    key.disabled = shown.lost !== null || presses.isUnderWay("undo");
    if (mine.undo) put(key.querySelector("span"), on.say("deed_undo", { done: mine.undo.done, n: Math.ceil((mine.undo.until - now) / 1000) }));
    for (const opener of document.querySelectorAll(".tablet-keys [data-deed-open=issue]")) opener.disabled = shown.lost !== null;
    const count = shown.picture.aside.length;
    put(part(".deed-aside-count"), count ? String(count) : "");
    part(".deed-told").hidden = mine.told === null;
    put(part(".deed-told span"), mine.told?.text);
  }

  /** Whether the tap was on one of ours. */
  function clicked({ target }) {
    const tapped = target.closest("button");
    if (tapped === null) return false;
    const { deed, of, choose, value, step, up, deedOpen, alert, print } = tapped.dataset;
    const number = of ?? state.open?.ticket ?? null;
    if (alert) seeTo(alert);
    else if (deedOpen === "asides") page.open({ asides: true }, tapped);
    else if (deedOpen === "issue") { mine.given = null; page.open({ issue: true }, tapped); openForm("issue", null); }
    else if (deed) atOneTap(deed, "") === null ? openForm(deed, number) : doAtOnce(deed, number);
    else if (choose) { mine.form = chosen(mine.form, choose, JSON.parse(value), state); page.render(); }
    else if (step) { mine.form = stepped(mine.form, step, up === "yes"); page.render(); }
    else if (tapped.matches(".deed-go")) doForm();
    else if (tapped.matches(".deed-undo")) undo();
    else if (print) printed(print);
    else if (tapped.matches(".detail .back") && mine.form && mine.form.deed !== "issue") closeForm();
    else return false;
    return true;
  }

  /** The number that was just given is printed, once however often the key is tapped meanwhile; then it can be again. */
  async function printed(url) {
    const { given } = mine;
    mine.paper = "coming";
    tell(null);
    const isPrinted = await askAndPrint(url);
    if (mine.given === given) mine.paper = isPrinted ? "out" : null;
    tell(isPrinted ? null : speaker(state).say("deed_not_printed"));
  }

  /** Whether Escape closed a form of ours. */
  function escaped() {
    if (mine.form === null || mine.form.deed === "issue") return false;
    closeForm();
    return true;
  }

  document.addEventListener("input", ({ target }) => {
    if (!mine.form || !target.dataset?.write) return;
    mine.form.values[target.dataset.write] = target.value.trim();
    page.render();
  });

  return { panel, render, clicked, escaped };
}
