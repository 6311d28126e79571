import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { at, board, call, counter, house, now, queue } from "./boards.js";
import "./served.js";

const { hallView } = await import("/static/display/hall_view.js");
const words = JSON.parse(readFileSync(new URL("../../display/words.json", import.meta.url)));

const view = (picture = board(), more = {}) => hallView({ house, picture, words, lang: "zh", now, ...more });

test("the newest call stands large and says now, come, while nobody has answered it", () => {
  assert.deepEqual(view().now, { label: ["正在叫号", "Now calling"], number: "A018", counter: "2", calling: true });
});

test("a call that was answered is the last one called, no longer one to come for", () => {
  const picture = board({ calls: [call(811, "A018", "2", "02:42:05", true)] });

  assert.deepEqual(view(picture).now, { label: ["最近叫的号", "Last called"], number: "A018", counter: "2", calling: false });
});

test("an unanswered call stops saying now, come after three minutes", () => {
  const calling = (time) => view(board(), { now: new Date(at(time)) }).now.calling;

  assert.deepEqual([calling("02:45:05"), calling("02:45:05.001")], [true, false]);
});

test("six calls follow the large one, each number once, and missing ones leave their place empty", () => {
  const recalled = board({ calls: [call(811, "A018", "2", "02:42:05", false), call(808, "E002", "5", "02:41:30"), call(801, "A018", "2", "02:41:00")] });

  const { last } = view(recalled);

  assert.deepEqual(last.map((one) => one && one.number), ["E002", null, null, null, null, null]);
});

test("a screen with counters of its own shows their call large, and theirs first below", () => {
  const { now: shown, last } = view(board(), { screen: { id: "east", counters: ["1"], voice: "off" } });

  assert.equal(shown.number, "A017");
  assert.deepEqual(last.slice(0, 2).map(({ number }) => number), ["A018", "E002"]);
});

test("while a call waits for its turn it stands nowhere yet, and the one whose turn it is keeps its colour", () => {
  const line = { epoch: "e1", seen: 811, shown: 805, until: 0, waiting: [811], isFresh: true };

  const { now: shown, last } = view(board(), { line });

  assert.deepEqual([shown.number, shown.calling], ["E002", true]);
  assert.deepEqual(last.filter(Boolean).map(({ number }) => number), ["A017"]);
});

test("a queue is said with its count, and its wait as it was rounded for people", () => {
  const { queues } = view();

  assert.deepEqual(queues, [{ name: ["现金业务", "Cash"], people: 14, count: "14", unit: "人", wait: queue(14, [25, 35]).wait, otherwise: "还没有窗口在办" }]);
});

test("an empty queue says so in words and never as a zero", () => {
  const [{ count, unit }] = view(board({ queues: [queue(0, null)] })).queues;

  assert.deepEqual([count, unit], ["", "没有人等"]);
});

test("a paused counter says why and until about when, and no time that has passed already", () => {
  const paused = (until) => view(board({ counters: [counter("4", "paused", { reason: "handover", until: at(until) })] })).counters[0];

  assert.deepEqual(paused("02:48:30"), { id: "4", state: "paused", shape: "pause", word: "暂停", line: ["交接", "到约 10:50"] });
  assert.deepEqual(paused("02:42:06").line, ["交接", "比预计久"]);
});

test("every state of a counter has a shape and a word, in both languages", () => {
  for (const state of ["closed", "open", "ready", "called", "serving", "paused"]) {
    for (const lang of ["zh", "en"]) {
      const [{ shape, word }] = view(board({ counters: [counter("1", state, { number: "A018" })] }), { lang }).counters;

      assert.ok(shape && word, `${state} ${lang}`);
    }
  }
});

test("a lent counter says what it serves too, in as many words as there is room for", () => {
  const groups = [...house.groups, { id: "corporate", name: { zh: "对公业务", en: "Corporate" } }, { id: "other", name: { zh: "其他", en: "Other" } }];
  const line = (lent_groups, more = {}) => hallView({
    house: { ...house, groups }, words, lang: "zh", now, picture: board({ counters: [counter("5", "serving", { group: "corporate", lent_groups, ...more })] }),
  }).counters[0].line;

  assert.deepEqual(line([]), ["对公业务"]);
  assert.deepEqual(line(["cash"]), ["对公业务", "也办现金业务"]);
  assert.deepEqual(line(["cash", "other"]), ["对公业务", "也办其他业务"]);
  assert.deepEqual(line(["cash"], { state: "paused", reason: "handover" }), ["交接"]);
});

test("a counter asks for its number for three minutes after the last announcement, then it is busy", () => {
  const called = (since, calls = []) => view(board({ calls, counters: [counter("2", "called", { number: "A018", since: at(since) })] })).counters[0];

  assert.equal(called("02:39:07").word, "请 A018");
  assert.equal(called("02:39:06").word, "办理中");
  assert.equal(called("02:30:00", [call(811, "A018", "2", "02:42:05", false)]).word, "请 A018");
});

test("before the first call the screen says what will happen by itself", () => {
  const closed = (reason, opens_at) => view(board({ calls: [], numbers: { open: false, reason, opens_at } })).empty;

  assert.equal(view(board({ calls: [] })).empty.title[0], "今天还没有叫号");
  assert.deepEqual(closed("before_hours", at("00:30:00")), {
    title: ["08:30 开始取号", "Numbers from 08:30"], then: ["窗口 09:00 开始办理。", "Counters open at 09:00."],
  });
  assert.deepEqual(closed("closed_day", "2026-01-06T00:30:00Z").then, ["2026年1月6日 星期二 08:30 开始取号。", "Numbers again from Tuesday, 6 January 2026 08:30."]);
  assert.equal(closed("closed_day", null).then[0], "请向工作人员询问。");
});

test("once no numbers are given, the calls go on and the waits are gone", () => {
  const { now: shown, head, queues, band } = view(board({ numbers: { open: false, reason: "after_last_number", opens_at: null } }));

  assert.equal(shown.number, "A018");
  assert.equal(head[1], "今天已停止取号");
  assert.deepEqual([queues[0].wait, queues[0].otherwise, queues[0].count], [null, "", "14"]);
  assert.equal(band.text, "今天已停止取号，在等的客户会办完。");
});

test("the band says what always holds when there is no notice, and the notice when there is one", () => {
  const notice = { text: { zh: "4 号窗口约 10:50 恢复。", en: "Counter 4 back at about 10:50." } };

  assert.equal(view().band.text, "投诉请打 95000");
  assert.equal(view(board({ notices: [notice] })).band.text, "4 号窗口约 10:50 恢复。");
  assert.equal(view(board({ notices: [notice, notice, notice] })).band.long, true);
});

test("a screen that lost the server says since when, and shows neither calls to come for, nor waits, nor who is called", () => {
  const lost = view(board(), { lostSince: new Date(at("02:44:00")), now: new Date(at("02:47:00")) });

  assert.equal(lost.clock, "10:47");
  assert.deepEqual(lost.now, { label: ["10:42 叫的号", "Called at 10:42"], number: "A018", counter: "2", calling: false });
  assert.deepEqual(lost.head, ["等候", "10:44 的人数"]);
  assert.deepEqual([lost.queues[0].count, lost.queues[0].wait, lost.queues[0].otherwise], ["14", null, ""]);
  assert.equal(lost.counters[0].word, "办理中");
  assert.deepEqual(lost.band, {
    shape: "cut", long: false,
    text: "屏幕停在 10:44。请听工作人员叫号，次序不变。", other: "Screen stopped at 10:44. Listen for your number.",
  });
});

test("in English the two languages change places", () => {
  const english = view(board(), { lang: "en" });

  assert.deepEqual(english.now.label, ["Now calling", "正在叫号"]);
  assert.deepEqual(english.queues[0].name, ["Cash", "现金业务"]);
  assert.equal(english.day, "Monday, 5 January 2026");
});
