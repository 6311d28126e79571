import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { alert, state } from "./tablet_deeds.js";
import { ago, counter, NOW } from "./tablets.js";

const { alertsView } = await import("/static/tablet/alerts.js");

const one = (of, more) => alertsView(state({ alerts: [of], ...more })).items[0];
const said = ({ fact, detail, deed }) => [fact, detail, deed];

test("each alert says the thing, the fact, since when, and the deed", () => {
  assert.deepEqual(said(one(alert("stall", {}, { n: 7 }))), ["12 分钟没有叫号", "10:34 起，7 人在等", "我去看看"]);
  assert.deepEqual(said(one(alert("nobody_open", {}, { n: 2 }))), ["没有窗口开着", "10:34 起，2 人在等", "我去看看"]);
  assert.deepEqual(said(one(alert("late", {}, { n: 4, number: "A019" }))), ["4 位已过 20 分钟", "10:34 起，A019 等得最久", "去说一声"]);
  assert.deepEqual(said(one(alert("occupation", {}, { n: 3, service: "cash", counters: ["1", "2"] }))), ["现金业务窗口都超过标准", "10:34 起，3 人在等", "我去看看"]);
  assert.deepEqual(said(one(alert("park_due", {}, { number: "A007" }))), ["A007 说好的时间到了", "说好 10:34，还没有叫到", "去说一声"]);
  assert.deepEqual(said(one(alert("park_overdue", {}, { number: "A007" }))), ["A007 过了说好的时间 12 分", "说好 10:34，还没有叫到", "去说一声"]);
  assert.deepEqual(said(one(alert("repeat", {}, { number: "A031", n: 6 }))), ["一位客户一小时取了 6 个号", "10:34 取了 A031", "我去看看"]);
  assert.deepEqual(said(one(alert("uncovered", {}, { n: 3, service: "cash" }))), ["现金业务没有窗口", "10:34 起，3 人在等", "我去看看"]);
  assert.deepEqual(said(one(alert("uncovered", { level: "warn" }, { n: 3, service: "cash" }))), ["现金业务窗口不够", "10:34 起，3 人在等", "我去看看"]);
  assert.deepEqual(said(one(alert("unheard_of", {}, { service: "cash" }))), ["请看一下大厅", "10:34 起", "我去看看"]);
});

test("a ticket beyond its standard is told with all the minutes it has lasted", () => {
  const of = alert("over_standard", { since: ago(8, 30) }, { counter: "3", number: "C005", service: "cash", n: 10 });

  assert.deepEqual(said(one(of)), ["3 号窗口办了 14 分钟", "10:37 超过标准，10 人在等", "我去看看"]);
});

test("a shape says how grave it is, and one that somebody sees to is quiet and says who went", () => {
  const seen = one(alert("stall", { acknowledged: { by: "王芳", at: ago(3) } }, { n: 7 }));

  assert.deepEqual([one(alert("late", {}, { n: 1 })).sign, one(alert("late", { level: "warn" }, { n: 1 })).sign], ["alert", "over"]);
  assert.deepEqual([seen.sign, seen.level, seen.deed, seen.seen], ["check", "seen", "", "王芳 10:43 去了"]);
});

test("a tap opens the counter, or the ticket wherever it is", () => {
  const opens = (about) => one(alert("late", {}, about)).opens;

  assert.deepEqual(opens({ counter: "3", number: "A001" }), { counter: "3" });
  assert.deepEqual(opens({ counters: ["2", "4"] }), { counter: "2" });
  assert.deepEqual(opens({ number: "A019" }), { number: "A019" });
  assert.equal(opens({}), null);
});

test("four are shown, the others counted, and the head says how many and since when", () => {
  const many = Array.from({ length: 6 }, (_, n) => alert(`over_standard-${n}`, { kind: "over_standard", since: ago(10 - n) }, { counter: "1", service: "cash", n: 0 }));

  const view = alertsView(state({ alerts: many }));

  assert.deepEqual([view.items.length, view.more, view.sum], [4, "还有 2 件", "6 件，最早 10:36"]);
  assert.deepEqual([alertsView(state()).none, alertsView(state()).sum], ["现在没有。有了会出现在这里。", ""]);
});

test("while the line is cut, or the deed is under way, its key does nothing, and minutes stand still", () => {
  const of = { alerts: [alert("stall", {}, { n: 7 })], counters: [counter("1")] };

  const cut = alertsView(state(of, { lost: new Date(NOW.getTime() - 5 * 60000) })).items[0];
  const pressed = alertsView(state(of), (key) => key === "stall").items[0];

  assert.deepEqual([cut.isOff, cut.fact], [true, "7 分钟没有叫号"]);
  assert.deepEqual([pressed.isOff, alertsView(state(of)).items[0].isOff], [true, false]);
});
