import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, called, counter, empty, next, NOW, picture, row, serving, state, words } from "./desks.js";

const { hasArrived, pickBy, view } = await import("/static/desk/desk_view.js");
const { phrases, span } = await import("/static/desk/desk_words.js");
const later = (seconds) => new Date(NOW.getTime() + seconds * 1000);

test("the head says who waits for what this counter serves, who else is paused, and what time it is", () => {
  const of = picture({ counters: [counter("2"), counter("4", { state: "paused", until: ago(-3) })] });

  const { head } = view(state(of), NOW);

  assert.deepEqual(head, {
    teller: "张晓雨", groups: "现金", plan: "", waiting: "14", paused: "4 号暂停到约 10:50", line: "已连接", sign: "check", clock: "10:46",
  });
});

test("a closed counter counts those whom it will serve once it is open", () => {
  assert.equal(view(state(empty({ state: "closed", services: [] })), NOW).head.waiting, "14");
});

test("several paused counters stand in one sentence, in either language", () => {
  const of = picture({ counters: [counter("3", { state: "paused" }), counter("4", { state: "paused", until: ago(-3) })] });

  assert.equal(view(state(of), NOW).head.paused, "3、4 号暂停");
  assert.equal(view(state(of, { lang: "en" }), NOW).head.paused, "Paused: 3, 4");
});

test("the next number stands with its reason, and its wait runs on between pictures", () => {
  assert.deepEqual(view(state(), later(120)).next, {
    right: "按规则自动排出", number: "A019", isPicked: false, reason: "等得最久", line: "现金业务，10:36 取号，等了 12 分钟", nobody: null, elsewhere: "",
  });
});

test("with nobody waiting it says what happens by itself, and who waits for what is not served here", () => {
  const { next: shown, foot } = view(state(empty({ state: "ready" })), NOW);

  assert.equal(shown.nobody, "窗口已就绪。有人取号，会直接叫到您这里。");
  assert.equal(shown.elsewhere, "转账 还有 4 人，您的窗口现在不办。");
  assert.deepEqual(foot.elsewhere, []);
});

test("a row of the queue says its wait, how often it was passed, and why it stands where it does", () => {
  const queue = [
    row("A020", { passed: 3 }),
    row("A021", { class: "wode" }),
    row("A022", { class: "care", care: "elderly", passed: 1 }),
    row("A023", { passed_by_at_most: 0 }),
  ];

  const rows = view(state(picture({ queue }), { picked: "A021" }), NOW).rows;

  assert.deepEqual(rows[0], { number: "A020", service: "现金业务", waited: "10 分", passed: "3 / 3", note: "不能再被超过", hasCare: false, isPicked: false });
  assert.deepEqual(rows.map(({ passed }) => passed), ["3 / 3", "0 / 3", "1 / 3", "—"]);
  assert.deepEqual(rows.map(({ note }) => note), ["不能再被超过", "沃德，视为早到 30 分钟", "年长，视为早到 15 分钟", ""]);
  assert.deepEqual(rows.map(({ hasCare }) => hasCare), [false, false, true, false]);
  assert.deepEqual(rows.map(({ isPicked }) => isPicked), [false, true, false, false]);
});

test("a row that came back to its old place says from what, unless its head start says more", () => {
  const queue = [row("A020", { came_back: "machine_failed", passed: 3 }), row("A021", { came_back: "late", class: "wode" })];

  assert.deepEqual(view(state(picture({ queue })), NOW).rows.map(({ note }) => note), ["自助机没办成，按原位", "沃德，视为早到 30 分钟"]);
});

test("rows beyond the tenth are counted, not drawn", () => {
  const queue = Array.from({ length: 12 }, (_, place) => row(`A${100 + place}`));

  const { rows, foot } = view(state(picture({ queue, more: 5 })), NOW);

  assert.equal(rows.length, 10);
  assert.deepEqual(foot, { more: "还有 7 人", elsewhere: [{ service: "转账", waiting: "4" }] });
});

test("while cut off, waits stay with the time they are known for", () => {
  const { next: shown, isStale, head } = view(state(picture(), { lost: NOW }), later(600));

  assert.equal(isStale, true);
  assert.equal(shown.right, "10:46 的情况");
  assert.equal(shown.line, "现金业务，10:36 取号，等了 10 分钟");
  assert.deepEqual([head.line, head.sign, head.clock], ["断线", "cut", "10:56"]);
});

test("the sheet is that of the customer at the counter, else of the next, else it says what it is for", () => {
  const other = next("C001", { service: "transfer" });

  assert.equal(view(state(picture({ next: other })), NOW).sheet.name, "现金业务");
  assert.equal(view(state(picture({ present: null, next: other })), NOW).sheet.name, "转账");
  assert.equal(view(state(picture(), { lang: "en" }), NOW).sheet.standard, "standard 6 min");
  assert.equal(view(state(empty()), NOW).sheet.documents, null);
});

test("what may be read out is for the row picked, else for the customer at the counter, else for the next (S04)", () => {
  const said = (of, picked = null) => view(state(of, { picked }), NOW).saying;

  assert.deepEqual(said(picture(), "A020"), { head: "可以这样告诉 A020", zh: "对 A020 说", en: "say to A020", how: "按 Esc 回到窗口上的客户" });
  assert.equal(said(picture()).zh, "轮到您了。");
  assert.equal(said(picture({ present: null })).zh, "对 A019 说");
  assert.equal(said(empty()), null);
  assert.equal(said(picture({ present: serving({ why: null }) })), null);
});

test("picking goes through the next and the queue, and ends beyond either end", () => {
  assert.equal(pickBy(picture(), null, 1), "A019");
  assert.equal(pickBy(picture(), "A019", 1), "A020");
  assert.equal(pickBy(picture(), "A021", 1), null);
  assert.equal(pickBy(picture(), null, -1), "A021");
  assert.equal(pickBy(empty(), null, 1), null);
});

test("the list of pauses says what it does to the customer at the counter, and whom it leaves uncovered (S31)", () => {
  const alone = picture({ would_uncover: [{ service: "cash", waiting: 14, counters_left: 0, minimum: 2 }] });
  const { pause } = view(state(alone, { choosing: true }), NOW);

  assert.deepEqual(view(state(picture(), { choosing: true }), NOW).pause, { lead: "办完 A018 就暂停，大厅会看到原因。", warning: "", anyway: "", canPause: true });
  assert.equal(pause.warning, "现金业务没有窗口办，14 人在等。");
  assert.equal(pause.anyway, "仍要暂停，请选原因。");
  assert.equal(view(state(), NOW).pause, null);
  assert.equal(view(state(picture(), { choosing: true }), NOW).sheet, null);
});

test("a customer has arrived by itself only at a ready counter that had nobody", () => {
  const ready = empty({ state: "ready" });

  assert.equal(hasArrived(ready, picture({ present: called() })), true);
  assert.equal(hasArrived(ready, ready), false);
  assert.equal(hasArrived(picture({ present: null }), picture({ present: called() })), false);
  assert.equal(hasArrived(picture({ present: called() }), picture({ present: called() })), false);
});

test("the page's title begins with the number at the counter", () => {
  assert.equal(view(state(), NOW).title, "A018 · 2 号窗口 · 柜员");
  assert.equal(view(state(empty(), { lang: "en" }), NOW).title, "Counter 2 · Teller");
});

test("a length of time is said to the second, with hours only when there are any", () => {
  assert.deepEqual([-1, 59_999, 60_000, 3_599_999, 3_600_000].map(span), ["0:00", "0:59", "1:00", "59:59", "1:00:00"]);
});

test("a Chinese sentence may break after its punctuation only, an English one is left alone", () => {
  assert.deepEqual(phrases("轮到您了。没有人，先叫。"), ["轮到您了。", "没有人，", "先叫。"]);
  assert.deepEqual(phrases("It is your turn. Nobody was called before you."), ["It is your turn. Nobody was called before you."]);
});

test("every sentence stands in both languages with the same names to fill", () => {
  const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

  for (const [key, { zh, en }] of Object.entries(words)) {
    assert.ok(zh.trim() && en.trim(), key);
    assert.deepEqual(names(zh), names(en), key);
  }
});
