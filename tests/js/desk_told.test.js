import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, counter, next, NOW, picture, row, state } from "./desks.js";

const { told } = await import("/static/desk/desk_told.js");
const { speaker } = await import("/static/desk/desk_words.js");

const band = (happened, { of = picture(), now = NOW, ...more } = {}) => {
  const whole = state(of, { told: happened, ...more });
  return told(whole, speaker(whole), now);
};
const line = (happened, more) => band(happened, more)?.lines[0] ?? null;
const answered = (promised, got, of) => line({ kind: "answered", promised, got }, { of });
const refused = (body, status = 409) => line({ kind: "refused", status, body });

test("nothing is said when nothing happened, or when the number is the one the key promised", () => {
  assert.equal(band(null), null);
  assert.equal(answered("A019", "A019"), null);
  assert.equal(answered(null, "A030"), null);
});

test("another number than promised is owned to, with who has the promised one", () => {
  const taken = picture({ counters: [counter("1", { number: "A019" }), counter("2")], next: next("A021"), queue: [] });

  assert.equal(answered("A019", "A020", taken), "A019 刚才已由 1 号窗口叫走，您叫到的是 A020。");
  assert.equal(answered("A019", null, taken), "A019 刚才已由 1 号窗口叫走，没有别人在等，窗口已就绪。");
});

test("a promised number that somebody passed in between is still waiting", () => {
  assert.equal(answered("A019", "A030"), "刚才次序变了，按规则先叫 A030；A019 还在等。");
  assert.equal(answered("A019", "A030", picture({ next: next("A029"), queue: [row("A019")] })), "刚才次序变了，按规则先叫 A030；A019 还在等。");
});

test("a promised number that has left is no longer waiting", () => {
  const gone = picture({ next: null, queue: [] });

  assert.equal(answered("A019", "A020", gone), "A019 已不在等候，您叫到的是 A020。");
  assert.equal(answered("A019", null, gone), "A019 已不在等候，没有别人在等，窗口已就绪。");
});

test("a customer called without a key is announced", () => {
  assert.deepEqual(band({ kind: "arrived", number: "A031" }), { lines: ["A031 刚取号，已直接叫到您这里。"], sign: "flag", isStale: false });
});

test("a refusal says what is true instead, by its code", () => {
  assert.equal(refused({ code: "counter_busy", ticket: "A018" }), "窗口上还有 A018，先办结再叫下一位。");
  assert.equal(refused({ code: "already_called", counter: "1" }), "这个号刚才已由 1 号窗口叫走。");
  assert.equal(refused({ code: "too_early", allowed_at: ago(0, -12) }), "还要等 12 秒才能报未到。");
  assert.equal(refused({ code: "recall_first" }), "请先再叫一次，再报未到。");
  assert.equal(refused({ code: "counter_paused" }), "窗口已暂停，请先恢复。");
  assert.equal(refused({ code: "no_ticket" }), "窗口上已经没有这个号，屏幕上是现在的情况。");
});

test("a refusal that nobody foresaw is told without a code", () => {
  assert.equal(refused({ code: "never_heard_of" }), "没有办成，情况刚变了；屏幕上是现在的情况。");
  assert.equal(refused(null), "没有办成，情况刚变了；屏幕上是现在的情况。");
});

test("a sign-in that has run out and a server in trouble say what to do", () => {
  assert.equal(refused({ code: "unknown_token" }, 401), "这个页面的登录过期了，请刷新页面。");
  assert.equal(refused(null, 500), "服务器没有办成，请再按一次；还不行请告诉经理。");
});

test("a cut line goes before everything else, and counts its minutes", () => {
  const at = (seconds) => band({ kind: "arrived", number: "A031" }, { lost: NOW, now: new Date(NOW.getTime() + seconds * 1000) });

  assert.deepEqual(at(59), { lines: ["10:46 起断线。", "连上以前先不叫号，以免叫重。"], sign: "cut", isStale: true });
  assert.equal(at(120).lines[0], "10:46 起断线，已断 2 分钟。");
});

test("what became of a kept finish is told", () => {
  assert.equal(line({ kind: "kept", number: "A018" }), "没有收到回音，A018 的办结已记下，连上后自动补记。");
  assert.equal(line({ kind: "kept_sent", number: "A018" }), "A018 的办结已补记。");
  assert.equal(line({ kind: "kept_gone", number: "A018" }), "A018 已经不在这个窗口，不用补记了。");
  assert.equal(line({ kind: "unreached" }), "没有收到回音，不知道办成没有。连上以后这里是真的情况。");
});
