import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, call, counter, NOW, picture, present, row, since, state, wait } from "./tablets.js";

const { tabletView } = await import("/static/tablet/tablet_view.js");

const counterOf = (one, more) => tabletView(state(picture({ counters: [one] }), more)).counters[0];
const rowOf = (one, more) => tabletView(state(picture({ queue: [one] }), more)).rows[0];

test("the head counts those who wait, the longest wait, and the share that was called within the promise", () => {
  const of = picture({ queue: [since("A019", 29), since("A020", 3)], course: { called: 16, in_time: 13 } });

  const { head } = tabletView(state(of));

  assert.deepEqual(head, { waiting: "2", longest: "29", kept: "81%", line: "已连接", sign: "check", clock: "10:46" });
});

test("a counter that serves shows its time against the standard, which always stands at one place", () => {
  assert.deepEqual(counterOf(counter("2", { state: "serving", present: present({ started_at: ago(3) }) })), {
    id: "2", kind: "serving", shape: "busy", right: "A018", first: "3 分", small: "标准 6", second: "现金业务",
    bar: { used: 30, beyond: 0, limit: 60 }, label: "2 号窗口，办理中，A018，3 分，标准 6，现金业务",
  });
  assert.deepEqual(counterOf(counter("2", { state: "serving", present: present({ started_at: ago(9) }) })).bar, { used: 60, beyond: 30, limit: 60 });
});

test("a customer takes longer than the standard from the first second after it", () => {
  const kind = (seconds) => counterOf(counter("2", { state: "serving", present: present({ started_at: ago(6, seconds) }) })).kind;

  assert.deepEqual([kind(0), kind(1)], ["serving", "over"]);
});

test("a call says now, come for three minutes, then counts as served: to press start is optional", () => {
  const kind = (seconds) => counterOf(counter("2", { state: "called", present: present({ called_at: ago(3, seconds), started_at: null }) })).kind;

  assert.deepEqual([kind(0), kind(1)], ["called", "serving"]);
});

test("a free counter that is lent says what it serves too", () => {
  const second = (lent_groups) => counterOf(counter("5", { state: "open", group: "noncash", lent_groups })).second;

  assert.deepEqual([second([]), second(["cash"])], ["非现金", "非现金，也办现金"]);
});

test("a pause says why and until when, and that it has lasted longer than was said", () => {
  const paused = (until) => counterOf(counter("4", { state: "paused", reason: "handover", until }));

  assert.deepEqual([paused(ago(-3)).first, paused(ago(-3)).second], ["交接现金", "到约 10:50"]);
  assert.equal(paused(ago(5)).second, "已超 5 分");
  assert.equal(paused(null).second, "现金");
  assert.equal(counterOf(counter("4", { state: "serving", pausing: true, present: present() })).second, "办完就暂停");
});

test("a row says when the promise breaks: it did, it will, it may, it will not", () => {
  const promise = (minutes, range) => rowOf(since("A019", minutes, { wait: range })).promise;

  assert.deepEqual(promise(29, wait(1, 4)), { kind: "late", shape: "alert", text: "已超 9 分" });
  assert.deepEqual(promise(19.5, wait(10, 20)), { kind: "soon", shape: "over", text: "1 分后超" });
  assert.equal(promise(12, wait(2, 10)).kind, "maybe");
  assert.equal(promise(12, wait(2, 8)).kind, "kept");
  assert.equal(promise(2, null).kind, "soon");
});

test("the promise breaks after it and not at it", () => {
  const kind = (seconds) => rowOf(row("A019", { issued_at: ago(20, seconds), wait: wait(0, 0) })).promise.kind;

  assert.deepEqual([kind(0), kind(1)], ["kept", "late"]);
});

test("a bar is solid up to now, dashed for what is expected, and ends at the edge of its scale", () => {
  assert.deepEqual(rowOf(since("A019", 10, { wait: wait(5, 20) })).bar, { limit: 61, waited: 30, late: 0, from: 30, coming: 61 });
  assert.deepEqual(rowOf(since("A019", 25, { wait: wait(5, 60) })).bar, { limit: 61, waited: 61, late: 14, from: 76, coming: 76 });
});

test("what is still to come is a range, at once, or words where no counter serves", () => {
  const still = (range) => rowOf(row("A019", { wait: range })).still;

  assert.deepEqual([still(wait(1, 4)), still(wait(0, 4)), still(wait(0, 0)), still(null)], ["还要 1–4 分", "4 分以内", "马上叫到", "没有窗口办"]);
});

test("staff read the ground for care, or the class; nothing stands beside an ordinary ticket", () => {
  assert.deepEqual([rowOf(row("A1")).kind, rowOf(row("A1", { class: "wode" })).kind, rowOf(row("A1", { class: "care", care: "elderly" })).kind], ["", "沃德", "照顾：年长"]);
});

test("a queue shows how many of its people are late", () => {
  const of = picture({
    queue: [since("A019", 29), since("A020", 20), since("C001", 40, { service: "transfer" })],
    groups: [{ group: "cash", waiting: 2, longest_wait: 29, wait: { shown: [25, 35] } }],
  });

  const { groups, hasLate } = tabletView(state(of));

  assert.deepEqual(groups, [{ name: "现金", count: "2 人", line: "最长 29 分", range: "新来 25–35 分钟", people: 2, late: 1 }]);
  assert.equal(hasLate, true);
});

test("with nobody waiting it says what will happen, or when numbers are given", () => {
  const empty = (numbers) => tabletView(state(picture({ numbers }))).empty.then;

  assert.equal(empty({ open: true, reason: null, opens_at: null }), "有人取号，会出现在这里。");
  assert.equal(empty({ open: false, reason: "before_hours", opens_at: "2026-01-06T00:30:00Z" }), "08:30 开始取号，有人取号会出现在这里。");
  assert.equal(empty({ open: false, reason: "after_last_number", opens_at: null }), "今天不再取号。");
});

test("a call says its rule in a word, also one that this page does not know yet", () => {
  const rules = ["only", "oldest", "head_start", "cap", "override", "walk_up", "by_lot"].map((rule) => call(1, "A018", { why: { ...call(1, "A018").why, rule } }));

  const { calls } = tabletView(state(picture({ calls: rules })));

  assert.deepEqual(calls.map(({ rule }) => rule), ["只有这一位", "等得最久", "优先，超过 1 位", "别人不能再超过", "人工安排", "没有号，没有人在等", "按规则"]);
});

test("while cut off, waits stay with the time they are known for, and the clock runs on", () => {
  const later = new Date(NOW.getTime() + 600000);

  const shown = tabletView(state(picture({ queue: [since("A019", 10)] }), { lost: NOW, now: later }));

  assert.deepEqual([shown.isStale, shown.head.clock, shown.head.longest, shown.rows[0].waited], [true, "10:56", "10", "10"]);
  assert.equal(shown.band, "10:46 起断线，页面停在那时的情况。连上后自己更新。");
});
