import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, call, counter, NOW, picture, row, since, state, wait } from "./tablets.js";

const { afterKey, findView, numberOf, seriesOf } = await import("/static/tablet/find.js");
const { reader } = await import("/static/tablet/reader.js");
const { storyView } = await import("/static/tablet/story.js");
const { turnedView } = await import("/static/tablet/turned.js");

const both = (zh, en = zh) => ({ zh, en });

const entry = (what, minutes, more = {}) => ({
  seq: 1, what, at: ago(minutes), until: null, by: "system", counter: null, count: null, others: [],
  staff: both(`对员工：${what}`, `staff: ${what}`), customer: both(`对客户：${what}`, `customer: ${what}`), ...more,
});

/** The answer of the server: taken 29 minutes ago, two in order, one pass, still waiting. */
const story = (more = {}) => ({
  seq: 812, at: NOW.toISOString(), number: "A019", day: "2026-01-05", service: "cash", class: "ordinary", care: null, language: "zh",
  issued_at: ago(29), state: "waiting", counter: null, printed: wait(15, 25), passed: { by_rule: 1, by_override: 0, of_at_most: 3 },
  skips: [{ account: "tier", used: 1, cap: 2 }, { account: "override", used: 0, cap: null }], is_next: false, say: both("您已被优先号超过 1 次。", "Passed once."),
  entries: [
    entry("ticket_issued", 29, { by: "kiosk" }),
    entry("called_in_order", 20, { until: ago(9), by: null, count: 2 }),
    entry("passed", 8, { by: "张晓雨", count: 1, others: ["A020"], staff: both("A020（沃德）先叫", "A020 (Wode) first") }),
  ],
  ...more,
});

const waiting = (more = {}, toldMore = {}, stateMore = {}) =>
  state(picture({ queue: [since("A019", 29, { printed: wait(15, 25), ...more })] }), { told: story(toldMore), ...stateMore });

test("a waiting ticket tells its wait, what was printed, and its passes on each account by the classes' names", () => {
  const view = storyView(state(picture({ queue: [row("A019", { class: "care", care: "elderly" })] }), { told: null }), { ticket: "A019" });

  assert.deepEqual([view.number, view.what, view.kind, view.hasCare], ["A019", "现金业务", "照顾：年长", true]);
  assert.deepEqual(view.facts.map(({ text }) => text), ["10:36 取号，已等 10 分", "2 人，还要 1–4 分", "5–10 分钟"]);
  assert.deepEqual(view.passes, [{ name: "沃德", used: 1, cap: 2 }, { name: "需要照顾", used: 0, cap: 1 }]);
  assert.equal(view.quote.text.zh, "对 A019 说");
});

test("a wait that gets longer than was printed says so with what is expected now, and why", () => {
  const paused = { code: "paused", counters: ["4", "5"], reason: "handover", until: ago(-3) };
  const later = [paused, { code: "busy", waiting: 7, open: 2 }];
  const of = (more, lang = "zh") => storyView({ ...waiting({ wait: wait(5, 15), ...more }, {}, more), lang }, { ticket: "A019" });

  const [zh, en] = ["zh", "en"].map((lang) => of({ later }, lang).facts.at(-1));

  assert.deepEqual([zh.term, zh.isGrave], ["更晚", true]);
  assert.deepEqual(zh.text.split("\n"), ["比票上写的晚：还要 5–15 分", "4、5 号窗口交接现金，约 10:50 恢复。", "7 人在等，2 个窗口都在办。"]);
  assert.deepEqual(en.text.split("\n"), ["later than printed: now 5–15 min", "Paused (Cash handover): counter 4, 5, back at about 10:50.", "Waiting: 7; counters, all at work: 2."]);
  assert.deepEqual(of({ later: null }).facts.map(({ term }) => term), ["等候", "前面", "票上写的"]);
  assert.equal(of({ later, lost: NOW }).facts.length, 3);
});

test("what was printed and what is expected now are two ranges on one scale", () => {
  const of = (lost) => storyView({ ...waiting({ wait: wait(20, 30), issued_at: ago(10), printed: wait(5, 20) }), lost }, { ticket: "A019" }).scale;

  const { printed, now } = of(null);

  const x = (minutes) => Math.round((380 * minutes) / (40 * 1.1));
  assert.deepEqual([printed.x, printed.width], [x(5), x(20) - x(5)]);
  assert.deepEqual([now.waited, now.coming], [x(10), { x: x(30), width: x(40) - x(30) }]);
  assert.equal(of(NOW).now.coming, null);
});

test("each reason for a longer wait has its sentence, and one that is not known here has none", () => {
  const lines = (...later) => storyView(waiting({ later }), { ticket: "A019" }).facts.at(-1).text.split("\n").slice(1);

  assert.deepEqual(lines({ code: "paused", counters: ["4"], reason: "other", until: null }), ["4 号窗口暂时离开，暂停。"]);
  assert.deepEqual(lines({ code: "no_calls", since: ago(12) }, { code: "no_counter" }), ["10:34 起没有叫过号。", "这项业务现在没有窗口在办。"]);
  assert.deepEqual(lines({ code: "few_counters", open: 1, planned: 3 }, { code: "long_errands" }), ["现在开着 1 个窗口，原定 3 个。", "窗口都在办时间较长的业务。"]);
  assert.deepEqual(lines({ code: "of_tomorrow" }), []);
});

test("turned to the customer, a wait foreseen to be longer than printed is late already, and says why", () => {
  const page = (later) => turnedView(waiting({ issued_at: ago(5), later }, { issued_at: ago(5) }));

  const late = page([{ code: "long_errands" }]);

  assert.deepEqual([late.late, late.why], ["比票上写的晚，抱歉", { head: "为什么慢", lines: ["窗口都在办时间较长的业务。"] }]);
  assert.deepEqual([page(null).late, page(null).why], ["", null]);
});

test("below the facts stands all that happened, the newest last, with time, words and who", () => {
  const { told } = storyView(waiting(), { ticket: "A019" });

  assert.deepEqual([told.head, told.none], ["经过", ""]);
  assert.deepEqual(told.entries.map(({ kind, time, text, by, others }) => [kind, time, text, by, others]), [
    ["", "10:17", "对员工：ticket_issued", "kiosk", []],
    ["in-order", "10:26–10:37", "对员工：called_in_order", "", []],
    ["passed", "10:38", "A020（沃德）先叫", "张晓雨", ["A020"]],
  ]);
});

test("while it is being read, or cannot be, the story says so and the facts stand", () => {
  const of = (told) => storyView(waiting({}, {}, { told }), { ticket: "A019" });

  assert.deepEqual([of(null).told.none, of(false).told.none], ["正在读取…", "经过现在读不到，连上后自己再读。"]);
  assert.equal(of(null).facts[0].text, "10:17 取号，已等 29 分");
});

test("a call tells its whole reason, and leads to those it passed", () => {
  const of = picture({ queue: [row("A019")], calls: [call(7, "A018", { why: { ...call(7, "A018").why, passed: ["A019", "A017"] } })] });

  const view = storyView(state(of, { told: null }), { call: "7", ticket: "A018" });

  assert.deepEqual(view.facts.map(({ text }) => text), ["10:43，2 号窗口叫到", "沃德，先于 A019。", "10:34 取号，等了 9 分", "5–10 分钟"]);
  assert.deepEqual(view.before.numbers, ["A019", "A017"]);
  assert.equal(view.full, null);
});

test("a reason that names many is told in short, and in full at the end", () => {
  const why = { ...call(7, "A018").why, passed: ["A1", "A2", "A3", "A4", "A5"] };

  const view = storyView(state(picture({ calls: [call(7, "A018", { why })] }), { told: null }), { call: "7", ticket: "A018" });

  assert.equal(view.facts[1].text, "优先，超过 5 位");
  assert.equal(view.full.text, "沃德，先于 A019。");
});

test("a ticket that is neither waiting nor tapped as a call is told from its story alone", () => {
  const of = (more) => storyView(state(picture(), { told: story(more) }), { ticket: "A019" });

  assert.deepEqual(of({ state: "called", counter: "1" }).facts.map(({ text }) => text), ["叫到 1 号窗口", "10:17", "15–25 分钟"]);
  assert.deepEqual(of({ state: "parked" }).passes, [{ name: "沃德", used: 1, cap: 2 }]);
  assert.equal(of({ state: "left" }).quote.text.zh, "您已被优先号超过 1 次。");
  const unread = storyView(state(picture(), { told: null }), { ticket: "A019" });
  assert.deepEqual([unread.number, unread.facts, unread.quote, unread.told.none], ["A019", [], null, "正在读取…"]);
});

test("turned to the customer it says where they stand, where they will be called, why it is slow, and the proof", () => {
  const of = picture({
    queue: [since("A019", 29, { ahead: 0 })],
    counters: [counter("1"), counter("2", { state: "serving" }), counter("4", { state: "paused", reason: "handover", until: ago(-3) }), counter("5", { services: ["transfer"] })],
  });

  const page = turnedView(state(of, { told: story({ is_next: true }) }));

  assert.deepEqual([page.since, page.late, page.printed], ["10:17 取号，到现在等了 29 分钟", "比票上写的晚，抱歉", "票上写的是 15–25 分钟"]);
  assert.deepEqual([page.answer, page.then, page.say], ["下一个就是您", "1 号、2 号窗口，谁先办完谁叫您，约 1–4 分钟", "您已被优先号超过 1 次。"]);
  assert.deepEqual(page.slots, { used: 1, of: 3, text: "后来先叫的：1 个，最多 3 个" });
  assert.deepEqual(page.why, { head: "为什么慢", lines: ["4 号窗口：交接现金，约 10:50 恢复。"] });
  assert.deepEqual([page.order, page.count], ["您取号以后", "叫过 3 个号"]);
  assert.deepEqual(page.lines, [
    { kind: "mine", time: "10:17", text: "对客户：ticket_issued" },
    { kind: "in-order", time: "10:26–10:37", text: "对客户：called_in_order" },
    { kind: "passed", time: "10:38", text: "对客户：passed" },
  ]);
  assert.deepEqual(page.coming, { head: "A019", text: "下一个就是您" });
});

test("only whom nobody is called before any more is told to be next", () => {
  const answer = (more, told) => turnedView(waiting(more, told)).answer;

  assert.equal(answer({ ahead: 0 }, { is_next: true }), "下一个就是您");
  assert.equal(answer({ ahead: 0 }, { is_next: false }), "现在您排在最前");
  assert.equal(answer({ ahead: 4 }, { is_next: false }), "您前面还有 4 人");
});

test("who does not wait hears what was last, and for how long they waited if they were called", () => {
  const page = (more) => turnedView(state(picture(), { told: story(more) }));

  const called = page({ state: "serving", counter: "2", entries: [...story().entries, entry("ticket_called", 2)] });
  assert.deepEqual([called.answer, called.then, called.say, called.coming], ["正在 2 号窗口给您办", "您已被优先号超过 1 次。", "", null]);
  assert.deepEqual([called.since, called.late], ["10:17 取号，等了 27 分钟", "比票上写的晚，抱歉"]);
  assert.deepEqual([page({ state: "parked" }).answer, page({ state: "parked" }).since], ["约好了再叫您", "10:17 取号"]);
  for (const of of ["waiting", "called", "missed", "redirected", "finished", "left"]) assert.ok(page({ state: of, counter: "1" }).answer);
});

test("the page for the customer has no text for staff, no class and no tier, in either language", () => {
  for (const turned of ["zh", "en"]) {
    const said = JSON.stringify(turnedView(waiting({ class: "wode" }, { class: "wode" }, { turned })));

    assert.doesNotMatch(said, /沃德|Wode|A020|VIP|员工|staff|现金业务/);
    assert.match(said, turned === "zh" ? /对客户：passed/ : /customer: passed/);
  }
});

test("there is no page for the customer before the story has been read", () => {
  assert.equal(turnedView(waiting({}, {}, { told: null })), null);
  assert.equal(turnedView(waiting({}, {}, { told: false })), null);
});

test("while the line is cut the customer's page gives no range and says from when it is", () => {
  const page = turnedView(waiting({}, {}, { lost: NOW }));

  assert.deepEqual([page.then, page.asOf], ["在 1 号窗口办", "10:46 的情况"]);
});

test("a number is typed as a letter of the branch's series and up to four figures", () => {
  const series = ["A", "C", "E"];
  const typed = (...keys) => keys.reduce((before, key) => afterKey(before, key, series), "");

  assert.equal(typed("A", "0", "1", "9"), "A019");
  assert.equal(typed("c", "7"), "C7");
  assert.equal(typed("1", "9", "E"), "E19");
  assert.equal(typed("A", "1", "B", "back", "2"), "A2");
  assert.equal(typed("A", "1", "2", "3", "4", "5"), "A1234");
  assert.equal(typed("back"), "");
});

test("a number is meant as soon as a letter and a figure stand there; where there is one series the letter is known", () => {
  assert.deepEqual(["A7", "A019", "C1234", "A", "19", ""].map((typed) => numberOf(typed, ["A", "C"])), ["A007", "A019", "C1234", null, null, null]);
  assert.equal(numberOf("19", ["A"]), "A019");
});

test("the pad says what to do, what was typed, and which number there is not", () => {
  const house = { ...state().house, groups: [{ series: "C" }, { series: "A" }, { series: "C" }] };
  const pad = (find, none = "") => findView(state(picture(), { house }), { find, none });

  assert.deepEqual(seriesOf(house), ["A", "C"]);
  assert.deepEqual([pad("").letters, pad("").hint, pad("").canShow], [["A", "C"], "先按字母，再按数字", false]);
  assert.deepEqual([pad("A9").typed, pad("A9").hint, pad("A9").canShow], ["A9", "", true]);
  assert.equal(pad("A099", "A099").none, "今天没有 A099 这个号，请核对。");
  assert.deepEqual(findView(state(picture(), { house: { ...house, groups: [{ series: "A" }] } }), { find: "", none: "" }).letters, []);
});

test("what is open is read one after the other, and once more for all that was asked for meanwhile", async () => {
  const asked = [];
  const took = [];
  const read = reader((what) => new Promise((answer) => asked.push({ what, answer })), (what, answer) => took.push([what, answer]));

  read("A019");
  read("A019");
  read("A019");
  assert.equal(asked.length, 1);
  asked[0].answer("first");
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual([took, asked.length], [[["A019", "first"]], 2]);

  read("A020");
  asked[1].answer("late");
  asked[2].answer("second");
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(took.slice(1), [["A020", "second"]]);
});
