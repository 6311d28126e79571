import "./served.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { counter, picture, state } from "./tablets.js";

const { NOTHING_CHOSEN, queryOf, stillPossible, whatIfView } = await import("/static/tablet/what_if.js");

const spread = (low, mid, high) => ({ low, mid, high });
const outlook = (mean, over = 0.5, uncalled = 0) => ({ mean, p90: mean, over: spread(over, over, over), uncalled });
const compared = (before, after, people = 3) => ({ people, before, after });
const answer = (more = {}) => ({
  promised_minutes: 20, everybody: compared(outlook(spread(18, 24, 40), 0.613), outlook(spread(8, 12, 16), 0.2)), classes: [], services: [], ...more,
});
const counters = [counter("1"), counter("2", { state: "closed" }), counter("3", { state: "paused" }), counter("4", { state: "serving", pausing: true }), counter("5", { state: "ready" })];
const hall = (page = {}) => state(picture({ counters }), page);
const seen = (changes, told, page, earlier = null) => whatIfView(hall(page), { changes, told, earlier });
const rows = (view) => view.groups.flatMap((group) => group.rows);

test("what is closed can be opened, who is away can be back, whoever is there can be paused", () => {
  const { options } = whatIfView(hall(), NOTHING_CHOSEN);

  assert.deepEqual(options.map(({ id, text }) => [id, text]), [
    ["pause 1", "停 1 号"], ["open 2", "开 2 号"], ["open 3", "3 号回来"], ["open 4", "4 号回来"], ["pause 5", "停 5 号"],
  ]);
  assert.equal(options.some(({ isChosen }) => isChosen), false);
});

test("what was chosen is marked, asked for, and forgotten once it has really been done", () => {
  const chosen = ["open 2", "pause 1", "open 3"];

  assert.deepEqual(seen(chosen, null).options.filter(({ isChosen }) => isChosen).map(({ id }) => id), ["pause 1", "open 2", "open 3"]);
  assert.equal(queryOf(chosen), "open=2,3&pause=1");
  assert.equal(queryOf([]), "");
  assert.deepEqual(stillPossible(chosen, hall()), chosen);
  assert.deepEqual(stillPossible(chosen, state(picture({ counters: [counter("1"), counter("2"), counters[2]] }))), ["pause 1", "open 3"]);
});

test("it says where it stands until there is an answer", () => {
  const says = (changes, told, page) => seen(changes, told, page).says;

  assert.match(says([], null), /^点了以后/);
  assert.match(says([], null, { lang: "en" }), /^Then the waits/);
  assert.equal(says(["open 2"], null), "正在推算…");
  assert.match(says(["open 2"], false), /^现在推算不了/);
  assert.match(says(["open 2"], answer(), { lost: new Date() }), /^断线/);
  assert.match(says(["open 2"], answer({ everybody: null })), /^现在没有人在等/);
  assert.equal(says(["open 2"], answer()), "");
});

test("before and after stand on one scale with the promise, and the share over it beside them", () => {
  const view = seen(["open 2"], answer());

  const scale = 236 / 40;
  const [row, ...others] = rows(view);
  assert.deepEqual(others, []);
  assert.deepEqual([row.name, row.people, row.over, row.uncalled], ["所有人", "3 人", "超过 20 分：61% → 20%", ""]);
  assert.deepEqual(row.before, { width: Math.round(24 * scale), spread: { from: 52 + Math.round(18 * scale), to: 288 }, figure: "24 分" });
  assert.deepEqual([row.after.width, row.after.figure, row.promise], [Math.round(12 * scale), "12 分", 52 + Math.round(20 * scale)]);
  assert.equal(row.label, "所有人：现在 24 分，那样 12 分");
  assert.match(view.how, /竖线是 20 分钟/);
});

test("short waits leave the promise on the scale", () => {
  const short = outlook(spread(1, 2, 3), 0);

  const [row] = rows(seen(["open 2"], answer({ everybody: compared(short, short) })));

  assert.equal(row.promise, 52 + Math.round((236 * 20) / 32));
});

test("services and classes are shown where people of several wait, all on the same scale", () => {
  const short = compared(outlook(spread(2, 4, 80)), outlook(spread(1, 2, 3)));
  const long = compared(outlook(spread(20, 30, 40)), outlook(spread(10, 12, 14)));
  const classes = [{ class: "ordinary", ...long }, { class: "wode", ...short }];
  const services = [{ service: "cash", ...long }, { service: "transfer", ...long }];

  const several = seen(["open 2"], answer({ classes, services }));

  assert.deepEqual(several.groups.map(({ head, rows }) => [head, rows.map(({ name }) => name)]), [
    ["", ["所有人"]], ["按业务", ["现金业务", "转账"]], ["按客户类别", ["普通", "沃德"]],
  ]);
  assert.equal(new Set(rows(several).map(({ promise }) => promise)).size, 1);
  assert.equal(rows(several)[4].before.spread.to, 288);
  assert.deepEqual(rows(seen(["open 2"], answer({ classes: [classes[0]], services: [services[0]] }))).map(({ name }) => name), ["所有人"]);
});

test("those who are not called today are counted, and have no mean", () => {
  const shown = (people, before, after) => rows(seen(["pause 1"], answer({ everybody: compared(before, after, people) })))[0];
  const called = outlook(spread(1, 2, 3));

  assert.equal(shown(5, called, outlook(spread(1, 2, 3), 1, 1.7)).uncalled, "今天叫不到，也不算在平均里：0 人 → 2 人");
  assert.equal(shown(5, called, outlook(spread(1, 2, 3), 1, 0.4)).uncalled, "");
  assert.deepEqual(shown(5, called, outlook(null, 1, 5)).after, { width: 0, spread: null, figure: "今天叫不完" });
  const alone = shown(1, called, outlook(null, 1, 1));
  assert.deepEqual([alone.after.figure, alone.uncalled, alone.over], ["今天叫不到", "", "超过 20 分：50% → 100%"]);
});

test("what cannot be done is said in words, and unknown codes too", () => {
  const says = (refused) => seen(["open 2"], { refused, counter: "2" }).says;

  assert.deepEqual(["counter_not_closed", "counter_closed", "counter_paused", "unknown_counter"].map(says), [
    "2 号窗口刚才已经开了。", "2 号窗口刚才关了，停不了。", "2 号窗口刚才已经暂停了。", "情况刚变了，这样安排不了，请换一个。",
  ]);
  assert.deepEqual(seen(["open 2"], { refused: "counter_closed", counter: "2" }, {}, answer()).groups, []);
});

test("while another choice is worked out the waits as now stay where they are", () => {
  const { groups: [{ rows: [row] }], says } = seen(["open 2", "pause 1"], null, {}, answer());

  assert.equal(says, "");
  assert.deepEqual([row.before.figure, row.over], ["24 分", "超过 20 分：61% → …"]);
  assert.deepEqual(row.after, { width: 0, spread: null, figure: "正在推算…" });
  assert.equal(row.promise, rows(seen(["open 2"], answer()))[0].promise);
  assert.deepEqual(seen([], null, {}, answer()).groups, []);
});
