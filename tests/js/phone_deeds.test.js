import assert from "node:assert/strict";
import test from "node:test";

import { words } from "./kiosk_house.js";
import "./served.js";

const { deedsOf, refusedText } = await import("/static/kiosk/phone_deeds.js");

const RETURN = { deed: "return", body: { reason: "machine_failed" } };
const redirected = (since = "10:30") => ({ state: "redirected", aside: { since } });
const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });

/** Deeds whose server answers by hand: `sent` are the calls so far, `answers(status, body)` answers the latest one. */
function held() {
  const sent = [];
  const took = [];
  let keys = 0;
  const deeds = deedsOf({
    ticket: "t1",
    send: (path, body, { key }) => new Promise((resolve) => { sent.push({ path, body, key, resolve }); }),
    newKey: () => `key ${(keys += 1)}`,
    took: (ticket) => took.push(ticket),
    changed: () => {},
  });
  const answers = async (status, body = null) => { sent.at(-1).resolve({ status, body }); await settled(); };
  return { deeds, sent, took, answers };
}

test("a deed is sent once with a key, however often it is tapped before the answer", async () => {
  const { deeds, sent, took, answers } = held();

  deeds.press(RETURN, redirected());
  deeds.press(RETURN, redirected());

  assert.deepEqual(deeds.underWay(), { deed: "return", isSlow: false });
  await answers(200, { state: "waiting" });
  assert.deepEqual(sent.map(({ path, body, key }) => ({ path, body, key })), [{ path: "/tickets/t1/return", body: { reason: "machine_failed" }, key: "key 1" }]);
  assert.deepEqual([took, deeds.underWay()], [[{ state: "waiting" }], null]);
});

test("after a silence the same deed goes out with the same key, and after an answer with a new one", async () => {
  const { deeds, sent, answers } = held();

  deeds.press(RETURN, redirected());
  await answers(0);
  deeds.press(RETURN, redirected());
  await answers(409, { code: "already_waiting" });
  deeds.press(RETURN, redirected());
  await answers(200, {});

  assert.deepEqual(sent.map(({ key }) => key), ["key 1", "key 1", "key 2"]);
});

test("the same deed in a later state is another deed, even after a silence", async () => {
  const { deeds, sent, answers } = held();

  deeds.press(RETURN, redirected("10:30"));
  await answers(503);
  deeds.press(RETURN, redirected("10:55"));

  assert.deepEqual(sent.map(({ key }) => key), ["key 1", "key 2"]);
});

test("a refusal stands until the ticket is in another state, or the holder has gone on", async () => {
  const { deeds, answers } = held();
  deeds.press(RETURN, redirected());
  await answers(409, { code: "already_closed" });

  assert.equal(deeds.refused(redirected()).answer.body.code, "already_closed");
  assert.equal(deeds.refused({ state: "left", aside: null }), null);
  deeds.forget();
  assert.equal(deeds.refused(redirected()), null);
});

test("what was refused is said in words, and what nobody answered as not yet known", () => {
  const said = (deed, status, body = null, lang = "zh") => refusedText({ deed, answer: { status, body } }, words, lang);

  assert.equal(said("return", 409, { code: "already_called", counter: "2" }), "您的号刚才已经叫到，请去 2 号窗口。");
  assert.equal(said("late", 409, { code: "not_missed" }, "en"), "You are waiting already; there is no need to press.");
  assert.equal(said("return", 409, { code: "already_closed" }), "这个号已经结束了。");
  assert.equal(said("return", 0), "没有收到答复。请再按一次，不会办两次。");
  assert.equal(said("return", 404, { code: "unknown_ticket" }), "没有办成。请再按一次；还不行，请告诉大堂经理。");
  assert.equal(said("cancel", 500), "没有取消成，号还有效。请再按一次。");
});
