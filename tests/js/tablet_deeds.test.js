import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { away, state } from "./tablet_deeds.js";
import { ago, counter, row, wait } from "./tablets.js";

const { atOneTap, chosen, deedKeys, formView, newForm, sentBy, stepped } = await import("/static/tablet/deed_forms.js");
const { goneTo, toldOf } = await import("/static/tablet/deed_told.js");
const { asideView, givenView } = await import("/static/tablet/deed_views.js");
const { isAnswered, isDone, pressesOf } = await import("/static/tablet/presses.js");
const { speaker } = await import("/static/tablet/tablet_words.js");

const ids = (keys) => keys.map(({ id }) => id);
const options = (view, name) => view.parts.filter((part) => part.name === name).flatMap((part) => part.options.map(({ value }) => value));

test("a ticket has the keys that make sense where it stands, and none at a counter", () => {
  const of = state({ queue: [row("A019")], aside: [away("A001", "parked"), away("A002", "redirected"), away("A003", "missed")] });

  assert.deepEqual(ids(deedKeys(of, "A019")), ["park", "redirect", "transfer", "grant", "call", "cancel"]);
  assert.deepEqual(ids(deedKeys(of, "A001")), ["return", "park", "redirect", "grant", "cancel"]);
  assert.deepEqual(ids(deedKeys(of, "A002")), ["return", "redirect", "grant", "cancel"]);
  assert.deepEqual(ids(deedKeys(of, "A003")), ["late", "grant", "cancel"]);
  assert.deepEqual(deedKeys(of, "A018"), []);
  assert.equal(deedKeys(of, "A001")[1].text, "改约时间");
});

test("nothing can be done while the line is cut, and no machine is offered for what none can do", () => {
  const transfer = state({ queue: [row("C001", { service: "transfer" })] });

  assert.deepEqual(deedKeys(transfer, "C001").filter(({ isOff }) => isOff).map(({ id }) => id), ["redirect"]);
  assert.equal(deedKeys({ ...transfer, lost: new Date() }, "C001").every(({ isOff }) => isOff), true);
});

test("a park promises what is usual for its reason, changeable in fives, and says the time", () => {
  const of = state({ queue: [row("A019")] });
  const form = newForm("park", "A019", of);

  const other = chosen(form, "reason", "form", of);
  const later = stepped(stepped(other, "minutes", true), "minutes", true);

  assert.deepEqual(form.values, { reason: "approval", minutes: 20 });
  assert.equal(formView(form, of).go.text, "请 A019 11:06 再来");
  assert.deepEqual([other.values.minutes, later.values.minutes, stepped(other, "minutes", false).values.minutes], [12, 20, 10]);
  assert.equal(stepped({ deed: "park", values: { minutes: 3 } }, "minutes", false).values.minutes, 1);
  assert.equal(stepped({ deed: "park", values: { minutes: 240 } }, "minutes", true).values.minutes, 240);
  assert.deepEqual(sentBy(later), { path: "tickets/A019/park", body: { reason: "form", minutes: 20, if_state: "waiting" } });
});

test("a redirect needs a machine that can, and whether somebody goes along", () => {
  const of = state({ queue: [row("A019")] });
  const form = newForm("redirect", "A019", of);
  const chose = chosen(chosen(form, "machine", "m3", of), "accompanied", false, of);

  assert.deepEqual(options(formView(form, of), "machine"), ["m1", "m3"]);
  assert.deepEqual([formView(form, of).go.isOff, formView(chosen(form, "machine", "m1", of), of).go.isOff, formView(chose, of).go.isOff], [true, true, false]);
  assert.deepEqual(sentBy(chose).body, { machine: "m3", accompanied: false, if_state: "waiting" });
});

test("a transfer offers every other service, and a cancel asks why", () => {
  const of = state({ queue: [row("A019")] });
  const cancel = chosen(newForm("cancel", "A019", of), "reason", "too_long", of);

  assert.deepEqual(options(formView(newForm("transfer", "A019", of), of), "service"), ["transfer"]);
  assert.deepEqual(sentBy(cancel), { path: "tickets/A019/cancel", body: { reason: "too_long", if_state: "waiting" } });
});

test("care is granted on its ground, a tier only with a reason in words", () => {
  const of = state({ queue: [row("A019"), row("A020", { class: "care", care: "elderly" })] });
  const form = newForm("grant", "A019", of);
  const care = chosen(form, "to", "care:elderly", of);
  const tier = chosen(form, "to", "class:wode", of);
  const withWords = chosen(tier, "reason", "看过卡", of);

  assert.deepEqual(options(formView(form, of), "to"), ["care:elderly", "class:wode"]);
  assert.deepEqual(options(formView(newForm("grant", "A020", of), of), "to"), ["class:ordinary", "class:wode"]);
  assert.deepEqual([formView(care, of).go.isOff, formView(tier, of).go.isOff, formView(withWords, of).go.isOff], [false, true, false]);
  assert.deepEqual(sentBy(care).body, { class: "care", reason: "elderly", if_state: "waiting" });
  assert.deepEqual(sentBy(withWords).body, { class: "wode", reason: "看过卡", if_state: "waiting" });
});

test("a call past the rule says that it breaks the order, names free counters alone, and needs a reason", () => {
  const counters = [counter("1"), counter("2", { state: "serving" }), counter("3", { services: ["transfer"] }), counter("4", { state: "paused" }), counter("5", { state: "ready" })];
  const of = state({ queue: [row("A019")], counters });
  const form = chosen(newForm("call", "A019", of), "counter", "5", of);
  const said = chosen(form, "staff", "赶飞机", of);

  assert.match(formView(form, of).note, /不按次序/);
  assert.deepEqual(options(formView(form, of), "counter"), ["1", "5"]);
  assert.deepEqual([formView(form, of).go.isOff, formView(said, of).go.isOff], [true, false]);
  assert.deepEqual(sentBy(said), { path: "counters/5/call", body: { ticket: "A019", reason: { staff: "赶飞机" } } });
  assert.deepEqual(sentBy(chosen(said, "public", "经理安排", of)).body.reason, { staff: "赶飞机", public: "经理安排" });
});

test("where no counter is free that is said, and nothing can be chosen", () => {
  const of = state({ queue: [row("A019")], counters: [counter("2", { state: "serving" })] });
  const view = formView(newForm("call", "A019", of), of);

  assert.deepEqual([view.parts, view.go.isOff], [[], true]);
  assert.match(view.note, /没有空着的窗口/);
});

test("a number for a customer needs a service; care, slips and language may be said", () => {
  const of = state();
  const form = newForm("issue", null, of);
  const full = stepped(chosen(chosen(form, "service", "cash", of), "care", "elderly", of), "slips", true);

  assert.equal(formView(form, of).go.isOff, true);
  assert.deepEqual(sentBy(chosen(form, "service", "cash", of)), { path: "tickets", body: { service: "cash", count: 1, language: "zh" } });
  assert.deepEqual(sentBy(full).body, { service: "cash", count: 2, language: "zh", care: "elderly" });
  assert.match(formView(form, state({ numbers: { open: false, reason: "closed_day", opens_at: null } })).note, /不取号/);
});

test("back in line is one tap, with the state that was seen", () => {
  assert.deepEqual(atOneTap("return", "redirected"), { reason: "machine_failed", if_state: "redirected" });
  assert.deepEqual(atOneTap("return", "parked"), { reason: "unfinished", if_state: "parked" });
  assert.deepEqual([atOneTap("late", "missed"), atOneTap("park", "waiting")], [{}, null]);
});

test("those aside say where they are and since when, and one deed brings each back", () => {
  const of = state({
    aside: [away("A001", "parked", { until: ago(-10), reason: "form" }), away("A002", "redirected", { machine: "m1", accompanied: true }), away("A003", "missed")],
  });
  const view = asideView(of, (name) => name === "late A003");

  assert.deepEqual(view.rows.map(({ where }) => where), ["约 10:56，填单子", "在 1 号机，有人陪同", "叫到时没有来"]);
  assert.deepEqual(view.rows.map(({ deed, isOff }) => [deed, isOff]), [["return", false], ["return", false], ["late", true]]);
  assert.deepEqual([view.title, asideView(state()).rows.length, asideView(state()).none !== ""], ["暂离的号：3 位", 0, true]);
});

test("a number that was given is told with who is before it, or with the counter that calls it", () => {
  const ticket = { number: "A035", service: "cash", state: "waiting", ahead: 3, wait: wait(5, 10), passed_by_at_most: 3, counter: null, url: "/t/x" };

  const view = givenView(state(), ticket);

  assert.deepEqual([view.number, view.ahead, view.wait, view.qr], ["A035", "前面 3 人", "5–10 分钟", "/t/x/qr.svg"]);
  assert.deepEqual([givenView(state(), { ...ticket, state: "called", counter: "2" }).ahead], ["请到 2 号窗口"]);
});

test("a number that was given is printed once at a time, again at wish, and not while the line is cut", () => {
  const ticket = { number: "A035", service: "cash", state: "waiting", ahead: 3, wait: wait(5, 10), passed_by_at_most: 3, counter: null, url: "/t/x" };
  const key = (of, paper) => givenView(of, ticket, paper).print;

  assert.deepEqual([null, "coming", "out"].map((paper) => key(state(), paper)), [
    { url: "/t/x/paper", text: "打印号票", isOff: false },
    { url: "/t/x/paper", text: "正在打印…", isOff: true },
    { url: "/t/x/paper", text: "再打印一次", isOff: false },
  ]);
  assert.equal(key({ ...state(), lost: ago(1) }, null).isOff, true);
});

test("too late is said with the new truth, silence with what to do, and done in its own words", () => {
  const on = speaker(state());
  const told = (status, body) => toldOf({ status, body }, on, { done: "好了", number: "A019" });

  assert.equal(told(409, { code: "already_called", ticket: "A019", counter: "1" }), "A019 刚才已由 1 号窗口叫走。");
  assert.equal(told(409, { code: "state_changed", ticket: "A019", state: "parked" }), "A019 刚才变了：稍后再来。");
  assert.equal(told(409, { code: "already_acknowledged", by: "王芳", at: ago(3) }), "王芳 10:43 已经去了。");
  assert.equal(told(409, { code: "never_heard_of" }), "没有办成，请看现在的情况。");
  assert.equal(told(200, {}), "好了");
  assert.match(told(0, null), /再点一次就好，不会重复/);
  assert.match(told(500, null), /没有办成/);
});

test("a form whose ticket was called, went aside or left says so", () => {
  const on = speaker(state());
  const gone = (of, form = { number: "A019", seen: "waiting" }) => goneTo(form, state(of).picture, on);

  assert.equal(gone({ queue: [row("A019")] }), null);
  assert.equal(gone({}, { number: null, seen: null }), null);
  assert.equal(gone({ counters: [counter("2", { number: "A019" })] }), "A019 刚才已由 2 号窗口叫走。");
  assert.equal(gone({ aside: [away("A019", "parked")] }), "A019 刚才变了：稍后再来。");
  assert.equal(gone({}), "A019 刚才已经办结或取消。");
});

/** A server that answers when it is told to; what was sent is in `sent`. */
function patient() {
  const sent = [];
  let answerWith = null;
  const send = (path, body, key) => {
    sent.push({ path, body, key });
    return new Promise((resolve) => { answerWith = resolve; });
  };
  return { sent, send, answer: (status) => answerWith({ status, body: null }) };
}

test("a press is under way once, and what nobody answered is sent again under the same key", async () => {
  const server = patient();
  let [keys, now] = [0, 0];
  const presses = pressesOf({ send: server.send, newKey: () => `key-${++keys}`, clock: () => now, changed() {} });

  const first = presses.press("form", "/park", { minutes: 5 });
  const twice = await presses.press("form", "/park", { minutes: 5 });
  const wasUnderWay = presses.isUnderWay("form");
  const wasSlow = [999, 1000].map((at) => { now = at; return presses.isSlow("form"); });
  server.answer(0);
  await first;
  const again = presses.press("form", "/park", { minutes: 5 });
  server.answer(200);
  await again;
  const later = presses.press("form", "/park", { minutes: 5 });
  server.answer(200);
  await later;

  assert.deepEqual([twice, wasUnderWay, presses.isUnderWay("form")], [null, true, false]);
  assert.deepEqual([wasSlow, presses.isSlow("form")], [[false, true], false]);
  assert.deepEqual(server.sent.map(({ key }) => key), ["key-1", "key-1", "key-2"]);
});

test("something else under the same name is another deed, with another key", async () => {
  const server = patient();
  let [keys, now] = [0, 0];
  const presses = pressesOf({ send: server.send, newKey: () => `key-${++keys}`, clock: () => now, changed() {} });

  for (const minutes of [5, 10]) {
    const pressed = presses.press("form", "/park", { minutes });
    server.answer(0);
    await pressed;
  }

  assert.deepEqual(server.sent.map(({ key }) => key), ["key-1", "key-2"]);
  assert.deepEqual([0, 503, 200, 409].map((status) => [isAnswered({ status }), isDone({ status })]), [[false, false], [false, false], [true, true], [true, false]]);
});
