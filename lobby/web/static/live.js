/* The line to the server: whole pictures in over one socket, deeds out by POST, and what time it is there.
   The only file that knows Socket.IO. What a picture means and how it is drawn belongs to the pages. */

import { io } from "./vendor/socket.io.esm.min.js";

/** How long a socket may be down before a picture counts as old (look: "Stale"). */
const LOST_AFTER_MS = 5000;

/** A deed is offered again, with the same key, after these pauses; then its page is told. */
const RETRY_AFTER_MS = [300, 1000, 3000];
const ANSWER_WITHIN_MS = 10000;

/** A page that was turned away this often fetches itself anew: its token is no longer good, a new one may be. */
const RENEW_AFTER_REFUSALS = 10;

/** A clock behind ours by more than this (of our time) was set anew; by less, its picture was only under way. */
const CLOCK_SET_BACK_MS = 30000;

/** A session's page proves by this that its deeds are its own; null on every other page. */
let csrf = null;

/** What is answered to somebody whose session is over, or was revoked. */
const SIGNED_OUT = ["no_token", "session_ended"];

const clock = { server: Date.now(), heard: performance.now(), speed: 1 };

/** What the server put on the page: {house, picture, words, token, csrf, lang, clock, demo}. Sets the clock. A page of
    somebody signed in has no token: it is known by its cookie, and goes to sign in when the session is over. */
export function readPage() {
  const page = JSON.parse(document.getElementById("page").textContent);
  setClock(Date.parse(page.clock.now), page.clock.speed);
  csrf = page.token ? null : page.csrf;
  return page;
}

/** Signs in, once: answers {status, body}, status 0 when nobody was reached. The cookie is the browser's own affair. */
export function signIn(name, password) {
  return tryOnce("/api/v1/sessions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name, password }) });
}

/** Signs out and goes where one signs in, and from there back to this page. Where nobody is reached, nothing happens:
    a page must not look signed out while it is not. */
export async function signOut() {
  const { status } = await tryOnce("/api/v1/sessions/current", { method: "DELETE", headers: { "X-CSRF-Token": csrf } });
  if (status === 204 || status === 401) goToSignIn();
}

function goToSignIn() {
  const query = new URLSearchParams({ next: location.pathname + location.search });
  if (document.documentElement.lang === "en") query.set("lang", "en");
  location.assign(`/sign-in?${query}`);
}

/** Now by the server's clock, which a demonstration runs faster than ours. */
export function serverNow() {
  return new Date(clock.server + (performance.now() - clock.heard) * clock.speed);
}

/** The server's time is `server` (ms since 1970) at this moment. */
export function setClock(server, speed = clock.speed) {
  clock.server = server;
  clock.heard = performance.now();
  clock.speed = speed;
}

/** A picture read at `at` has just come: the server cannot be earlier. A page's clock that runs ahead is put right
    only by the first picture of a connection, which is read for it: any other may have been under way. */
function hearTime(at, first) {
  const server = Date.parse(at);
  const ahead = serverNow().getTime() - server;
  if (ahead < 0 || (first && ahead > CLOCK_SET_BACK_MS * clock.speed)) setClock(server);
}

/** Whether picture `got` is to be taken over `have` (null: nothing yet). Several processes may send, so order of
    arrival says nothing; equal seq with a later `at` brings new waits. */
export function isNewer(have, got) {
  if (have === null || have.epoch !== got.epoch) return true;
  if (have.seq !== got.seq) return got.seq > have.seq;
  const apart = Date.parse(got.at) - Date.parse(have.at);
  return apart !== 0 ? apart > 0 : got.at > have.at; /* Date keeps milliseconds, pictures carry microseconds */
}

/** Shows what happens in one view for as long as the page stands: `onPicture(picture)` for each newer picture,
    `onLost(since)` once when the server has been away for 5 s, `onBack()` before the first picture after that.
    `first` is the picture the page came with, null if it came with none. Reconnecting is the same as the first load. */
export function watch({ view, branch, counter, ticket, screen, token, first = null, onPicture, onLost = nothing, onBack = nothing }) {
  const asked = { view, branch, counter, ticket, screen };
  const socket = io("/live", {
    transports: ["websocket"],
    auth: token ? { token } : {},
    reconnectionDelay: 500,
    reconnectionDelayMax: 1000,
    randomizationFactor: 0.5,
    timeout: 5000,
  });
  const lost = lostAfter(LOST_AFTER_MS, onLost, onBack);
  let have = first;
  let connection = "new"; /* "new" until its first picture: a new connection forgets what it had */

  let refusals = 0;
  let retry = null;

  /* Turned away while the server is there. Socket.IO does not come back by itself then. While the server itself waits
     for its database, a page cannot be fetched anew, and need not be. */
  function refused(code) {
    const waits = code === "database_unavailable";
    if (!waits) refusals += 1;
    if (refusals === RENEW_AFTER_REFUSALS) location.reload();
    retry = setTimeout(() => socket.connect(), (waits ? 500 : 2000) + 1000 * Math.random());
  }

  lost.down(serverNow(), 0);
  socket.on("connect", () => {
    connection = "new";
    lost.heard();
    socket.emit("watch", asked);
  });
  socket.io.on("ping", lost.heard);
  socket.on(view, (got) => {
    const isFirst = connection === "new";
    if (!isFirst && !isNewer(have, got)) return;
    connection = "known";
    refusals = 0;
    have = got;
    hearTime(got.at, isFirst);
    lost.up();
    onPicture(got);
  });
  socket.on("disconnect", (reason) => {
    lost.down(...(reason === "ping timeout" ? lost.silence() : [serverNow(), 0]));
    if (!socket.active && reason === "io server disconnect") refused();
  });
  socket.on("connect_error", (error) => {
    if (!socket.active) refused(error.message);
  });
  socket.on("refused", ({ code }) => {
    socket.disconnect();
    if (csrf && SIGNED_OUT.includes(code)) return goToSignIn();
    refused(code);
  });
  return { stop: () => { clearTimeout(retry); socket.disconnect(); lost.up(); } };
}

function nothing() {}

/** Tells once that the line has been down for `after` ms, and once that it is back. Exported for its test. */
export function lostAfter(after, onLost, onBack) {
  let timer = null;
  let told = false;
  let heardAt = performance.now();
  let heardNow = serverNow();
  return {
    heard() {
      heardAt = performance.now();
      heardNow = serverNow();
    },
    /** When the line was last heard, by the server's clock, and how long that is ago in ms. */
    silence: () => [heardNow, performance.now() - heardAt],
    down(since, already) {
      if (timer !== null || told) return;
      timer = setTimeout(() => { timer = null; told = true; onLost(since); }, Math.max(0, after - already));
    },
    up() {
      clearTimeout(timer);
      timer = null;
      if (!told) return;
      told = false;
      onBack();
    },
  };
}

/** A key for one deed: sent with every try of it, so that twice is once. (`randomUUID` is missing on plain http.) */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Does one deed: POSTs `body` to /api/v1 + `path` and answers {status, body}. A try that got no answer, or only a
    gateway's, is made again with the same key; status 0 and body null: the server could not be reached. */
export async function send(path, body, { token = null, key = newKey() } = {}) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
  if (token) headers.Authorization = `Bearer ${token}`;
  else if (csrf) headers["X-CSRF-Token"] = csrf;
  let answer = { status: 0, body: null };
  for (const pause of [0, ...RETRY_AFTER_MS]) {
    if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
    answer = await tryOnce(`/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
    if (![0, 502, 503, 504].includes(answer.status)) break;
  }
  if (!token && csrf && answer.status === 401) goToSignIn();
  return answer;
}

/** What stands at /api/v1 + `path` now, as {status, body}; status 0 and body null: the server could not be reached. */
export async function ask(path, { token = null } = {}) {
  const answer = await tryOnce(`/api/v1${path}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
  if (!token && csrf && answer.status === 401) goToSignIn();
  return answer;
}

async function tryOnce(url, request) {
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const said = await answer.text();
    const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
    return { status: answer.status, body: isJson && said ? JSON.parse(said) : null };
  } catch {
    return { status: 0, body: null };
  }
}
