/* The holder's page in the DOM: one view in, the parts of the page brought to say it. Decides nothing. */

import { put, putPeople, putRange, setShape } from "/static/web/parts.js";
import { say, timeOfDay } from "/static/web/words.js";

import { canRing, canShake } from "./bell.js";
import { markRange } from "./expect.js";
import { refusedText } from "./phone_deeds.js";
import { spokenState, titleOf } from "./phone_view.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_MARKS = 12;

/** `root` says `view` (phoneView), with what the holder has pressed: `isSure` asks once more, `underWay` and `refused`
    are of phone_deeds.js, `rings` says whether the bell is on. */
export function draw(root, { view, picture, words, lang, zone, isLost, isSure, rings, underWay, refused }) {
  const part = (selector) => root.querySelector(selector);
  root.dataset.state = view.state;
  root.classList.toggle("stale-picture", isLost);
  document.title = titleOf(picture, words, lang);
  part(".waiting").hidden = !view.isWaiting;
  part(".come").hidden = !view.isCalled;
  part(".aside").hidden = view.aside === null;
  part(".outcome").hidden = view.isWaiting || view.isCalled || view.aside !== null;
  put(part(".service"), view.service);
  put(part(".waited"), view.waited);
  put(part(".come .figure"), view.counter);
  put(part(".outcome h2"), view.outcome.title);
  put(part(".outcome p"), view.outcome.text);
  drawWait(part, view, lang, isLost);
  drawAside(part(".aside"), view.aside);
  drawNote(part(".help"), view.help);
  drawKeys(part, { view, words, lang, isSure, rings, underWay, refused });
  drawFresh(part, { at: timeOfDay(picture.at, zone), words, lang, isLost });
  put(part(".said"), spokenState(view, words, lang));
}

function drawWait(part, view, lang, isLost) {
  put(part(".lead"), view.lead);
  markRange(part(".still"), view.wait);
  putRange(part(".still .range"), view.wait, lang, view.otherwise);
  part(".waiting .band").hidden = view.slow === null || isLost;
  put(part(".waiting .band b"), view.slow?.title);
  put(part(".waiting .band span"), view.slow?.text);
  drawNote(part(".came-back"), view.cameBack);
  putPeople(part(".marks"), view.count, MOST_MARKS);
  put(part(".ahead"), view.ahead);
  put(part(".say"), view.say);
  part(".slots").replaceChildren(...Array.from({ length: view.slots.of }, (_, index) => slot(index < view.slots.used)));
  drawScale(part(".scale"), isLost ? null : view.scale);
}

function drawAside(section, aside) {
  if (aside === null) return;
  const [before, figure, after] = section.querySelectorAll("h2 > *");
  put(before, aside.title.before);
  put(figure, aside.title.figure);
  put(after, aside.title.after);
  put(section.querySelector("p"), aside.lines.join("\n"));
}

function drawNote(note, text) {
  note.hidden = !text;
  put(note.querySelector("span"), text);
}

function slot(isUsed) {
  const box = document.createElement("i");
  box.classList.toggle("used", isUsed);
  return box;
}

function drawScale(svg, scale) {
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

function drawKeys(part, { view, words, lang, isSure, rings, underWay, refused }) {
  const { giveUp, aside } = view;
  const isOff = !view.canDo || underWay !== null;
  const working = (deed) => underWay?.isSlow && underWay.deed === deed;
  part(".sure").hidden = !isSure;
  part(".phone-keys").hidden = isSure || giveUp === null;
  const back = part(".come-back");
  back.hidden = aside === null;
  back.disabled = isOff;
  if (aside) put(back.querySelector("span"), working(aside.back.deed) ? say(words, "phone_returning", lang) : aside.back.label);
  part(".give-up").disabled = isOff;
  part(".confirm").disabled = isOff;
  if (giveUp) {
    setShape(part(".give-up .shape"), giveUp.isGrave ? "cross" : "check");
    put(part(".give-up span"), giveUp.label);
    put(part(".sure h2"), giveUp.title);
    put(part(".sure > p"), giveUp.text);
    put(part(".stay"), giveUp.stay);
    put(part(".confirm"), working("cancel") ? say(words, "phone_cancelling", lang) : giveUp.confirm);
    part(".confirm").classList.toggle("grave", giveUp.isGrave);
  }
  const refusal = part(".refusal");
  refusal.hidden = refused === null;
  put(refusal.querySelector("span"), refused && refusedText(refused, words, lang));
  const bellKey = part(".bell");
  bellKey.hidden = !canRing;
  bellKey.setAttribute("aria-pressed", String(rings));
  put(bellKey.querySelector("span"), say(words, `bell${canShake ? "_shake" : ""}_${rings ? "on" : "off"}`, lang));
  part(".bell-note").hidden = !rings;
}

function drawFresh(part, { at, words, lang, isLost }) {
  const band = part(".phone > .band.stale");
  band.hidden = !isLost;
  put(band.querySelector("span"), say(words, "phone_lost", lang, { at }));
  put(part(".fresh"), isLost ? "" : say(words, "phone_fresh", lang, { at }));
}
