import assert from "node:assert/strict";
import test from "node:test";

import { board, words } from "./kiosk_house.js";
import "./served.js";

const { heldView, isHeld, spokenHeld } = await import("/static/kiosk/held.js");
const { asksAfter, freshState, shownPlace } = await import("/static/kiosk/turns.js");

const held = (more) => ({ number: "A035", state: "waiting", counter: null, ...more });
const view = (more, { picture = board(), lang = "zh" } = {}) => heldView({ held: held(more), picture, words, lang });

test("only the answer that there is a number already is one", () => {
  assert.equal(isHeld({ status: 409, body: { code: "number_already_taken", number: "A035" } }), true);
  assert.equal(isHeld({ status: 409, body: { code: "kiosk_closed" } }), false);
  assert.equal(isHeld({ status: 0, body: null }), false);
});

test("who has a number is shown it, and told what to do instead", () => {
  assert.deepEqual(view(), {
    title: "您已经有号，还有效", number: "A035", isWide: false, counter: null,
    text: "不用再取。\n叫到时请看屏幕上的窗口号。", more: "要办另一件事，大堂经理可以再给您一个号。",
  });
});

test("each place a number can be at has its own words", () => {
  const texts = ["waiting", "serving", "missed", "parked", "redirected"].map((state) => view({ state, counter: "3" }).text);

  assert.equal(new Set(texts).size, 5);
  assert.match(texts[1], /正在 3 号窗口办理/);
  assert.match(texts[2], /马上告诉大堂经理/);
});

test("a called number says where to go, also when it was called only now", () => {
  const call = { seq: 9, number: "A035", counter: "2", at: "2026-01-05T02:42:00Z", answered: false };

  assert.deepEqual([view({ state: "called", counter: "3" }).counter, view({ state: "called", counter: "3" }).text], ["3", ""]);
  assert.equal(view({}, { picture: board({ calls: [call] }) }).counter, "2");
  assert.equal(view({}, { picture: board({ calls: [{ ...call, answered: true }] }) }).counter, null);
});

test("it is read out in the order a person needs it", () => {
  assert.equal(spokenHeld(view({}, { lang: "en" }), words, "en"), "You have a number already, and it is good, A035, You need no other.\nWhen called, see the counter on the screen.");
  assert.equal(spokenHeld(view({ state: "called", counter: "3" }), words, "zh"), "您已经有号，还有效，A035，轮到您了，请现在过去，3 号窗口");
});

test("it stays as long as a new number does, also when the kiosk closes meanwhile", () => {
  const state = { ...freshState("zh"), place: "held" };
  const shut = board({ numbers: { open: false, opens_at: null, reason: "after_last_number" } });

  assert.equal(shownPlace(state, shut), "held");
  assert.equal(asksAfter(state, "held", "zh"), null);
});

