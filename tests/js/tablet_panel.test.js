import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, counter, picture, since, state } from "./tablets.js";

const { courseView, HEIGHT, WIDTH } = await import("/static/tablet/course.js");
const { dayAxis } = await import("/static/tablet/day_axis.js");
const { timelineView } = await import("/static/tablet/timeline.js");

const course = (more = {}) => ({
  day: "2026-01-05", opens_at: "2026-01-05T00:30:00Z", closes_at: "2026-01-05T09:00:00Z", is_over: false, slot_minutes: 5,
  first_slot_at: "2026-01-05T02:30:00Z", most_waiting: [0, 4, 8, 2], longest_wait: [0, 5, 30, 12], called: 3, in_time: 2, ...more,
});
const drawn = (of, more) => courseView(state(picture({ course: of, queue: [since("A019", 12)] }), more));

test("an axis has whole hours of the wall, at most six, and keeps everything on it", () => {
  const { x, marks } = dayAxis(Date.parse("2026-01-05T00:30:00Z"), Date.parse("2026-01-05T09:00:00Z"), 340, "Asia/Shanghai");

  assert.deepEqual(marks.map(({ text }) => text), ["10:00", "12:00", "14:00", "16:00"]);
  assert.deepEqual([x(Date.parse("2026-01-05T00:30:00Z")), x(Date.parse("2026-01-05T04:45:00Z")), x(Date.parse("2026-01-06T00:00:00Z"))], [0, 170, 340]);
});

test("the course stands on the day from opening to closing, with now and the promise marked", () => {
  const view = drawn(course());

  assert.equal(view.title, "今天的等候");
  assert.equal(view.now, Math.round((WIDTH * 136 * 10) / 510) / 10);
  assert.deepEqual([view.people.most, view.people.figure], ["最多 8", "1"]);
  assert.deepEqual([view.longest.most, view.longest.figure], ["最多 30", "12"]);
  assert.deepEqual(view.longest.promise, { y: Math.round((HEIGHT / 3) * 10) / 10, text: "20" });
  assert.equal(view.people.line.split("L").length, 4);
  assert.equal(view.people.area.endsWith(`L${view.people.line.match(/M(\S+)/)[1]} ${HEIGHT}Z`), true);
});

test("a day that is over has no now, and an older one carries its date", () => {
  const view = drawn(course({ is_over: true }), { now: new Date("2026-01-06T02:46:00Z") });

  assert.deepEqual([view.now, view.title], [null, "2026-01-05 的等候"]);
});

test("before anybody came the course says what will stand there", () => {
  assert.equal(drawn(null).none, "有人取号以后，这里画出一天的等候。");
  assert.equal(drawn(course({ most_waiting: [0], longest_wait: [0] })).none, "有人取号以后，这里画出一天的等候。");
});

test("a counter's day is told to the second, with how each ended, and drawn as a strip", () => {
  const told = {
    counter: "2", day: "2026-01-05",
    events: [
      { what: "opened", at: ago(60), by: "张晓雨", reason: null, services: ["cash"] },
      { what: "ticket", number: "A018", service: "cash", class: "ordinary", called_at: ago(50, 7), called_by: "system", rule: "only", recalled_at: [ago(50)], started_at: ago(49, 30), ended_at: ago(44), how: "finished", ended_by: "张晓雨", errands: [] },
      { what: "paused", at: ago(44), by: "张晓雨", reason: "handover", services: [] },
      { what: "ticket", number: "A020", service: null, class: null, called_at: ago(2), called_by: "system", rule: null, recalled_at: [], started_at: null, ended_at: null, how: null, ended_by: null, errands: [] },
    ],
    stretches: [
      { doing: "idle", from: ago(60), until: ago(50, 7) },
      { doing: "serving", from: ago(50, 7), until: ago(44) },
      { doing: "paused", from: ago(44), until: ago(2) },
      { doing: "serving", from: ago(2), until: null },
    ],
  };

  const view = timelineView(state(picture({ counters: [counter("2")], course: course() })), "2", told);

  assert.deepEqual([view.title, view.teller, view.sum], ["2 号窗口的经过", "张晓雨", "办了 1 位"]);
  assert.deepEqual(view.events.map(({ from, text, more }) => [from, text, more]), [
    ["09:46:00", "开窗", "张晓雨"],
    ["09:55:53", "现金业务", "5 分，09:56:30 开始，重呼 1 次，张晓雨"],
    ["10:02:00", "暂停：交接现金", "张晓雨"],
    ["10:44:00", "", "2 分，自动"],
  ]);
  assert.deepEqual(view.events.filter(({ isStay }) => isStay).map(({ until, how }) => [until, how]), [["10:02:00", "办结"], ["", "还在窗口"]]);
  assert.deepEqual(view.strip.blocks.map(({ doing }) => doing), ["idle", "serving", "paused", "serving"]);
  assert.deepEqual(view.strip.names.map(({ minutes }) => minutes), ["8 分", "9 分", "42 分"]);
});

test("a day that is being read, cannot be read, or has nothing says so", () => {
  const none = (told) => timelineView(state(), "1", told).none;

  assert.equal(none(null), "正在读取…");
  assert.equal(none(false), "读不到，连上后自己再读。");
  assert.equal(none({ day: null, events: [], stretches: [] }), "这一天这个窗口没有开过。");
});
