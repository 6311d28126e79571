import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, called, empty, house, NOW, picture, state } from "./desks.js";

const { keys, LETTERS, pauseFor, pauseReasons } = await import("/static/desk/desk_keys.js");

const all = (of, more) => Object.fromEntries(keys(state(of, more), NOW).map((key) => [key.id, key]));
const usable = (of, more) => keys(state(of, more), NOW).filter(({ deed, opens }) => deed || opens).map(({ id }) => id);
const main = (of, more) => {
  const { label, number, deed } = all(of, more).main;
  return [label, number, deed && deed.path, deed && deed.body];
};

test("keys always stand in the same order, each with a letter of its own", () => {
  const order = ["main", "finish", "recall", "start", "no_show", "park", "transfer", "redirect", "walk_up", "more", "pause"];

  for (const of of [picture(), empty(), empty({ state: "closed" })]) assert.deepEqual(keys(state(of), NOW).map(({ id }) => id), order);
  assert.deepEqual(Object.keys(LETTERS), order);
  assert.equal(new Set(Object.values(LETTERS)).size, order.length);
});

test("the main key does what comes next, and names whom it calls", () => {
  assert.deepEqual(main(picture()), ["办结，叫", "A019", "next", { finish: true }]);
  assert.deepEqual(main(picture({ present: called() })), ["办结，叫", "A019", "next", { finish: true }]);
  assert.deepEqual(main(picture({ next: null })), ["办结，等下一位", "", "next", { finish: true }]);
  assert.deepEqual(main(picture({ present: null })), ["叫", "A019", "next", {}]);
  assert.deepEqual(main(empty()), ["就绪，来人就叫", "", "next", {}]);
  assert.deepEqual(main(empty({ state: "ready" })), ["已就绪，来人就叫", "", null, null]);
  assert.deepEqual(main(empty({ state: "paused" })), ["恢复叫号", "", "resume", {}]);
  assert.deepEqual(main(empty({ state: "closed" })), ["开窗", "", "open", {}]);
});

test("the promise of the main key goes with its deed", () => {
  assert.equal(all(picture()).main.deed.promised, "A019");
  assert.equal(all(empty()).main.deed.promised, null);
});

test("a counter that pauses after its customer finishes and calls nobody, and may take the pause back", () => {
  const of = picture({ at: { pausing: true, reason: "lunch" } });

  assert.deepEqual(main(of), ["办结，然后暂停", "", "finish", {}]);
  assert.deepEqual([all(of).pause.label, all(of).pause.deed.path, all(of).pause.opens], ["取消暂停", "resume", false]);
});

test("only what can be done now can be pressed", () => {
  const away = ["park", "transfer", "redirect"];

  assert.deepEqual(usable(picture()), ["main", "finish", ...away, "walk_up", "more", "pause"]);
  assert.deepEqual(usable(picture({ present: called() })), ["main", "finish", "recall", "start", ...away, "walk_up", "more", "pause"]);
  assert.deepEqual(usable(picture({ present: null })), ["main", "walk_up", "more", "pause"]);
  assert.deepEqual(usable(empty({ state: "ready" })), ["walk_up", "more", "pause"]);
  assert.deepEqual(usable(empty({ state: "paused" })), ["main", "walk_up", "more"]);
  assert.deepEqual(usable(empty({ state: "closed" })), ["main", "more"]);
});

test("a no-show counts down its seconds, then asks for one more call, then can be pressed", () => {
  const noShow = (more) => all(picture({ present: called(more) })).no_show;

  assert.deepEqual([noShow({ no_show_at: ago(0, -1) }).hint, noShow({ no_show_at: ago(0, -1), recalls: 1 }).deed], ["1 秒后", null]);
  assert.deepEqual([noShow({ no_show_at: ago(0) }).hint, noShow({ no_show_at: ago(0) }).deed], ["先再叫", null]);
  assert.equal(noShow({ no_show_at: ago(0), recalls: 1 }).deed.path, "no-show");
});

test("while cut off only a finish can be pressed, and only while somebody is at the counter", () => {
  assert.deepEqual(usable(picture(), { lost: NOW }), ["finish"]);
  assert.deepEqual(usable(picture({ present: called() }), { lost: NOW }), ["finish"]);
  assert.deepEqual(usable(picture({ present: null }), { lost: NOW }), []);
  assert.deepEqual(main(picture(), { lost: NOW }).slice(0, 2), ["连上后再叫号", ""]);
});

test("with a finish kept nothing can be pressed until it is settled", () => {
  assert.deepEqual(usable(picture(), { kept: { number: "A018", at: ago(0) } }), []);
});

test("a pressed key is held, and one that changes the customer holds the others with it", () => {
  const recall = { key: "recall", turns: false, isSlow: false };
  const turn = { key: "main", turns: true, isSlow: false };

  assert.deepEqual(usable(picture({ present: called() }), { deeds: [recall] }), ["main", "finish", "start", "park", "transfer", "redirect", "walk_up", "more", "pause"]);
  assert.deepEqual(usable(picture(), { deeds: [turn] }), ["pause"]);
});

test("a key that takes more than a second says that it is working", () => {
  const slow = { key: "main", turns: true, isSlow: true };

  assert.deepEqual(main(picture(), { deeds: [slow] }), ["正在…", "", null, null]);
  assert.deepEqual(main(picture(), { deeds: [{ ...slow, isSlow: false }] }).slice(0, 2), ["办结，叫", "A019"]);
});

test("a pause is given a reason of the branch, but not the program's own", () => {
  assert.deepEqual(pauseReasons(house).map(({ id }) => id), ["lunch", "meeting"]);
  assert.deepEqual([pauseFor("lunch", state()).path, pauseFor("lunch", state()).body], ["pause", { reason: "lunch" }]);
  assert.equal(pauseFor("lunch", state(empty({ state: "paused" }))), null);
  assert.equal(pauseFor("lunch", state(picture(), { lost: NOW })), null);
  assert.equal(pauseFor("lunch", state(picture(), { deeds: [{ key: "main", turns: true }] })), null);
});
