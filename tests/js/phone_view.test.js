import assert from "node:assert/strict";
import test from "node:test";

import { house, wait, words } from "./kiosk_house.js";
import "./served.js";

const { isLate, phoneScale, phoneView, refusedCancel, spokenState, titleOf } = await import("/static/kiosk/phone_view.js");

const AT = "2026-01-05T03:05:00Z"; /* 11:05, 23 minutes after the issue */

function picture(more = {}) {
  return {
    at: AT, number: "A035", service: "cash", state: "waiting", issued_at: "2026-01-05T02:42:00Z", ahead: 5, wait: wait(10, 20),
    counter: null, called_at: null, printed: { ...wait(25, 35), at: "2026-01-05T02:42:00Z" }, passed: 1, passed_by_at_most: 3,
    say: { zh: "您已被优先号超过 1 次，最多 3 次。", en: "Passed once, 3 at most." }, counters: ["1"], ...more,
  };
}

const view = (more, lang = "zh", lostAt = null) => phoneView({ house: house(), picture: picture(more), words, lang, now: Date.parse(AT), lostAt });

test("a waiting ticket says how long it has waited, how many are before, and why others were called", () => {
  const { waited, lead, ahead, say, slots } = view();

  assert.deepEqual({ waited, lead, ahead, slots }, { waited: "已等 23 分钟", lead: "还要", ahead: "前面还有 5 人", slots: { used: 1, of: 3 } });
  assert.equal(say, "您已被优先号超过 1 次，最多 3 次。");
});

test("with nobody before, the holder may be next", () => {
  assert.equal(view({ ahead: 0 }).ahead, "前面没有人，下一个就可能是您");
});

test("without a counter there are words in place of a range, and nothing is drawn", () => {
  const { lead, wait: known, otherwise, scale } = view({ wait: null });

  assert.deepEqual({ lead, known, scale }, { lead: "", known: null, scale: null });
  assert.equal(otherwise, "现在没有窗口在办这项，\n开窗以后按次序叫。");
});

test("it is late just when the middle of what is expected passes what the paper says", () => {
  assert.equal(isLate(picture({ wait: wait(7, 17, 12) })), false); /* 11:17, the last printed minute */
  assert.equal(isLate(picture({ wait: wait(7, 17, 12.1) })), true);
  assert.equal(isLate(picture({ printed: null })), false);
  assert.equal(isLate(picture({ wait: null })), false);
});

test("printed and expected are drawn on one scale from the issue on", () => {
  const scale = phoneScale(picture(), "Asia/Shanghai", words, "zh"); /* 10:42 to 11:30: 48 minutes on 350 units */

  assert.deepEqual(scale.printed, { x: 182, width: 73 });
  assert.deepEqual(scale.mine, { x: 241, width: 73 });
  assert.equal(scale.now, 168);
  assert.deepEqual(scale.texts.map(({ text }) => text), ["票上写 11:07–11:17", "现在 11:05", "预计 11:15–11:25"]);
  assert.equal(scale.label, "票上写 11:07–11:17，预计 11:15–11:25");
});

test("a ticket without a printed wait is drawn with what is expected alone", () => {
  const scale = phoneScale(picture({ printed: null }), "Asia/Shanghai", words, "zh");

  assert.equal(scale.printed, null);
  assert.deepEqual(scale.texts.map(({ text }) => text), ["现在 11:05", "预计 11:15–11:25"]);
});

test("the texts of the scale keep clear of each other and of the edges", () => {
  const fresh = phoneScale(picture({ at: "2026-01-05T02:42:00Z" }), "Asia/Shanghai", words, "zh");
  const old = phoneScale(picture({ at: "2026-01-05T04:42:00Z" }), "Asia/Shanghai", words, "zh");

  assert.deepEqual([fresh.texts[1].x, fresh.texts[1].anchor], [0, "start"]);
  assert.deepEqual([old.texts[1].x, old.texts[1].anchor], [190, "end"]);
});

test("a called ticket says so and where, and nothing of waiting", () => {
  const called = view({ state: "called", counter: "2", ahead: null, wait: null });

  assert.equal(called.isCalled, true);
  assert.equal(called.counter, "2");
  assert.equal(called.scale, null);
  assert.equal(spokenState(called, words, "zh"), "轮到您了，请现在过来，2 号窗口");
  assert.equal(titleOf(picture({ state: "called", counter: "2" }), words, "en"), "A035 → Counter 2");
});

test("every end is said plainly", () => {
  assert.equal(view({ state: "serving", counter: "2" }).outcome.title, "正在 2 号窗口办理");
  assert.equal(view({ state: "finished" }).outcome.title, "办完了");
  assert.equal(view({ state: "left" }).outcome.title, "这个号已经取消");
  assert.deepEqual(view({ state: "missed", called_at: AT, counter: "2" }).outcome, { title: "叫过您了，您没有来", text: "11:05 请您去 2 号窗口。\n请马上告诉大堂经理。" });
  assert.equal(view({ state: "missed" }).outcome.text, "请马上告诉大堂经理。");
});

test("a state that this page has no words for sends the holder to people who know", () => {
  assert.equal(view({ state: "parked" }, "en").outcome.title, "Please see the hall screen, or ask the lobby manager");
});

test("while the line is down the count carries its time and nothing can be cancelled", () => {
  const lost = view({}, "zh", "11:05");

  assert.equal(lost.ahead, "前面还有 5 人（11:05）");
  assert.equal(lost.canCancel, false);
});

test("only who waits can stop waiting", () => {
  assert.equal(view().canCancel, true);
  assert.equal(view({ state: "called" }).canCancel, false);
});

test("a refused cancellation says whether it came too late or may be tried again", () => {
  assert.equal(refusedCancel({ status: 409, body: { code: "already_called" } }, words, "zh"), "您的号已经叫到了，不能取消。");
  assert.equal(refusedCancel({ status: 0, body: null }, words, "zh"), "没有取消成，号还有效。请再按一次。");
});
