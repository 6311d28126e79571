/* The page to sign in on: asks once, then goes where its reader wanted to; or says calmly what can be done. */

import { readPage, signIn } from "./live.js";
import { put } from "./parts.js";
import { told } from "./sign_in_told.js";
import { say } from "./words.js";

const { words, lang } = readPage();
const form = document.querySelector(".who");
const main = form.querySelector(".key.main");
const keys = document.querySelectorAll(".key:disabled");
const password = form.elements.password;
const show = form.querySelector(".show");

let waiting = null;

function allow(isAllowed) {
  for (const key of keys) key.disabled = !isAllowed;
}

function tell(sentence) {
  form.querySelector(".band").hidden = sentence === null;
  put(form.querySelector(".told"), sentence ?? "");
}

async function ask(name, secret) {
  allow(false);
  tell(null);
  put(main, say(words, "sign_in_under_way", lang));
  const answer = await signIn(name, secret);
  if (answer.status === 201) return location.replace(form.dataset.next);
  put(main, say(words, "sign_in", lang));
  const { key, seconds } = told(answer);
  if (seconds) countDown(key, seconds);
  else letTry(say(words, key, lang));
}

function letTry(sentence) {
  tell(sentence);
  allow(true);
  password.focus();
  password.select();
}

function countDown(key, seconds) {
  clearInterval(waiting);
  const until = performance.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (left > 0) return tell(say(words, key, lang, { n: left }));
    clearInterval(waiting);
    letTry(null);
  };
  waiting = setInterval(tick, 500);
  tick();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(form.elements.name.value.trim(), password.value);
});
show.addEventListener("click", () => {
  const isShown = password.type === "text";
  password.type = isShown ? "password" : "text";
  show.setAttribute("aria-pressed", String(!isShown));
  put(show, say(words, isShown ? "sign_in_show" : "sign_in_hide", lang));
  password.focus();
});
document.querySelector(".demo")?.addEventListener("click", (event) => {
  const key = event.target.closest("[data-name]");
  if (key) ask(key.dataset.name, key.dataset.password);
});
allow(true);
