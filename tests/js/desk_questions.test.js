import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { counter, empty, NOW, picture, serving, state, words } from "./desks.js";

const { answer, ask, MORE } = await import("/static/desk/asking.js");
const { asking } = await import("/static/desk/questions.js");
const { speaker } = await import("/static/desk/desk_words.js");

/** The question that stands there when `id` is asked and answered so. */
function shown(id, answers = [], of = picture(), more = {}) {
  const at = state(of, more);
  const asked = answers.reduce((now, value) => answer(now, value, at).asked, ask(id, at));
  return asking({ ...at, asked, ...(more.typed && { asked: { ...asked, typed: more.typed } }) }, speaker(at), NOW);
}
const choices = (...of) => shown(...of).options.map(({ figure, label, hint, isOff }) => [figure, label, hint, isOff]);

test("nothing asked, nothing shown", () => {
  assert.equal(asking(state(), speaker(state()), NOW), null);
});

test("a park asks why, with what each reason usually takes", () => {
  assert.deepEqual(shown("park"), {
    id: "park/park_reason", title: "请客户稍后再来", lead: "A018 先离开窗口，为什么？", warning: "", fields: [], go: null, escape: "不做了",
    options: [
      { figure: "1", value: "approval", label: "等审批", hint: "约 20 分钟", isOff: false },
      { figure: "2", value: "form", label: "填单子", hint: "约 12.5 分钟", isOff: false },
    ],
  });
});

test("then until when, the usual time first, each with the time of day that is promised", () => {
  assert.deepEqual(choices("park", ["approval"]), [
    ["1", "20 分钟，通常这么久", "11:06", false],
    ["2", "5 分钟", "10:51", false],
    ["3", "10 分钟", "10:56", false],
    ["4", "15 分钟", "11:01", false],
    ["5", "30 分钟", "11:16", false],
    ["6", "45 分钟", "11:31", false],
    ["7", "60 分钟", "11:46", false],
  ]);
  assert.equal(shown("park", ["form"]).options[0].value, 13, "the API promises whole minutes");
  assert.equal(shown("park", ["approval"]).escape, "上一步");
});

test("a transfer says which counters would call, and never offers what it is already", () => {
  assert.deepEqual(choices("transfer"), [["1", "现金业务", "现在就是", true], ["2", "转账", "3 号窗口", false]]);
  assert.deepEqual(choices("transfer", [], picture({ counters: [counter("2"), counter("3", { services: ["transfer"], state: "paused" })] }))[1], ["2", "转账", "现在没有窗口", false]);
});

test("a machine that cannot do the customer's service stays in its place and says so", () => {
  assert.deepEqual(choices("redirect"), [["1", "1 号机", "", false], ["2", "3 号机", "办不了这项", true]]);
  assert.equal(shown("redirect", ["m1"]).lead, "A018 去1 号机，有人陪着吗？");
});

test("before a walk-up gets a number it is said whether they are called at once, and who is first if not (S01)", () => {
  assert.equal(shown("walk_up", [], empty()).lead, "没有人在等，当场取号，叫到这里。办什么？");
  assert.equal(shown("walk_up", [], picture({ present: null })).lead, "先给一个号，按次序等；A019 先办。办什么？");
  assert.equal(shown("walk_up", [], picture({ next: null, queue: [] })).lead, "先给一个号，按次序等。办什么？");
  assert.deepEqual(choices("walk_up").map(([, , hint]) => hint), ["就在这里", "3 号窗口"]);
});

test("one more errand says where it is done, the same kind again included", () => {
  assert.deepEqual(choices("errand"), [["1", "现金业务", "就在这里", false], ["2", "转账", "3 号窗口", false]]);
});

test("a wrong key is put right among what this counter serves", () => {
  const wide = picture({ at: { services: ["cash", "transfer"] }, present: serving({ service: "transfer" }) });

  assert.deepEqual(choices("reclassify", [], wide), [["1", "现金业务", "", false], ["2", "转账", "现在就是", true]]);
});

test("the list behind the key keeps its order, and says what the others wait for", () => {
  assert.deepEqual(choices("more").map(([figure, , hint, isOff]) => [figure, hint, isOff]), [
    ["1", "", false], ["2", "没有别的可改", true], ["3", "", false], ["4", "", false], ["5", "", false], ["6", "空着、有人等时", true], ["7", "窗口空着时", true],
  ]);
  assert.deepEqual(shown("more").options.map(({ value }) => value), MORE);
  assert.deepEqual(shown("more", [], empty()).options.map(({ value }) => value), MORE);
});

test("an override says plainly that it breaks the order and is counted apart, and cannot go without a reason", () => {
  const override = (more) => shown("override", [], picture({ present: null }), more);

  assert.equal(override({}).lead, "按 ↑ ↓ 或点一行，选要先叫的号。");
  assert.deepEqual(override({ picked: "A021" }), {
    id: "override/override_why", title: "不按次序先叫", lead: "先叫 A021，按次序前面还有 2 位。",
    warning: "这样叫不按次序，单独计数，经理看得到是谁、为什么。", options: [],
    fields: [{ name: "staff", label: "为什么（只有员工看得到）" }, { name: "customer", label: "对客户怎么说（可以不写）" }],
    go: { label: "先叫这一位", isOff: true }, escape: "不做了",
  });
  assert.equal(override({ picked: "A021", typed: { staff: "赶飞机" } }).go.isOff, false);
});

test("care for somebody who waits says what it is worth, for the customer here what it is for", () => {
  assert.equal(shown("care", [], picture(), { picked: "A020" }).lead, "A020 视为早到 15 分钟，仍按次数封顶。因为什么？");
  assert.equal(shown("care").lead, "记下 A018 需要的照顾，之后转到哪里都看得到。因为什么？");
});

test("while a deed is under way no choice can be made", () => {
  const held = shown("park", [], picture(), { deeds: [{ key: "recall", turns: false, isSlow: false }] });

  assert.deepEqual(held.options.map(({ isOff }) => isOff), [true, true]);
});

test("beyond the ninth a choice has no figure, and is still there", () => {
  const at = state();
  const services = Array.from({ length: 11 }, (_, place) => ({ ...at.house.services[1], id: `s${place}` }));
  const many = { ...at, house: { ...at.house, services } };

  const { options } = asking({ ...many, asked: ask("errand", many) }, speaker(many), NOW);

  assert.deepEqual(options.map(({ figure }) => figure), ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", ""]);
});

test("every deed and question has its words", () => {
  for (const id of ["park", "transfer", "redirect", "walk_up", "more", ...MORE]) assert.ok(`ask_${id}` in words, id);
});
