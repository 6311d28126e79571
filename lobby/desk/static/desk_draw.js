/* The desk's texts into its page: fills the slots that desk.html left, and moves nothing that has not changed.
   The only file here that touches elements; what to say comes from view() and keys(). */

import { drawAsking } from "/static/desk/asking_draw.js";
import { phrases } from "/static/desk/desk_words.js";
import { put, setShape } from "/static/web/parts.js";

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

/** How long a row takes to its new place (look: Motion, --settle). */
const SETTLE_MS = 240;

let places = new Map(); /* number -> row it stood in at the last drawing */

/** The page shows `shown` (of view()) and `keys` (of keys()). */
export function draw(shown, keys) {
  document.title = shown.title;
  for (const slot of all("[data-if]")) slot.toggleAttribute("hidden", !at(shown, slot.dataset.if)); /* an svg has no .hidden */
  for (const slot of all("[data-say]")) put(slot, at(shown, slot.dataset.say));
  for (const slot of all("[data-phrases]")) putAll(slot, phrases(at(shown, slot.dataset.phrases) ?? ""), "phrase");
  for (const slot of all("[data-sign]")) drawSign(slot, at(shown, slot.dataset.sign));
  drawPresent(shown.present);
  drawLine(shown.isStale);
  drawRows(shown.rows);
  drawFoot(shown);
  drawAsking(shown.asking, shown.undo);
  for (const key of keys) drawKey(key);
  for (const key of all("[data-reason]")) key.disabled = key.dataset.reason !== "" && shown.pause !== null && !shown.pause.canPause;
}

/** The text at "present.timer.figure"; a row of figures answers for its length, null for anything missing. */
function at(shown, path) {
  return path.split(".").reduce((from, name) => from?.[name] ?? null, shown);
}

function drawSign(slot, name) {
  if (name) setShape(slot, name); /* a band that is away keeps its last one */
}

function drawPresent({ isCall, justCalled, facts, timer, rest }) {
  one(".facts .why").title = facts?.why ?? "";
  one(".who").classList.toggle("call", isCall);
  one(".who").classList.toggle("just-called", justCalled);
  if (timer) {
    const scale = one(".timer .scale");
    const far = Math.min(Math.max(timer.markAt, 40), 300); /* the mark's word stays on the drawing, clear of the end's */
    set(scale, { "aria-label": timer.label });
    set(scale.querySelector(".mine"), { width: timer.mine });
    set(scale.querySelector(".over"), { x: timer.mine, width: timer.over });
    set(scale.querySelector(".promise"), { d: `M${timer.markAt} 0v24` });
    set(scale.querySelector(".mark"), { x: far });
    put(scale.querySelector(".mark"), timer.markText);
    put(scale.querySelector(".end"), timer.end);
    one(".remains").classList.toggle("warn", timer.isOver);
  }
  if (rest?.ring) {
    set(one(".rest .ring"), { "aria-label": rest.ring.label });
    set(one(".rest .ring .left"), { "stroke-dasharray": `${rest.ring.left} 100` });
  }
}

function drawLine(isStale) {
  const line = one(".line");
  one(".desk").classList.toggle("stale-picture", isStale);
  line.classList.toggle("ok", !isStale);
  line.classList.toggle("warn", isStale);
}

function drawRows(rows) {
  const lines = all(".queue tbody tr");
  const stood = places;
  places = new Map();
  lines.forEach((line, place) => {
    const row = rows[place];
    line.hidden = !row;
    if (!row) return;
    put(line.querySelector(".number"), row.number);
    for (const name of ["service", "passed", "note"]) put(line.querySelector(`.${name}`), row[name]);
    put(line.querySelector(".num"), row.waited);
    line.querySelector(".service").title = row.service; /* clipped where a name is long */
    line.querySelector(".note").title = row.note;
    line.querySelector(".care").hidden = !row.hasCare;
    line.classList.toggle("picked", row.isPicked);
    line.querySelector(".pick").setAttribute("aria-pressed", String(row.isPicked));
    places.set(row.number, place);
    slide(line, (stood.get(row.number) ?? place) - place);
  });
}

function slide(line, places) {
  if (places === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const from = places * line.offsetHeight;
  line.animate([{ transform: `translateY(${from}px)` }, { transform: "none" }], { duration: SETTLE_MS, easing: "cubic-bezier(.2, 0, 0, 1)" });
}

function drawFoot({ band, foot, next }) {
  one(".next-one").classList.toggle("picked", next.isPicked);
  one(".next-one .pick").setAttribute("aria-pressed", String(next.isPicked));
  const box = one(".next-foot .band");
  one(".queue-more").hidden = band !== null;
  box.hidden = band === null;
  if (band) {
    box.classList.toggle("stale", band.isStale);
    putAll(box.querySelector(".lines"), band.lines, "line-of");
  }
  putAll(one(".queue-more .elsewhere"), foot.elsewhere.map(({ service, waiting }) => `${service} ${waiting}`), "keep");
}

/** One span of this class for each text; left alone when they say the same already. */
function putAll(box, texts, className) {
  if (box.children.length !== texts.length) {
    box.replaceChildren(...texts.map(() => Object.assign(document.createElement("span"), { className })));
  }
  texts.forEach((text, place) => put(box.children[place], text));
}

function drawKey({ id, label, number, hint, deed, opens, isOn }) {
  const key = one(`[data-key="${id}"]`);
  key.disabled = deed === null && !opens;
  put(key.querySelector(".does"), label);
  if (id === "main") put(key.querySelector(".number"), number);
  else put(key.querySelector(".hint"), hint);
  if (key.hasAttribute("aria-expanded")) set(key, { "aria-expanded": String(isOn), "aria-pressed": String(isOn) });
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}
