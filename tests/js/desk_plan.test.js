import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { NOW, picture, state } from "./desks.js";

const { planLine } = await import("/static/desk/desk_plan.js");
const { speaker } = await import("/static/desk/desk_words.js");
const { view } = await import("/static/desk/desk_view.js");

const PLAN = { opens_at: "09:00", closes_at: "17:00", breaks: [["10:30", "10:45"], ["12:30", "13:15"]] };
const line = (clock, plan = PLAN, lang = "zh") => planLine({ plan }, speaker(state(picture(), { lang })), clock);

test("the next break is named until it is over, then the one after, then only until when", () => {
  assert.equal(line("10:44"), "10:30–10:45 休息，开到 17:00");
  assert.equal(line("10:45"), "12:30–13:15 休息，开到 17:00");
  assert.equal(line("13:15"), "开到 17:00");
  assert.equal(line("13:00", PLAN, "en"), "break 12:30–13:15, until 17:00");
});

test("before it opens the whole plan is named, after it closes nothing, and a day off says so", () => {
  assert.equal(line("08:59"), "安排 09:00–17:00");
  assert.equal(line("17:00"), "");
  assert.equal(line("10:00", { opens_at: null, closes_at: null, breaks: [] }), "今天没有安排开");
  assert.equal(line("10:00", null), "");
});

test("it stands in the head of the desk", () => {
  assert.equal(view(state(picture({ plan: PLAN })), NOW).head.plan, "12:30–13:15 休息，开到 17:00");
});
