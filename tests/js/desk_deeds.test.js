import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, called, picture, serving } from "./desks.js";

const { BOUNCE_MS, deedsOf } = await import("/static/desk/deeds.js");

const NEXT = { name: "next", path: "next", body: { finish: true }, turns: true, promised: "A019" };
const FINISH = { name: "finish", path: "finish", body: {}, turns: true, keeps: true };
const ok = (number) => ({ status: 200, body: number ? { ticket: { number } } : {} });

/** A counter's deeds with a far end that answers what it is given, a clock that is moved by hand, and a shelf. */
function desk({ answers = [], shelf = { value: null } } = {}) {
  const asked = [];
  const happened = [];
  let now = 0;
  let keys = 0;
  const deeds = deedsOf({
    send: async (path, body, key) => {
      asked.push({ path, body, key });
      return answers.shift();
    },
    newKey: () => `key-${++keys}`,
    shelf: { read: () => shelf.value, write: (value) => { shelf.value = value; } },
    clock: () => now,
    tell: (one) => happened.push(one),
    changed: () => {},
  });
  return { deeds, asked, happened, shelf, after: (ms) => { now += ms; } };
}

test("a deed carries a key of its own and is under way until a picture shows it", async () => {
  const { deeds, asked, after } = desk({ answers: [ok("A019")] });

  const pressed = deeds.press("main", NEXT, picture(), ago(0));
  assert.deepEqual(deeds.underWay(), [{ key: "main", turns: true, isSlow: false }]);
  await pressed;
  after(BOUNCE_MS);
  deeds.saw(picture({ seq: 813, present: serving() }));
  assert.equal(deeds.underWay().length, 1);
  deeds.saw(picture({ seq: 814, present: called({ number: "A019" }) }));

  assert.deepEqual(deeds.underWay(), []);
  assert.deepEqual(asked, [{ path: "next", body: { finish: true }, key: "key-1" }]);
});

test("a hand that bounces presses once: the key is held for a while though all is done", async () => {
  const { deeds, after } = desk({ answers: [ok("A019")] });

  await deeds.press("main", NEXT, picture(), ago(0));
  const shown = picture({ seq: 813, present: called({ number: "A019" }) });
  after(BOUNCE_MS - 1);
  deeds.saw(shown);
  assert.equal(deeds.underWay().length, 1);
  after(1);
  deeds.saw(shown);

  assert.deepEqual(deeds.underWay(), []);
});

test("a deed that no picture shows gives its key back all the same", async () => {
  const { deeds, after } = desk({ answers: [{ status: 204, body: null }] });

  await deeds.press("main", NEXT, picture(), ago(0));
  after(2999);
  deeds.saw(picture());
  assert.equal(deeds.underWay().length, 1);
  after(1);
  deeds.saw(picture());

  assert.deepEqual(deeds.underWay(), []);
});

test("a deed is slow after a second", () => {
  const { deeds, after } = desk({ answers: [new Promise(() => {})] });

  deeds.press("main", NEXT, picture(), ago(0));
  after(999);
  assert.equal(deeds.underWay()[0].isSlow, false);
  after(1);

  assert.equal(deeds.underWay()[0].isSlow, true);
});

test("the answer to next is told with what the key had promised", async () => {
  const { deeds, happened } = desk({ answers: [ok("A020"), { status: 204, body: null }] });

  await deeds.press("main", NEXT, picture(), ago(0));
  await deeds.press("main", NEXT, picture(), ago(0));

  assert.deepEqual(happened, [
    { kind: "answered", promised: "A019", got: "A020" },
    { kind: "answered", promised: "A019", got: null },
  ]);
});

test("a refusal is told and waits for no picture", async () => {
  const { deeds, happened, after } = desk({ answers: [{ status: 409, body: { code: "counter_busy" } }] });

  await deeds.press("main", NEXT, picture(), ago(0));
  after(BOUNCE_MS);
  deeds.saw(picture());

  assert.deepEqual(happened, [{ kind: "refused", deed: "next", status: 409, body: { code: "counter_busy" } }]);
  assert.deepEqual(deeds.underWay(), []);
});

test("a call that met no answer is not made again by itself", async () => {
  const { deeds, asked, happened } = desk({ answers: [{ status: 0, body: null }] });

  await deeds.press("main", NEXT, picture(), ago(0));
  await deeds.offerKept(picture());

  assert.deepEqual(happened, [{ kind: "unreached" }]);
  assert.equal(asked.length, 1);
  assert.equal(deeds.kept(), null);
});

test("a finish pressed while cut off is kept, and sent with the same key when the server is back", async () => {
  const { deeds, asked, happened, shelf } = desk({ answers: [ok()] });

  deeds.keepFor(picture(), ago(0));
  assert.deepEqual(deeds.kept(), { number: "A018", called_at: ago(4, 30), at: ago(0), key: "key-1" });
  assert.deepEqual(shelf.value, deeds.kept());
  assert.deepEqual(asked, []);
  await deeds.offerKept(picture());

  assert.deepEqual(asked, [{ path: "finish", body: {}, key: "key-1" }]);
  assert.deepEqual(happened, [{ kind: "kept_sent", number: "A018" }]);
  assert.deepEqual([deeds.kept(), shelf.value], [null, null]);
});

test("a finish that met no answer is kept, and offered again with the same key, not too often", async () => {
  const { deeds, asked, happened, after } = desk({ answers: [{ status: 0, body: null }, { status: 502, body: null }, ok()] });

  const pressed = deeds.press("finish", FINISH, picture(), ago(0));
  assert.equal(deeds.kept(), null, "its first answer is still to come");
  await pressed;
  assert.equal(deeds.kept().number, "A018");
  for (const ms of [4999, 1, 4999, 1]) {
    after(ms);
    deeds.saw(picture());
    await deeds.offerKept(picture());
  }

  assert.deepEqual(asked.map(({ key }) => key), ["key-1", "key-1", "key-1"]);
  assert.deepEqual(happened.map(({ kind }) => kind), ["kept", "kept_sent"]);
  assert.equal(deeds.kept(), null);
});

test("a kept finish outlives a reload of the page", async () => {
  const before = desk();
  before.deeds.keepFor(picture(), ago(0));

  const { deeds, asked } = desk({ answers: [ok()], shelf: before.shelf });
  assert.equal(deeds.kept().number, "A018");
  await deeds.offerKept(picture());

  assert.deepEqual(asked, [{ path: "finish", body: {}, key: "key-1" }]);
});

test("a kept finish never finishes somebody else", async () => {
  for (const present of [null, serving({ number: "A020" }), serving({ called_at: ago(1) })]) {
    const { deeds, asked, happened } = desk();

    deeds.keepFor(picture(), ago(0));
    await deeds.offerKept(picture({ present }));

    assert.deepEqual(asked, []);
    assert.deepEqual(happened, [{ kind: "kept_gone", number: "A018" }]);
    assert.equal(deeds.kept(), null);
  }
});

test("a kept finish that is refused is let go and told", async () => {
  const { deeds, happened } = desk({ answers: [{ status: 409, body: { code: "no_ticket" } }] });

  deeds.keepFor(picture(), ago(0));
  await deeds.offerKept(picture());

  assert.deepEqual(happened, [{ kind: "refused", deed: "finish", status: 409, body: { code: "no_ticket" } }]);
  assert.equal(deeds.kept(), null);
});
