import "./served.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { ago, counter, house, picture, state, wait } from "./tablets.js";

const { adviceView, QUIET } = await import("/static/tablet/advice.js");

const planned = { ...house, counters: [{ id: "1", group: "cash" }, { id: "5", group: "noncash" }] };
const advice = (more = {}) => ({
  deed: "lend", counter: "5", services: ["cash"], groups: ["cash"], reason: "waiting", before: wait(29, 39), after: wait(16, 22),
  from_at: ago(-13), costs: [{ group: "noncash", minutes: 2 }], ...more,
});
const lent = (more = {}) => counter("5", { lent: { services: ["cash"], groups: ["cash"], since: ago(12, 30), until: null, by: "王经理", ...more } });
const seen = (more, own = QUIET, page = {}) => adviceView(state(picture(more), { house: planned, ...page }), own);

test("without anything to say the place is not there", () => {
  assert.deepEqual(seen({}), { isShown: false, canDo: true, one: null, lent: [], told: "", doing: "正在…" });
});

test("the advice says what, from when, what it costs, and what its keys do", () => {
  const { isShown, one } = seen({ advice: advice() });

  assert.equal(isShown, true);
  assert.deepEqual([one.what, one.then, one.also], ["把 5 号窗口借给现金", "11:00 以后现金最长等候", "非现金多等约 2 分钟；借出后随时可以收回"]);
  assert.deepEqual([one.make.text, one.leave.text], ["借用 5 号", "先不借"]);
  assert.deepEqual([one.make.deed.deed, one.make.deed.body, one.leave.deed.deed], ["lend", { services: ["cash"] }, "leave-alone"]);
});

test("before and after stand on one scale with the promise between them", () => {
  const { one } = seen({ advice: advice() });

  const scale = 232 / 39;
  assert.deepEqual(one.before, { width: Math.round(34 * scale), spread: { from: 60 + Math.round(29 * scale), to: 292 }, figure: "34 分", isKnown: true });
  assert.deepEqual([one.after.width, one.after.figure], [Math.round(19 * scale), "19 分"]);
  assert.deepEqual(one.promise, { x: 60 + Math.round(20 * scale), text: "承诺 20 分" });
  assert.equal(one.label, "现金最长等候：现在这样 34 分，借用 19 分");
});

test("short waits leave the promise on the scale", () => {
  const { one } = seen({ advice: advice({ before: wait(6, 10), after: wait(2, 4) }) });

  assert.equal(one.promise.x, 60 + Math.round(232 / 1.6));
});

test("where nobody serves them that is said, and no bar is drawn", () => {
  const { one } = seen({ advice: advice({ before: null }) });

  assert.deepEqual(one.before, { width: 0, spread: null, figure: "没有窗口办", isKnown: false });
});

test("a lending that costs nobody anything says so", () => {
  assert.equal(seen({ advice: advice({ costs: [] }) }).one.also, "非现金不用多等；借出后随时可以收回");
});

test("taking back is advised with its reason and its own keys", () => {
  const of = (reason) => seen({ advice: advice({ deed: "take_back", reason, costs: [] }) }).one;

  const one = of("waiting");

  assert.deepEqual([one.what, one.make.text, one.leave.text], ["把 5 号窗口收回办非现金", "收回 5 号", "先不收回"]);
  assert.deepEqual([one.make.deed.deed, one.make.deed.body], ["take-back", {}]);
  assert.deepEqual(["waiting", "own_queue", "minimum"].map((reason) => of(reason).also),
    ["现金等的人少了，没有它也来得及", "非现金自己等的人多了", "非现金没有够的窗口了"]);
});

test("a counter that helps others of its own group is told by services: the group would say nothing", () => {
  const account = { id: "account", name: { zh: "开户", en: "Accounts" }, group: "noncash" };
  const six = { ...house, services: [...house.services, account], counters: [{ id: "6", group: "noncash", services: ["account"] }] };
  const about = { counter: "6", services: ["transfer"], groups: ["noncash"] };
  const one = (more) => seen({ advice: advice({ ...about, costs: [], ...more }) }, QUIET, { house: six }).one;

  assert.deepEqual([one().what, one().also], ["把 6 号窗口借给转账", "开户不用多等；借出后随时可以收回"]);
  const back = one({ deed: "take_back", reason: "own_queue" });
  assert.deepEqual([back.what, back.also], ["把 6 号窗口收回办开户", "开户自己等的人多了"]);
  const away = counter("6", { lent: { ...about, since: ago(1), until: null, by: null } });
  assert.equal(seen({ counters: [away] }, QUIET, { house: six }).lent[0].text, "6 号已借给转账");
});

test("a lent counter stays in sight, with for how long, by whom and a key to take it back", () => {
  const [line] = seen({ counters: [counter("1"), lent()] }).lent;

  assert.deepEqual([line.text, line.more, line.back.text], ["5 号已借给现金", "12 分钟，王经理", "收回"]);
  assert.deepEqual([line.back.deed.counter, line.back.deed.deed], ["5", "take-back"]);
});

test("lent by itself, or until an instant, it says that", () => {
  const more = (about) => seen({ counters: [lent(about)] }).lent[0].more;

  assert.equal(more({ by: "system" }), "12 分钟，自动");
  assert.equal(more({ until: ago(-14) }), "12 分钟，到 11:00 为止，王经理");
  assert.equal(more({ since: null, by: null }), "");
});

test("a counter that should be taken back is not said twice", () => {
  assert.deepEqual(seen({ advice: advice({ deed: "take_back", costs: [] }), counters: [lent()] }).lent, []);
});

test("while a deed is under way no key can be pressed, and one that takes long says so", () => {
  const own = (isLate) => ({ doing: { id: "lend 5" }, isLate, told: null });

  const view = seen({ advice: advice() }, own(true));

  assert.deepEqual([view.canDo, view.one.make.isDoing, view.one.leave.isDoing], [false, true, false]);
  assert.equal(seen({ advice: advice() }, own(false)).one.make.isDoing, false);
});

test("what was refused or never answered is said in plain words", () => {
  const said = (told, lang = "zh") => seen({}, { ...QUIET, told }, { lang }).told;

  assert.equal(said({ code: "already_lent" }), "这个窗口刚才已经借出了。");
  assert.equal(said({ code: "something_new" }), "没有办成，情况刚变了；这里是现在的情况。");
  assert.match(said({ unreached: true }, "en"), /only once/);
  assert.equal(seen({}, { ...QUIET, told: { code: "not_lent" } }).isShown, true);
});

test("while the server is away nothing can be done and the minutes stand still", () => {
  const view = seen({ counters: [lent()] }, QUIET, { lost: new Date(ago(2)) });

  assert.deepEqual([view.canDo, view.lent[0].more], [false, "10 分钟，王经理"]);
});

test("English says the same", () => {
  const { one } = seen({ advice: advice() }, QUIET, { lang: "en" });

  assert.deepEqual([one.what, one.then, one.also], ["Lend counter 5 to Cash", "Longest wait for Cash, from 11:00", "Non-cash waits about 2 min longer; it can be taken back at any time"]);
});
