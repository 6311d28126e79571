import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import "./served.js";

const { clockOf, minuteAxis, minuteOf } = await import("/static/plans/day_minutes.js");
const { bodyOf, draftOf, timesFor, usualDraft, withBreak, withoutBreak, withTime } = await import("/static/plans/plan_draft.js");
const { editView } = await import("/static/plans/plan_edit.js");
const { plansView, worked } = await import("/static/plans/plans_view.js");

const words = JSON.parse(readFileSync(new URL("../../lobby/tablet/plans/words.json", import.meta.url)));
const NOW = new Date("2026-01-05T02:30:00Z"); /* 10:30 in Shanghai */
const both = (zh, en = zh) => ({ zh, en });
const house = {
  id: "zhongshan", time_zone: "Asia/Shanghai",
  hours: { kiosk_opens_at: "08:30", opens_at: "09:00", closes_at: "17:00", round_the_clock: false },
  groups: [{ id: "cash", name: both("现金", "Cash") }],
  pause_reasons: [{ id: "lunch", name: both("午餐", "Lunch") }],
};
const USUAL = { opens_at: "09:00", closes_at: "17:00", breaks: [["12:00", "13:00"]] };
const OFF = { opens_at: null, closes_at: null, breaks: [] };
const counter = (more = {}) => ({ id: "1", group: "cash", reason: null, planned: USUAL, usual: USUAL, stretches: [], ...more });
const view = (of, more = {}) => plansView({ house, plans: { is_open: true, counters: [of] }, words, lang: "zh", now: NOW, width: 480, ...more });
const since = (was, from, until = null) => ({ was, from: `2026-01-05T${from}:00.000000Z`, until: until && `2026-01-05T${until}:00.000000Z` });

test("a plan is drawn with its breaks left out, and what happened below it up to now", () => {
  const shown = view(counter({ stretches: [since("open", "01:00", "02:00"), since("paused", "02:00")], reason: "lunch" }));

  assert.deepEqual(shown.rows[0].planned, [{ x: 0, width: 180 }, { x: 240, width: 240 }]);
  assert.deepEqual(shown.rows[0].was, [{ was: "open", x: 0, width: 60 }, { was: "paused", x: 60, width: 30 }]);
  assert.equal(shown.now, 90);
  assert.equal(shown.rows[0].word, "10:00 起暂停：午餐");
});

test("a counter that was meant to be open by now and is not says so; in a break or before it is only closed", () => {
  const kind = (more, now = NOW) => view(counter(more), { now }).rows[0].kind;

  assert.equal(kind({}), "missing");
  assert.equal(kind({}, new Date("2026-01-05T04:30:00Z")), "closed");
  assert.equal(kind({}, new Date("2026-01-05T00:59:00Z")), "closed");
  assert.equal(kind({ planned: OFF }), "closed");
  assert.equal(kind({ stretches: [since("open", "01:00", "02:00")] }), "missing");
  assert.equal(kind({ stretches: [since("open", "01:00")] }), "open");
});

test("a plan is said with its breaks, and that it was changed for today", () => {
  const [row] = view(counter({ planned: { ...USUAL, breaks: [] } })).rows;
  const [off] = view(counter({ planned: OFF }), { lang: "en" }).rows;

  assert.deepEqual([row.span, row.breaks, row.changed], ["09:00–17:00", "不休息", "今天改过"]);
  assert.deepEqual([off.span, off.breaks, off.changed], ["not today", "", "changed for today"]);
  assert.deepEqual([view(counter()).rows[0].breaks, view(counter()).rows[0].changed], ["休 12:00–13:00", ""]);
});

test("the axis holds plans and facts beyond the branch's hours, and its labels have room", () => {
  const early = view(counter({ stretches: [since("open", "00:30")] }));

  assert.equal(early.rows[0].was[0].x, 0);
  assert.deepEqual(minuteAxis(540, 1020, 480).marks.map(({ text }) => text), ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00", "17:00"]);
  assert.deepEqual(minuteAxis(540, 1020, 240).marks.map(({ text }) => text), ["10:00", "12:00", "14:00", "16:00"]);
  assert.equal(clockOf(minuteOf("09:05")), "09:05");
});

test("a draft begins with what is meant today, or with the usual times where the counter is not to open", () => {
  assert.deepEqual(draftOf(counter(), house), { counter: "1", isOn: true, ...USUAL });
  assert.deepEqual(draftOf(counter({ planned: OFF }), house), { counter: "1", isOn: false, ...USUAL });
  assert.deepEqual(draftOf(counter({ planned: OFF, usual: OFF }), house), { counter: "1", isOn: false, opens_at: "09:00", closes_at: "17:00", breaks: [] });
  assert.deepEqual(usualDraft(counter({ planned: OFF }), house), { counter: "1", isOn: true, ...USUAL });
});

test("times are changed by their place, a break comes in the longest stretch and goes again", () => {
  const draft = draftOf(counter(), house);

  assert.equal(withTime(draft, "opens_at", "10:00").opens_at, "10:00");
  assert.deepEqual(withTime(draft, "0.1", "12:30").breaks, [["12:00", "12:30"]]);
  assert.deepEqual(withBreak(draft).breaks, [["12:00", "13:00"], ["14:45", "15:15"]]);
  assert.deepEqual(withoutBreak(withBreak(draft), 0).breaks, [["14:45", "15:15"]]);
  assert.deepEqual(withBreak({ ...draft, opens_at: "09:00", closes_at: "09:10", breaks: [] }).breaks, [["09:03", "09:06"]]);
  assert.deepEqual(worked(USUAL), [[540, 720], [780, 1020]]);
});

test("what is sent is the plan, or that there is none today", () => {
  assert.deepEqual(bodyOf(draftOf(counter(), house)), USUAL);
  assert.deepEqual(bodyOf(draftOf(counter({ planned: OFF }), house)), OFF);
});

test("times to choose are the quarters of the branch's day, and the present one wherever it lies", () => {
  const times = timesFor("12:10", house);

  assert.deepEqual([times[0], times[1], times.at(-1), times.includes("12:10"), times.length], ["08:30", "08:45", "17:00", true, 36]);
  assert.equal(timesFor("12:00", { hours: { ...house.hours, round_the_clock: true } }).length, 96);
});

test("the form saves only what is different, and says what would be possible when it is refused", () => {
  const form = (draft, more) => editView({ house, words, lang: "zh" }, counter(), draft, more);
  const same = draftOf(counter(), house);
  const refused = { status: 422, body: { code: "breaks_out_of_order", after: "13:00", before: "17:00" } };

  assert.equal(form(same).save.isOff, true);
  assert.equal(form(same).usual, "平常 09:00–17:00，休 12:00–13:00");
  assert.equal(form(withTime(same, "opens_at", "10:00")).save.isOff, false);
  assert.deepEqual(form({ ...same, isOn: false }).breaks, []);
  assert.equal(form(same, { refused }).refused, "这段休息要在 13:00 以后、17:00 以前，而且开头早于结尾。");
  assert.equal(form(same, { refused: { status: 0, body: null } }).refused, words.refused_unreached.zh);
  assert.equal(form(same, { refused: { status: 409, body: { code: "day_closed" } } }).refused, words.refused_day_closed.zh);
  assert.equal(form(same, { refused: { status: 403, body: { code: "csrf" } } }).refused, words.refused_other.zh);
});
