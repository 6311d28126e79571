import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";

const { isNewer, lostAfter, newKey, send, serverNow, setClock } = await import("/static/web/live.js");
const picture = (epoch, seq, at) => ({ epoch, seq, at });

test("a picture is taken when there is none yet, when the epoch differs, or when seq or at is later", () => {
  const have = picture("e1", 812, "2026-01-05T02:42:07.123456Z");

  assert.equal(isNewer(null, have), true);
  assert.equal(isNewer(have, picture("e2", 3, "2026-01-05T02:42:00.000000Z")), true);
  assert.equal(isNewer(have, picture("e1", 813, "2026-01-05T02:42:07.000000Z")), true);
  assert.equal(isNewer(have, picture("e1", 812, "2026-01-05T02:42:07.123457Z")), true);
});

test("a picture is left when it is the same, or older by seq, or of the same seq and earlier", () => {
  const have = picture("e1", 812, "2026-01-05T02:42:07.123456Z");

  assert.equal(isNewer(have, have), false);
  assert.equal(isNewer(have, picture("e1", 811, "2026-01-05T02:43:00.000000Z")), false);
  assert.equal(isNewer(have, picture("e1", 812, "2026-01-05T02:42:07.123455Z")), false);
  assert.equal(isNewer(have, picture("e1", 812, "2026-01-05T02:41:00Z")), false);
});

test("the server's clock runs on between pictures, at the server's speed", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(performance, "now", () => 1000);
  setClock(Date.parse("2026-01-05T02:42:00Z"), 60);

  performance.now.mock.mockImplementation(() => 2000);

  assert.equal(serverNow().toISOString(), "2026-01-05T02:43:00.000Z");
});

test("a line down for five seconds is told once, with since when, and once that it is back", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const since = new Date("2026-01-05T02:42:00Z");
  const line = lostAfter(5000, (from) => told.push(from), () => told.push("back"));

  line.down(since, 0);
  t.mock.timers.tick(4999);
  assert.deepEqual(told, []);
  line.down(new Date("2026-01-05T02:42:04Z"), 0);
  t.mock.timers.tick(1);
  assert.deepEqual(told, [since]);
  line.down(since, 0);
  t.mock.timers.tick(60000);
  line.up();
  line.up();

  assert.deepEqual(told, [since, "back"]);
});

test("a line that comes back within five seconds is not told of at all", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const line = lostAfter(5000, () => told.push("lost"), () => told.push("back"));

  line.down(new Date(), 0);
  t.mock.timers.tick(4000);
  line.up();
  t.mock.timers.tick(60000);

  assert.deepEqual(told, []);
});

test("silence on the line before it broke counts towards the five seconds", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const line = lostAfter(5000, () => told.push("lost"), () => {});

  line.down(new Date(), 4500);
  t.mock.timers.tick(500);

  assert.deepEqual(told, ["lost"]);
});

test("every key is new", () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));

  assert.equal(keys.size, 100);
  assert.match([...keys][0], /^[0-9a-f]{32}$/);
});

/* The network is the far end here: what it answers, in order; a string is a failure to reach anybody. */
function network(t, ...answers) {
  const asked = [];
  t.mock.method(globalThis, "setTimeout", (tell) => queueMicrotask(tell));
  t.mock.method(globalThis, "fetch", async (url, request) => {
    asked.push({ url, headers: request.headers, body: request.body });
    const answer = answers.shift();
    if (typeof answer === "string") throw new TypeError(answer);
    return answer;
  });
  return asked;
}
const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/problem+json" } });

test("a deed that met no network is offered again with the same key", async (t) => {
  const asked = network(t, "unreachable", new Response("<html>", { status: 502 }), json(201, { number: "A035" }));

  const answer = await send("/branches/b/tickets", { service: "cash" }, { token: "t", key: "k" });

  assert.deepEqual(answer, { status: 201, body: { number: "A035" } });
  assert.equal(asked.length, 3);
  assert.deepEqual(new Set(asked.map(({ headers }) => headers["Idempotency-Key"])), new Set(["k"]));
  assert.deepEqual(asked[0], {
    url: "/api/v1/branches/b/tickets",
    headers: { "Content-Type": "application/json", "Idempotency-Key": "k", Authorization: "Bearer t" },
    body: '{"service":"cash"}',
  });
});

test("a refusal is an answer: it is not asked again", async (t) => {
  const asked = network(t, json(409, { code: "counter_busy" }));

  assert.deepEqual(await send("/x", {}), { status: 409, body: { code: "counter_busy" } });
  assert.equal(asked.length, 1);
});

test("nothing to say is an answer too", async (t) => {
  network(t, new Response(null, { status: 204 }));

  assert.deepEqual(await send("/x", {}), { status: 204, body: null });
});

test("a server that cannot be reached at all ends in status 0", async (t) => {
  const asked = network(t, "1", "2", "3", "4");

  assert.deepEqual(await send("/x", {}), { status: 0, body: null });
  assert.equal(asked.length, 4);
});
