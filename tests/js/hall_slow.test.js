import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { at, board, counter, house as branch, now, queue } from "./boards.js";
import "./served.js";

const { hallView } = await import("/static/display/hall_view.js");
const { slowSaid } = await import("/static/display/slow.js");
const words = JSON.parse(readFileSync(new URL("../../display/words.json", import.meta.url)));

const SERVICES = [["cash", "现金业务", "Cash"], ["transfer", "转账汇款", "Transfers"], ["loss", "挂失与密码", "Loss"]];
const house = { ...branch, services: SERVICES.map(([id, zh, en]) => ({ id, name: { zh, en } })) };
const paused = (counters, until) => ({ code: "paused", counters, reason: "handover", until: at(until) });

/** The board of a hall in which these queues are slow, each [service, ...causes]. */
const slowBoard = (...queues) => board({
  counters: ["3", "1", "4"].map((id) => counter(id, "open")),
  queues: queues.map(([service, ...slow]) => ({ ...queue(5, [10, 20]), service, slow })),
});
const said = (...queues) => slowSaid(house, slowBoard(...queues), words, now);

test("a hall that is not slow explains nothing", () => {
  assert.deepEqual(said(["cash"]), []);
});

test("a pause is said with its counter, its reason, until about when, and what gets slower", () => {
  assert.deepEqual(said(["cash", paused(["4"], "02:48:30")]), [
    { zh: "4 号窗口交接，约 10:50 恢复；现金业务会慢一些。", en: "Counter 4: Handover, back about 10:50. Cash: slower." },
  ]);
});

test("a pause whose time is over says so, and one without a time says none", () => {
  assert.equal(said(["cash", paused(["4"], "02:42:06")])[0].zh, "4 号窗口交接，比预计久；现金业务会慢一些。");
  assert.equal(said(["cash", { code: "paused", counters: ["4"], reason: "handover" }])[0].zh, "4 号窗口交接；现金业务会慢一些。");
});

test("one cause of several queues is one sentence, with all its counters in the order of the wall and the last return", () => {
  const [{ zh, en }, ...more] = said(["cash", paused(["4"], "02:48:30")], ["transfer", paused(["4", "3"], "02:53:00")]);

  assert.equal(zh, "3、4 号窗口交接，约 10:55 恢复；现金业务、转账汇款会慢一些。");
  assert.equal(en, "Counter 3, 4: Handover, back about 10:55. Cash, Transfers: slower.");
  assert.deepEqual(more, []);
});

test("three queues are several services", () => {
  const busy = { code: "busy", open: 3, waiting: 5 };

  assert.equal(said(["cash", busy], ["transfer", busy], ["loss", busy])[0].zh, "窗口都在办，一位接一位；几项业务会慢一些。");
});

test("no call since the latest of the times is true of all those queues", () => {
  const since = (time) => ({ code: "no_calls", since: at(time) });

  assert.equal(said(["cash", since("02:20:00")], ["transfer", since("02:25:00")])[0].zh, "10:25 起没有叫过号；现金业务、转账汇款会慢一些。");
});

test("two sentences at most, and the plainest causes", () => {
  const told = said(["cash", { code: "long_errands" }, paused(["4"], "02:48:30")], ["transfer", { code: "few_counters", open: 1, planned: 3 }]);

  assert.deepEqual(told.map(({ zh }) => zh), ["4 号窗口交接，约 10:50 恢复；现金业务会慢一些。", "开着的窗口比原定少；转账汇款会慢一些。"]);
});

test("every code has its words in both languages", () => {
  for (const code of ["no_counter", "few_counters", "long_errands", "busy"]) {
    const [{ zh, en }] = said(["cash", { code }]);

    assert.ok(zh.endsWith("；现金业务会慢一些。") && en.endsWith(". Cash: slower."), code);
  }
});

test("the band says it after the notices and in their place", () => {
  const notice = { text: { zh: "今天叫号到 16:45。", en: "Last number at 16:45." } };
  const slow = slowBoard(["cash", { code: "busy" }]);

  assert.equal(hallView({ house, picture: slow, words, lang: "en", now }).band.text, "Every counter is at work. Cash: slower.");
  assert.equal(hallView({ house, picture: { ...slow, notices: [notice] }, words, lang: "zh", now }).band.text, "今天叫号到 16:45。窗口都在办，一位接一位；现金业务会慢一些。");
});
