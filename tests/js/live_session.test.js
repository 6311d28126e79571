import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";

const { readPage, send, signIn, signOut } = await import("/static/web/live.js");

const CLOCK = { now: "2026-01-05T02:42:00.000000Z", speed: 1 };

/** A browser that shows a page with this data at `path`; answers with where it was sent. */
function browserAt(path, data) {
  const gone = [];
  const url = new URL(path, "http://lobby");
  globalThis.document = {
    getElementById: () => ({ textContent: JSON.stringify({ clock: CLOCK, ...data }) }),
    documentElement: { lang: url.searchParams.get("lang") === "en" ? "en" : "zh-CN" },
  };
  globalThis.location = { pathname: url.pathname, search: url.search, assign: (where) => gone.push(where) };
  readPage();
  return gone;
}

/** The network is the far end here. */
function network(t, ...answers) {
  const asked = [];
  t.mock.method(globalThis, "setTimeout", (tell) => queueMicrotask(tell));
  t.mock.method(globalThis, "fetch", async (url, request) => {
    asked.push({ url, method: request.method, headers: request.headers });
    const answer = answers.shift();
    if (answer === 0) throw new TypeError("unreachable");
    return new Response(null, { status: answer });
  });
  return asked;
}

test("a page of somebody signed in proves its deeds by its csrf; a page with a token by that alone", async (t) => {
  const asked = network(t, 200, 200, 200);

  browserAt("/desk/b/2", { token: null, csrf: "c" });
  await send("/x", {}, { token: null, key: "k" });
  browserAt("/desk/b/2", { token: "t", csrf: "c" });
  await send("/x", {}, { token: "t", key: "k" });
  browserAt("/t/1", { token: null, csrf: null });
  await send("/x", {}, { key: "k" });

  const common = { "Content-Type": "application/json", "Idempotency-Key": "k" };
  assert.deepEqual(asked.map(({ headers }) => headers), [
    { ...common, "X-CSRF-Token": "c" },
    { ...common, Authorization: "Bearer t" },
    common,
  ]);
});

test("when the session is over the page goes to sign in, in its language, and means to come back", async (t) => {
  network(t, 401, 401);

  const gone = browserAt("/desk/b/2", { token: null, csrf: "c" });
  await send("/x", {});
  const goneInEnglish = browserAt("/desk/b/2?lang=en", { token: null, csrf: "c" });
  await send("/x", {});

  assert.deepEqual(gone, ["/sign-in?next=%2Fdesk%2Fb%2F2"]);
  assert.deepEqual(goneInEnglish, ["/sign-in?next=%2Fdesk%2Fb%2F2%3Flang%3Den&lang=en"]);
});

test("no other refusal sends anybody to sign in, nor does one met by a device", async (t) => {
  network(t, 403, 409, 401);

  const gone = browserAt("/desk/b/2", { token: null, csrf: "c" });
  await send("/x", {});
  await send("/x", {});
  const device = browserAt("/desk/b/2", { token: "t", csrf: null });
  await send("/x", {}, { token: "t" });

  assert.deepEqual([gone, device], [[], []]);
});

test("signing out leaves the page only when the server has heard of it", async (t) => {
  const asked = network(t, 0, 204);

  const gone = browserAt("/desk/b/2", { token: null, csrf: "c" });
  await signOut();
  assert.deepEqual(gone, []);
  await signOut();

  assert.deepEqual(gone, ["/sign-in?next=%2Fdesk%2Fb%2F2"]);
  assert.deepEqual(asked[1], { url: "/api/v1/sessions/current", method: "DELETE", headers: { "X-CSRF-Token": "c" } });
});

test("signing in is asked once, however it ends: a second try would count as a second guess", async (t) => {
  const asked = network(t, 0);

  assert.deepEqual(await signIn("Wang", "wrong horse"), { status: 0, body: null });
  assert.equal(asked.length, 1);
});
