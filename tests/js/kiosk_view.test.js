import assert from "node:assert/strict";
import test from "node:test";

import { NOW, SERVICES, board, house, issued, queue, wait, words } from "./kiosk_house.js";
import "./served.js";

const { hallLine, homeView, hoursLine, shownServices } = await import("/static/kiosk/home.js");
const { sheetView } = await import("/static/kiosk/sheet.js");
const { calledTo, spokenTicket, ticketView } = await import("/static/kiosk/ticket.js");
const { clockScale, scaleEnd } = await import("/static/kiosk/scale.js");
const { counterList, expectView } = await import("/static/kiosk/expect.js");

const home = (more) => homeView({ house: house(), picture: board(), words, lang: "zh", ...more });
const row = (view, id) => view.services.find((one) => one.id === id);

test("a key shows how many are before a newcomer, not the length of one queue", () => {
  const picture = board({ queues: [{ service: "cash", waiting: 5, ahead: 9, wait: wait(25, 35) }] });

  const { figure, unit, count } = row(home({ picture }), "cash");

  assert.deepEqual({ figure, unit, count }, { figure: "9", unit: "人等候", count: 9 });
});

test("where nobody waits a key says so in words, never 0", () => {
  const { figure, unit } = row(home(), "cash");

  assert.deepEqual({ figure, unit }, { figure: "", unit: "没有人等" });
});

test("a service that no counter serves now keeps its key and says that a number can be taken", () => {
  const { wait: known, otherwise } = row(home({ picture: board({ queues: [queue("wealth", 1, null)] }) }), "wealth");

  assert.equal(known, null);
  assert.equal(otherwise, "没有窗口在办，\n可以先取号");
});

test("in English the names change places", () => {
  const { name, second } = row(home({ lang: "en" }), "cash");

  assert.deepEqual({ name, second }, { name: "Cash", second: "现金业务" });
});

test("large text shows the first five services, then one key for the others by name", () => {
  const view = home({ mode: "elder" });

  assert.deepEqual(view.services.filter((one) => one.isShown).map((one) => one.id), ["cash", "transfer", "account", "loss", "wealth"]);
  assert.deepEqual(view.others, { name: "别的事", hint: "其他业务、对公业务" });
});

test("large text shows the others and a way back once they are asked for", () => {
  const view = home({ mode: "elder", rest: true });

  assert.deepEqual(view.services.filter((one) => one.isShown).map((one) => one.id), ["other", "corporate"]);
  assert.deepEqual(view.others, { name: "回到前面几项", hint: "" });
});

test("a single other service is shown at once, without a key in between", () => {
  assert.equal(shownServices(SERVICES.slice(0, 6), "elder", false).length, 6);
  assert.equal(home({ mode: "elder", house: house({ services: SERVICES.slice(0, 6) }) }).others, null);
});

test("the hall is counted over all services and over the counters at work", () => {
  const picture = board({ queues: [queue("cash", 14), queue("loss", 2)] });

  assert.equal(hallLine(picture, words, "zh"), "现在 16 人等候，2 个窗口在办");
  assert.equal(hallLine(board({ counters: [] }), words, "en"), "Nobody is waiting, no counter is serving");
});

test("until when numbers are given is said, or that they always are", () => {
  assert.equal(hoursLine(house().hours, words, "zh"), "取号到 16:45，营业到 17:00");
  assert.equal(hoursLine({ round_the_clock: true }, words, "zh"), "全天取号");
});

const sheet = (more) => sheetView({
  house: house(), picture: board({ queues: [queue("cash", 14)] }), words, lang: "zh", now: NOW, service: "cash",
  care: null, identity: null, isBusy: false, isLost: false, ...more,
});

test("the sheet says what to bring, how long it takes and where, before a number is taken", () => {
  const { documents, takes, where } = sheet();

  assert.deepEqual({ documents, takes, where }, { documents: "身份证", takes: "约 6 分钟", where: "1、2 或 4 号窗口" });
});

test("the sheet shows the range, those before, and the promise about those who come later", () => {
  const { expect } = sheet();

  assert.deepEqual(expect.wait.shown, [25, 35]);
  assert.equal(expect.ahead, "现在前面 14 人");
  assert.equal(expect.promise, "后来的人里，优先的号最多 3 个先叫，多了不行。\n号码可能不按顺序呼叫。");
});

test("the sheet moves with the board", () => {
  assert.equal(sheet({ picture: board({ queues: [queue("cash", 3, wait(4, 9))] }) }).expect.ahead, "现在前面 3 人");
});

test("a service without a counter says so on its sheet, and a number can be taken all the same", () => {
  const view = sheet({ service: "wealth", picture: board({ queues: [queue("wealth", 1, null)] }) });

  assert.equal(view.where, "现在没有窗口在办");
  assert.equal(view.expect.lead, "");
  assert.equal(view.expect.scale, null);
  assert.equal(view.take.isDisabled, false);
});

test("no number can be taken while one is under way or the server is lost", () => {
  assert.deepEqual(sheet({ isBusy: true }).take, { text: "正在取号…", isDisabled: true });
  assert.deepEqual(sheet({ isLost: true }).take, { text: "取号等候", isDisabled: true });
});

test("what was chosen stands on the sheet, an identity by its last digits alone", () => {
  const view = sheet({ care: "ill", identity: { kind: "card", value: "6222021234567890" } });

  assert.equal(view.care.title, "已选照顾：伤病");
  assert.equal(view.identity.title, "银行卡 尾号 7890");
  assert.ok(!JSON.stringify(view).includes("62220212"));
});

const ticket = (more, lang = "zh") => ticketView({ ticket: issued(more), house: house(), picture: board(), words, lang, paper: "coming" });

test("the ticket repeats the sheet's range and promise, and says where to go", () => {
  const view = ticket();

  assert.equal(view.number, "A035");
  assert.equal(view.issued, "10:42 取号");
  assert.equal(view.go, "叫到时去 1、2 或 4 号窗口");
  assert.deepEqual(view.expect, expectView({ ahead: 14, atMost: 3, wait: wait(25, 35), otherwise: "no_counter_yet" }, { words, lang: "zh", now: NOW, zone: "Asia/Shanghai" }));
});

test("a number that a ready counter took at once says which counter, and nothing of waiting", () => {
  const view = ticket({ state: "called", counter: "3", ahead: 0 });

  assert.equal(view.counter, "3");
  assert.equal(spokenTicket(view, words, "zh"), "您的号是 A035，轮到您了，请现在过去，3 号窗口");
});

test("a number that is called while its page still stands is told so by the board", () => {
  const call = { number: "A035", counter: "2", answered: false };

  assert.equal(calledTo(issued(), board({ calls: [call] })), "2");
  assert.equal(calledTo(issued(), board({ calls: [{ ...call, answered: true }] })), null);
  assert.equal(calledTo(issued(), board({ calls: [{ ...call, number: "A034" }] })), null);
});

test("without paper the number is still given, and the page says what to do instead", () => {
  const view = ticketView({ ticket: issued(), house: house(), picture: board(), words, lang: "zh", paper: "failed" });

  assert.equal(view.title, "这是您的号，请记下");
  assert.equal(view.hasPaperFailed, true);
});

test("nothing on the ticket tells a class", () => {
  assert.deepEqual(ticket({ class: "wode" }), ticket({ class: "ordinary" }));
});

test("counters are listed as one choice", () => {
  assert.deepEqual([[], ["5"], ["1", "2"], ["1", "2", "4"]].map((ids) => counterList(ids, words, "en")), ["", "5", "1 or 2", "1, 2 or 4"]);
});

test("the scale ends a little behind the longest wait on it", () => {
  assert.deepEqual([1, 8, 35, 41, 42, 100, 500].map(scaleEnd), [10, 10, 50, 50, 80, 120, 600]);
});

const drawn = (known) => clockScale(known, { now: NOW, zone: "Asia/Shanghai", start: "现在 10:42", width: 1000, room: 100 });

test("a wait is drawn from its lower to its upper end, with the times of day under them", () => {
  assert.deepEqual(drawn(wait(25, 40)), {
    bar: { x: 500, width: 300 },
    ticks: [1, 500, 800],
    labels: [{ x: 0, anchor: "start", text: "现在 10:42" }, { x: 500, anchor: "middle", text: "11:07" }, { x: 800, anchor: "middle", text: "11:22" }],
  });
});

test("times of day that would touch become one, clear of the text under now", () => {
  assert.deepEqual(drawn(wait(4, 9)).labels.slice(1), [{ x: 325, anchor: "middle", text: "10:46–10:51" }]);
  assert.deepEqual(drawn(wait(1, 3)).labels.slice(1), [{ x: 315, anchor: "middle", text: "10:43–10:45" }]);
});

test("no wait known, and no wait at all, are not drawn", () => {
  assert.equal(drawn(null), null);
  assert.equal(drawn(wait(0, 0)), null);
});
