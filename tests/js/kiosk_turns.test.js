import assert from "node:assert/strict";
import test from "node:test";

import { NOW, board, house, words } from "./kiosk_house.js";
import "./served.js";

const { askFor, asksAfter, deedFor, freshState, shownPlace } = await import("/static/kiosk/turns.js");
const { closedView, mayHaveBeenDone, refusalText, whenText } = await import("/static/kiosk/bands.js");
const { ringView } = await import("/static/kiosk/ring.js");

const state = (more) => ({ ...freshState("zh"), ...more });
const shut = (numbers) => board({ numbers: { open: false, opens_at: "2026-01-06T00:30:00Z", reason: "after_last_number", ...numbers } });

test("a kiosk that gives no numbers says so wherever somebody stands, but never takes a given number away", () => {
  assert.equal(shownPlace(state({ place: "sheet" }), board()), "sheet");
  assert.equal(shownPlace(state({ place: "sheet" }), shut()), "closed");
  assert.equal(shownPlace(state({ place: "ticket" }), shut()), "ticket");
  assert.equal(shownPlace(state({ place: "sheet", isBusy: true }), shut()), "sheet");
});

test("the question whether anybody is there stands before everything", () => {
  assert.equal(shownPlace(state({ place: "sheet", isAsking: true }), shut()), "idle");
});

test("the kiosk asks after twenty seconds on any page but the first", () => {
  assert.equal(asksAfter(state({ place: "sheet" }), "sheet", "zh"), 20);
  assert.equal(asksAfter(state(), "home", "zh"), null);
});

test("a first page that somebody has changed is given longer, and then goes back for the next person", () => {
  for (const more of [{ lang: "en" }, { mode: "elder" }, { care: "ill" }, { identity: { kind: "card", value: "622202" } }]) {
    assert.equal(asksAfter(state(more), "home", "zh"), 40);
  }
});

test("nobody is asked while a number is on its way, or beside the ticket's own ring", () => {
  assert.equal(asksAfter(state({ isBusy: true }), "sheet", "zh"), null);
  assert.equal(asksAfter(state({ place: "ticket" }), "ticket", "zh"), null);
});

test("only what the person gave is sent", () => {
  assert.deepEqual(askFor(state({ service: "cash" })), { service: "cash", language: "zh" });
  assert.deepEqual(
    askFor(state({ service: "cash", lang: "en", care: "ill", identity: { kind: "card", value: "622202" } })),
    { service: "cash", language: "en", care: "ill", identity: { kind: "card", value: "622202" } },
  );
});

test("the same number asked for again carries the same key, another number a new one", () => {
  const makeKey = () => "new";
  const body = { service: "cash", language: "zh" };

  assert.deepEqual(deedFor(state({ service: "cash", deed: { key: "old", body } }), makeKey), { key: "old", body });
  assert.equal(deedFor(state({ service: "loss", deed: { key: "old", body } }), makeKey).key, "new");
  assert.equal(deedFor(state({ service: "cash" }), makeKey).key, "new");
});

test("the key is kept just when the first try may have been done", () => {
  assert.equal(mayHaveBeenDone({ status: 0, body: null }), true);
  assert.equal(mayHaveBeenDone({ status: 504, body: null }), true);
  assert.equal(mayHaveBeenDone({ status: 409, body: { code: "idempotency_key_under_way" } }), true);
  assert.equal(mayHaveBeenDone({ status: 409, body: { code: "kiosk_closed" } }), false);
});

const refused = (status, body, lang = "zh") => refusalText({ status, body }, { house: house(), words, lang, now: NOW });

test("a refusal says what is the matter and what one can do", () => {
  assert.equal(refused(409, { code: "kiosk_closed", opens_at: "2026-01-06T00:30:00Z" }), "刚刚停止取号。明天 08:30 开始取号。");
  assert.equal(refused(409, { code: "kiosk_closed", opens_at: null }, "en"), "Numbers have just stopped being given.");
  assert.match(refused(404, { code: "unknown_service" }), /选别的/);
  assert.match(refused(0, null), /不会多取一个号/);
  assert.match(refused(409, { code: "idempotency_key_under_way" }), /过几秒再按/);
  assert.match(refused(500, { code: "anything" }), /大堂经理/);
});

test("a closed kiosk says why, when numbers are given again, and whom to call", () => {
  const closed = closedView({ house: house(), picture: shut(), words, lang: "zh", now: NOW });

  assert.equal(closed.title, "今天已停止取号");
  assert.deepEqual(closed.lines, ["已经取了号、还在等的客户会办完。", "明天 08:30 开始取号。", "取号到 16:45，营业到 17:00。", "有事请打电话 95000。"]);
});

test("before hours and on a closed day the words are others, and an unknown opening is not invented", () => {
  const view = (numbers) => closedView({ house: house(), picture: shut(numbers), words, lang: "zh", now: NOW });

  assert.equal(view({ reason: "before_hours" }).title, "还没到取号时间");
  assert.equal(view({ reason: "closed_day" }).title, "今天不营业");
  assert.match(view({ opens_at: null }).lines.join(), /门口的通知/);
});

test("an open kiosk is not closed", () => {
  assert.equal(closedView({ house: house(), picture: board(), words, lang: "zh", now: NOW }), null);
});

test("a time is said with today, tomorrow or its day, in the branch's time zone", () => {
  const when = (iso) => whenText(iso, NOW, "Asia/Shanghai", words, "en");

  assert.equal(when("2026-01-05T15:59:00Z"), "23:59 today");
  assert.equal(when("2026-01-05T16:00:00Z"), "00:00 tomorrow");
  assert.equal(when("2026-01-08T00:30:00Z"), "08:30 on Thursday, 8 January 2026");
});

test("a ring never says 0 while time is left", () => {
  assert.deepEqual(ringView(15000, 15000), { part: 100, seconds: 15 });
  assert.deepEqual(ringView(1, 15000), { part: 0, seconds: 1 });
  assert.deepEqual(ringView(-5, 15000), { part: 0, seconds: 0 });
});
