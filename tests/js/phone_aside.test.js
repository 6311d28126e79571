import assert from "node:assert/strict";
import test from "node:test";

import { house as branch, words } from "./kiosk_house.js";
import "./served.js";

const { phoneView, spokenState } = await import("/static/kiosk/phone_view.js");

const AT = "2026-01-05T02:30:00Z"; /* 10:30 */

const text = (zh, en) => ({ zh, en });
const house = {
  ...branch(), pause_reasons: [],
  park_reasons: [{ id: "approval", name: text("等上级审批", "Waiting for approval") }],
  machines: [{ id: "2", name: text("2 号存取款机", "Cash machine 2"), services: ["cash"] }],
};

function picture(more = {}) {
  return {
    at: AT, day: "2026-01-05", number: "A035", service: "cash", state: "waiting", issued_at: "2026-01-05T02:02:00Z", ahead: null, wait: null,
    counter: null, called_at: null, printed: null, passed: 0, passed_by_at_most: 3, say: text("还没有", "None"), counters: ["1"],
    aside: null, in_time_until: null, came_back: null, slow: [], help: null, ...more,
  };
}

const view = (more, { lang = "zh", now = AT, lostAt = null } = {}) => phoneView({ house, picture: picture(more), words, lang, now: Date.parse(now), lostAt });

const parked = (more = {}) => ({ state: "parked", aside: { since: AT, until: "2026-01-05T02:50:00Z", reason: "approval", machine: null, accompanied: false, ...more } });
const redirected = (more = {}) => ({ state: "redirected", aside: { since: AT, until: null, reason: null, machine: "2", accompanied: false, ...more } });
const missed = { state: "missed", called_at: "2026-01-05T02:28:00Z", counter: "2", in_time_until: "2026-01-05T03:00:00Z", aside: { since: AT, until: null, reason: null, machine: null, accompanied: false } };

test("a parked ticket says when it is called again, why, that it comes ahead, and how to come sooner", () => {
  assert.deepEqual(view(parked()).aside, {
    title: { before: "", figure: "10:50", after: " 前后再叫您" },
    lines: ["原因：等上级审批。", "到时您排在后来的人前面，\n不用重新取号，也不用守在窗口。", "早好了，按下面的键，马上回到原来的位置。"],
    back: { deed: "return", body: { reason: "ready" }, label: "我好了" },
  });
});

test("a parked ticket says it in English too", () => {
  const { title, lines, back } = view(parked(), { lang: "en" }).aside;

  assert.deepEqual(title, { before: "We call you again at about ", figure: "10:50", after: "" });
  assert.equal(lines[0], "Why: Waiting for approval.");
  assert.equal(back.label, "I am ready now");
});

test("a reason that the branch has given up since is left out, and the promise stays", () => {
  const { title, lines } = view(parked({ reason: "eclipse" })).aside;

  assert.equal(title.figure, "10:50");
  assert.equal(lines.length, 2);
});

test("who was sent to a machine reads which, and goes back with one tap if it did not work", () => {
  assert.deepEqual(view(redirected()).aside, {
    title: { before: "请用 2 号存取款机", figure: "", after: "" },
    lines: ["不会用，请叫大堂经理帮忙。", "您的位置留着。没办成，按下面的键，\n马上回到原来的位置，不用重新取号。"],
    back: { deed: "return", body: { reason: "machine_failed" }, label: "没办成，回到队里" },
  });
});

test("who is accompanied to a machine reads that somebody comes along", () => {
  assert.equal(view(redirected({ accompanied: true }), { lang: "en" }).aside.lines[0], "A member of staff goes with you.");
});

test("a machine without a name is a machine still", () => {
  assert.equal(view(redirected({ machine: "9" })).aside.title.before, "请用 自助机");
});

test("at a machine one does not stop waiting but is done, and is asked once more in those words", () => {
  assert.deepEqual(view(redirected()).giveUp, {
    label: "办好了", title: "在自助机办好了吗？", text: "办好了，这个号就用完了，不再叫您。", stay: "还没有", confirm: "办好了",
    isGrave: false, deed: "cancel", body: { reason: "done_elsewhere" },
  });
});

test("who missed the call reads when and where it was, until when the place is kept, and what comes after", () => {
  assert.deepEqual(view(missed).aside, {
    title: { before: "叫过您了，您没有来", figure: "", after: "" },
    lines: ["10:28 请您去 2 号窗口。", "11:00 以前来，还在原来的位置；\n再晚，按刚到排队。", "按下面的键，或告诉大堂经理。"],
    back: { deed: "late", body: {}, label: "我来了" },
  });
});

test("the place is kept up to the last instant of the grace and not after it", () => {
  const said = (now) => view(missed, { now }).aside.lines[1];

  assert.equal(said("2026-01-05T03:00:00Z"), "11:00 以前来，还在原来的位置；\n再晚，按刚到排队。");
  assert.equal(said("2026-01-05T03:00:00.001Z"), "已经过了 11:00：现在来，按刚到排队，\n号还是这个。");
});

test("a ticket aside is nowhere else on the page, and nothing can be pressed while the line is down", () => {
  const shown = view(missed);

  assert.deepEqual([shown.isWaiting, shown.isCalled, shown.outcome, shown.scale], [false, false, { title: "", text: "" }, null]);
  assert.deepEqual([shown.canDo, view(missed, { lostAt: "10:30" }).canDo], [true, false]);
});

test("what is read out of a ticket aside is its title", () => {
  assert.equal(spokenState(view(parked()), words, "zh"), "10:50 前后再叫您");
});

test("who is back in the queue reads why, for every reason there is, in both languages", () => {
  const reasons = ["promise_due", "ready", "machine_failed", "unfinished", "called_by_mistake", "in_time", "late", "transferred", "errand", "other"];
  const said = (code, lang) => view({ came_back: code, called_at: AT }, { lang }).cameBack;

  for (const lang of ["zh", "en"]) {
    assert.equal(new Set(reasons.map((code) => said(code, lang))).size, reasons.length, lang);
  }
  assert.equal(said("promise_due", "zh"), "说好的时间到了：您排在后来的人前面。");
  assert.equal(said("transferred", "zh"), "改到现金业务，您的位置不变，\n不用重新取号。");
  assert.equal(said("something new", "en"), said("other", "en"));
  assert.equal(said(null, "zh"), "");
});
