/* The holder's page: keeps it true, rings when called, and lets the holder stop waiting. What it says: phone_view.js. */

import { newKey, readPage, send, serverNow, watch } from "/static/web/live.js";
import { put, putPeople, putRange } from "/static/web/parts.js";
import { say, timeOfDay } from "/static/web/words.js";

import { canRing, canShake, makeBell } from "./bell.js";
import { markRange } from "./expect.js";
import { phoneView, refusedCancel, spokenState, titleOf } from "./phone_view.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_MARKS = 12;

const { house, words, lang, picture: first } = readPage();
const root = document.querySelector(".phone");
const part = (selector) => root.querySelector(selector);
const bell = makeBell();
const cancelKey = newKey();

let picture = first;
let isLost = false;
let isSure = false;
let rings = false;

function render() {
  const zone = house.time_zone;
  const view = phoneView({ house, picture, words, lang, now: serverNow().getTime(), lostAt: isLost ? timeOfDay(picture.at, zone) : null });
  root.dataset.state = view.state;
  root.classList.toggle("stale-picture", isLost);
  document.title = titleOf(picture, words, lang);
  part(".waiting").hidden = !view.isWaiting;
  part(".come").hidden = !view.isCalled;
  part(".outcome").hidden = view.isWaiting || view.isCalled;
  put(part(".waited"), view.waited);
  put(part(".come .figure"), view.counter);
  put(part(".outcome h2"), view.outcome.title);
  put(part(".outcome p"), view.outcome.text);
  renderWait(view);
  renderKeys(view);
  renderFresh(zone);
  put(part(".said"), spokenState(view, words, lang));
  if (view.isCalled) bell.ring();
  else bell.hush();
}

function renderWait(view) {
  put(part(".lead"), view.lead);
  markRange(part(".still"), view.wait);
  putRange(part(".still .range"), view.wait, lang, view.otherwise);
  part(".waiting .band").hidden = !view.isLate || isLost;
  putPeople(part(".marks"), view.count, MOST_MARKS);
  put(part(".ahead"), view.ahead);
  put(part(".say"), view.say);
  part(".slots").replaceChildren(...Array.from({ length: view.slots.of }, (_, index) => slot(index < view.slots.used)));
  putScale(part(".scale"), isLost ? null : view.scale);
}

function slot(isUsed) {
  const box = document.createElement("i");
  box.classList.toggle("used", isUsed);
  return box;
}

function putScale(svg, scale) {
  svg.toggleAttribute("hidden", scale === null);
  if (scale === null) return;
  svg.setAttribute("aria-label", scale.label);
  putBar(svg.querySelector(".mine"), scale.mine);
  svg.querySelector(".printed").toggleAttribute("hidden", scale.printed === null);
  if (scale.printed) putBar(svg.querySelector(".printed"), scale.printed);
  svg.querySelector(".promise").setAttribute("d", `M${scale.now} 16v34`);
  for (const old of svg.querySelectorAll("text")) old.remove();
  svg.append(...scale.texts.map(({ x, y, anchor, strong, text }) => {
    const element = document.createElementNS(SVG, "text");
    for (const [name, value] of Object.entries({ x, y, "text-anchor": anchor, class: strong ? "strong" : "" })) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  }));
}

function putBar(bar, { x, width }) {
  bar.setAttribute("x", x);
  bar.setAttribute("width", width);
}

function renderKeys(view) {
  if (!view.isWaiting) isSure = false;
  part(".sure").hidden = !isSure;
  part(".phone-keys").hidden = isSure || !view.isWaiting;
  part(".give-up").hidden = !view.isWaiting;
  part(".give-up").disabled = !view.canCancel;
  part(".cancel").disabled = !view.canCancel;
  const bellKey = part(".bell");
  bellKey.hidden = !canRing;
  bellKey.setAttribute("aria-pressed", String(rings));
  put(bellKey.querySelector("span"), say(words, `bell${canShake ? "_shake" : ""}_${rings ? "on" : "off"}`, lang));
  part(".bell-note").hidden = !rings;
}

function renderFresh(zone) {
  const at = timeOfDay(picture.at, zone);
  const band = part(".phone > .band.stale");
  band.hidden = !isLost;
  put(band.querySelector("span"), say(words, "phone_lost", lang, { at }));
  put(part(".fresh"), isLost ? "" : say(words, "phone_fresh", lang, { at }));
}

function ask(sure) {
  isSure = sure;
  part(".sure .refusal").hidden = true;
  render();
  (sure ? part(".sure h2") : part(".give-up")).focus();
}

async function cancel() {
  const key = part(".cancel");
  key.disabled = true;
  put(key, say(words, "phone_cancelling", lang));
  const answer = await send(`/tickets/${root.dataset.ticket}/cancel`, { reason: "left" }, { key: cancelKey });
  put(key, say(words, "phone_cancel", lang));
  if (answer.status === 200) picture = { ...picture, state: "left", ahead: null, wait: null };
  put(part(".sure .refusal span"), refusedCancel(answer, words, lang));
  part(".sure .refusal").hidden = answer.status === 200;
  render();
}

part(".give-up").addEventListener("click", () => ask(true));
part(".stay").addEventListener("click", () => ask(false));
part(".cancel").addEventListener("click", cancel);
part(".bell").addEventListener("click", () => { rings = !rings; bell.turn(rings); render(); });

setInterval(render, 10 * 1000);
render();
watch({
  view: "ticket", branch: house.id, ticket: root.dataset.ticket, first,
  onPicture: (newer) => { picture = newer; render(); },
  onLost: () => { isLost = true; render(); },
  onBack: () => { isLost = false; render(); },
});
