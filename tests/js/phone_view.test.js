import assert from "node:assert/strict";
import test from "node:test";

import { house, wait, words } from "./kiosk_house.js";
import "./served.js";

const { phoneScale, phoneView, spokenState, titleOf } = await import("/static/kiosk/phone_view.js");

const AT = "2026-01-05T03:05:00Z"; /* 11:05, 23 minutes after the issue */

function picture(more = {}) {
  return {
    at: AT, day: "2026-01-05", number: "A035", service: "cash", state: "waiting", issued_at: "2026-01-05T02:42:00Z", ahead: 5, wait: wait(10, 20),
    counter: null, called_at: null, printed: { ...wait(25, 35), at: "2026-01-05T02:42:00Z" }, passed: 1, passed_by_at_most: 3,
    say: { zh: "您已被优先号超过 1 次，最多 3 次。", en: "Passed once, 3 at most." }, counters: ["1"], aside: null, in_time_until: null, came_back: null, slow: [], help: null, ...more,
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

test("who should be called but is not reads just that, and not that there is no wait", () => {
  const next = view({ ahead: 0, wait: wait(0, 0), slow: [{ code: "no_calls", since: AT }] });

  assert.deepEqual([next.wait, next.otherwise], [null, "现在就该叫您了，还没有叫。"]);
  assert.deepEqual(view({ ahead: 0, wait: wait(0, 0) }).wait, wait(0, 0));
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
  const title = (more, lang) => view(more, lang).outcome.title;

  assert.equal(title({ state: "serving", counter: "2" }), "正在 2 号窗口办理");
  assert.equal(title({ state: "finished" }), "办完了");
  assert.equal(title({ state: "left" }), "这个号已经取消");
  assert.equal(title({ state: "left", aside: { machine: "2" } }), "在自助机办好了");
  assert.equal(title({ state: "left", aside: { machine: null } }, "en"), "This number was cancelled");
});

test("a number that its day has left behind says that the day is over, whatever day it is now", () => {
  assert.equal(view({ state: "left", day: null }).outcome.title, "今天的叫号已经结束");
  assert.equal(view({ state: "left", day: "2026-01-06" }).outcome.title, "今天的叫号已经结束");
});

test("who is done is told that an unfinished errand needs no new number", () => {
  assert.match(view({ state: "finished" }).outcome.text, /事情没办完，不用重新取号/);
  assert.match(view({ state: "left", aside: { machine: "2" } }, "en").outcome.text, /You need no new number/);
});

test("a state that this page has no words for sends the holder to people who know", () => {
  assert.equal(view({ state: "abducted" }, "en").outcome.title, "Please see the hall screen, or ask the lobby manager");
});

test("a ticket that waits for another service now is headed by that one", () => {
  assert.equal(view({ service: "wealth" }).service, "理财基金");
});

test("who is given care reads what staff will do, while they wait", () => {
  const help = { zh: "请坐着等，叫号时去请", en: "A seat to wait on" };

  assert.equal(view({ help }).help, "给您的照顾：请坐着等，叫号时去请。");
  assert.equal(view({ help, state: "finished" }).help, "");
  assert.equal(view().help, "");
});

test("while the line is down the count carries its time and nothing can be cancelled", () => {
  const lost = view({}, "zh", "11:05");

  assert.equal(lost.ahead, "前面还有 5 人（11:05）");
  assert.equal(lost.canDo, false);
});

test("only who waits or is aside can do something, and whoever waits can stop waiting", () => {
  assert.equal(view().canDo, true);
  assert.deepEqual(view().giveUp, {
    label: "不等了", title: "真的不等了吗？", text: "取消以后这个号不能再用，\n再来要重新取号、重新排。", stay: "继续等", confirm: "取消这个号",
    isGrave: true, deed: "cancel", body: { reason: "left" },
  });
  assert.deepEqual([view({ state: "called" }).canDo, view({ state: "called" }).giveUp], [false, null]);
});
