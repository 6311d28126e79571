import assert from "node:assert/strict";
import test from "node:test";

import { house as branch, wait, words } from "./kiosk_house.js";
import "./served.js";

const { isLate, slowView } = await import("/static/kiosk/phone_slow.js");

const AT = "2026-01-05T03:05:00Z"; /* 11:05, 23 minutes after the issue */
const house = { ...branch(), pause_reasons: [{ id: "lunch", name: { zh: "午餐", en: "Lunch" } }] };

function picture(more = {}) {
  return { at: AT, wait: wait(7, 17, 12), printed: { ...wait(25, 35), at: "2026-01-05T02:42:00Z" }, called_at: null, came_back: null, is_later: false, slow: [], ...more };
}

const late = { is_later: true };
const why = (slow, { lang = "zh", now = AT } = {}) => slowView({ house, picture: picture({ slow }), words, lang, now: Date.parse(now) })?.text;

test("it is late just when the server says so, whatever the middle of what is expected is at this moment", () => {
  assert.equal(isLate(picture({ wait: wait(10, 20, 15) })), false); /* 11:20, and the paper says 11:17 */
  assert.equal(isLate(picture(late)), true);
  assert.equal(isLate(picture({ ...late, printed: null })), false);
});

test("it is late as well once the printed minutes are over and no counter serves", () => {
  assert.equal(isLate(picture({ wait: null })), false);
  assert.equal(isLate(picture({ wait: null }), Date.parse("2026-01-05T03:17:00Z")), false);
  assert.equal(isLate(picture({ wait: null }), Date.parse("2026-01-05T03:17:00.001Z")), true);
});

test("who reads no wait on the paper is called in time within a minute", () => {
  const noWait = { at: "2026-01-05T02:43:00Z", wait: wait(0, 0), printed: { ...wait(0, 0), at: "2026-01-05T02:42:00Z" } };

  assert.equal(isLate(picture(noWait)), false);
  assert.equal(isLate(picture(noWait), Date.parse("2026-01-05T02:43:00.001Z")), true);
});

test("what the paper says is of the first wait alone, also after a change of service", () => {
  assert.equal(isLate(picture({ ...late, called_at: AT })), false);
  assert.equal(isLate(picture({ ...late, came_back: "machine_failed" })), false);
  assert.equal(isLate(picture({ ...late, came_back: "transferred" })), true);
});

test("nothing is said while nothing is late and the queue is not slow", () => {
  assert.equal(slowView({ house, picture: picture(), words, lang: "zh", now: Date.parse(AT) }), null);
});

test("who is late reads sorry first, then why, then that the order holds", () => {
  const slow = [{ code: "paused", counters: ["1", "4"], reason: "lunch", until: "2026-01-05T03:38:00Z" }, { code: "long_errands" }];

  assert.deepEqual(slowView({ house, picture: picture({ ...late, slow }), words, lang: "zh", now: Date.parse(AT) }), {
    title: "比票上写的晚，抱歉",
    text: "1、4 号窗口午餐，约 11:40 恢复。\n窗口都在办时间较长的业务。\n次序没有变。",
  });
});

test("in a slow queue who is not late yet reads why all the same", () => {
  const told = slowView({ house, picture: picture({ slow: [{ code: "no_calls", since: "2026-01-05T02:50:00Z" }] }), words, lang: "en", now: Date.parse(AT) });

  assert.deepEqual(told, { title: "It is slow just now, sorry", text: "No number has been called since 10:50.\nThe order has not changed." });
});

test("a pause says when it will be over, that it takes longer, or no time at all", () => {
  const paused = { code: "paused", counters: ["4"], reason: "lunch" };
  const until = "2026-01-05T03:10:00Z";

  assert.match(why([{ ...paused, until }], { now: until }), /^4 号窗口午餐，约 11:10 恢复。/);
  assert.match(why([{ ...paused, until }], { now: "2026-01-05T03:10:00.001Z" }), /^4 号窗口午餐，比预计久。/);
  assert.match(why([paused]), /^4 号窗口午餐，暂停。/);
  assert.match(why([{ ...paused, reason: "eclipse" }]), /^4 号窗口暂时离开，暂停。/);
});

test("counts are said as counts", () => {
  assert.match(why([{ code: "few_counters", open: 2, planned: 4 }]), /^现在开着 2 个窗口，原定 4 个。/);
  assert.match(why([{ code: "busy", waiting: 14, open: 3 }], { lang: "en" }), /^Waiting: 14; counters, all at work: 3\./);
  assert.match(why([{ code: "no_counter" }]), /^这项业务现在没有窗口在办。/);
});

test("a cause that this page has no words for is left out", () => {
  assert.equal(why([{ code: "eclipse" }]), "次序没有变。");
});
