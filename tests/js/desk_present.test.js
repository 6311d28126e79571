import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, called, empty, house, NOW, picture, serving, state } from "./desks.js";

const { present, scale } = await import("/static/desk/desk_present.js");
const { speaker } = await import("/static/desk/desk_words.js");

const column = (of, more = {}, now = NOW) => {
  const whole = state(of, more);
  return present(whole, speaker(whole), now);
};
const served = (minutes, seconds = 0) => picture({ present: serving({ started_at: ago(minutes, seconds) }) });

test("a customer being served has a timer against the time standard", () => {
  const { kind, sign, word, since, number, isCall, service, timer } = column(picture());

  assert.deepEqual([kind, sign, word, since, number, isCall, service], ["serving", "busy", "正在办理", "10:41 开始", "A018", false, "现金业务"]);
  assert.deepEqual(timer, {
    figure: "4:12", after: "已办", right: "还有 1:48", isOver: false, markText: "标准 6:00", label: "已办 4:12，标准 6:00",
    mine: 177, over: 0, markAt: 253, end: "9:00",
  });
});

test("the standard is passed a moment after it, not at it", () => {
  const just = (seconds) => column(served(6), {}, new Date(NOW.getTime() + seconds * 1000)).timer;

  assert.deepEqual([just(-1).right, just(-1).isOver], ["还有 0:01", false]);
  assert.deepEqual([just(0).right, just(0).isOver], ["还有 0:00", false]);
  assert.deepEqual([just(1).right, just(1).isOver], ["超过标准 0:01", true]);
});

test("time over the standard is drawn apart, and a full scale doubles rather than creeps", () => {
  assert.deepEqual(scale(8, 6), { mine: 253, over: 85, markAt: 253, end: "0:00" });
  assert.equal(scale(9, 6).markAt, 253);
  assert.equal(scale(9.1, 6).markAt, 127);
  assert.equal(scale(18.1, 6).markAt, 63);
});

test("a called customer has a call that is lit, and the time until a no-show is allowed", () => {
  const { kind, sign, since, isCall, justCalled, timer, note } = column(picture({ present: called() }));

  assert.deepEqual([kind, sign, since, isCall, justCalled], ["called", "right", "10:45 叫号", true, false]);
  assert.deepEqual([timer.figure, timer.after, timer.right, timer.markText, timer.over], ["0:24", "叫号以后", "36 秒后可报未到", "满 1:00", 0]);
  assert.deepEqual(note, { text: "客户来了按 S 开始计时，也可以直接办结。", quote: "" });
});

test("a no-show needs its time and one more call", () => {
  const right = (more) => column(picture({ present: called(more) })).timer.right;

  assert.equal(right({ no_show_at: ago(0, -1) }), "1 秒后可报未到");
  assert.equal(right({ no_show_at: ago(0) }), "再叫一次可报未到");
  assert.equal(right({ no_show_at: ago(0), recalls: 1 }), "可以报未到了");
});

test("a call that came by itself is told from one that was asked for", () => {
  assert.equal(column(picture({ present: called() }), { arrived: "A018" }).justCalled, true);
  assert.equal(column(picture(), { arrived: "A018" }).justCalled, false);
});

test("the facts say who, how long, how often called and why, in plain words", () => {
  const ticket = serving({ class: "care", care: "elderly", language: "en", amount: 30000, slips: 3, recalls: 1 });

  assert.deepEqual(column(picture({ present: ticket })).facts, {
    hasCare: true, customer: "需要照顾，年长，说英语", help: "说慢一点", wait: "10:13 取号，等了 29 分钟", story: "叫号 2 次，10:41 到窗口", said: "金额 30,000 元，单子 3 张", why: "等得最久。",
  });
});

test("whoever came back is met with what they came back from", () => {
  assert.equal(column(picture({ present: called({ came_back: "machine_failed" }) })).facts.story, "自助机没办成，按原位，叫号 1 次");
});

test("a reason that is no longer known is left out", () => {
  assert.equal(column(picture({ present: serving({ why: null }) })).facts.why, "");
});

test("whoever waited longer than was printed is to be told so first, in their own language", () => {
  const note = (more) => column(picture({ present: serving(more) })).note;

  assert.equal(note({ waited: 30.9 }), null);
  assert.deepEqual(note({ waited: 31 }), { text: "比票上写的晚了 1 分钟，可以先说", quote: "让您久等了，我马上给您办。" });
  assert.equal(note({ waited: 31, language: "en" }).quote, "Sorry to have kept you waiting.");
  assert.equal(note({ waited: 31, printed: { low: 20, high: 30.2, shown: [20, 35] } }), null);
  assert.equal(note({ waited: 99, printed: null }), null);
});

test("a counter that will pause after this customer says why", () => {
  const of = picture({ at: { pausing: true, reason: "lunch" } });

  assert.equal(column(of).note.text, "办完这位就暂停：午餐。");
});

test("a ready counter shows how long it stays ready", () => {
  const { kind, rest } = column(empty({ state: "ready", ready_until: ago(-7, -30) }));

  assert.equal(kind, "ready");
  assert.deepEqual(rest, {
    title: "等下一位", text: "不用再按。10:53 还没有人来，窗口自动暂停。", ring: { left: 75, figure: "7:30", label: "还有 7:30" },
  });
});

test("a free counter says which key calls", () => {
  assert.equal(column(picture({ present: null })).rest.text, "按空格叫下一位。");
  assert.equal(column(empty()).rest.text, "按空格就绪，有人取号会直接叫到您这里。");
});

test("a paused counter says why and until when, and owns to being late", () => {
  const paused = (at) => column(empty({ state: "paused", reason: "lunch", ...at })).rest;

  assert.deepEqual(paused({ until: ago(-3) }), { title: "午餐", text: "约 10:50 恢复。按空格恢复叫号。", ring: null });
  assert.equal(paused({ until: ago(6) }).text, "说好约 10:40 恢复，已经过了 6 分钟。按空格恢复叫号。");
  assert.equal(paused({}).text, "按空格恢复叫号。");
  assert.equal(paused({ reason: "no_answer" }).text, "就绪后一直没有叫到人，窗口自动暂停了。按空格恢复叫号。");
});

test("a closed counter says when the branch opens, until it has", () => {
  const closed = (now, day = "2026-01-05") => column(empty({ state: "closed", services: [] }, { day }), {}, new Date(now)).rest;

  assert.equal(closed("2026-01-05T00:59:59Z").title, "09:00 开始营业");
  assert.equal(closed("2026-01-05T01:00:00Z").title, "窗口没有开");
  assert.deepEqual(closed("2026-01-05T00:10:00Z", null), { title: "窗口没有开", text: "营业日还没有开始。", ring: null });
  assert.equal(house.hours.opens_at, "09:00");
});

test("while cut off it says what still works, and promises no key that does not", () => {
  assert.equal(column(picture(), { lost: NOW }).note.text, "计时照走。可以办结，连上后自动补记。");
  assert.deepEqual(column(picture({ present: null }), { lost: NOW }).rest.text, "");
  assert.equal(column(picture({ present: null }), { lost: NOW }).note.text, "连上以后，按键照常可用。");
});

test("a finish that is kept stops the timer where it was pressed", () => {
  const kept = { number: "A018", at: ago(0) };

  const { kind, sign, word, timer, note } = column(picture(), { lost: NOW, kept }, new Date(NOW.getTime() + 90_000));

  assert.deepEqual([kind, sign, word, timer.figure, timer.after], ["kept", "check", "办结已记下", "4:12", "办了"]);
  assert.equal(note.text, "A018 的办结已记下，连上后自动补记。");
});
