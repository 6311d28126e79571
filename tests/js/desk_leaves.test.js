import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { empty, NOW, state } from "./desks.js";

const { leaves, tellsFirst } = await import("/static/desk/desk_leaves.js");
const { speaker } = await import("/static/desk/desk_words.js");
const { view } = await import("/static/desk/desk_view.js");

const FEW = { service: "cash", waiting: 3, counters_left: 1, minimum: 2 };
const NONE = { service: "transfer", waiting: 0, counters_left: 0, minimum: 1 };
const CLOSE = { name: "close" };
const short = state(empty({ state: "open" }, { would_uncover: [FEW, NONE] }));

test("each service that would have too few counters is named with what is left of how many, and who waits", () => {
  const said = (lang) => leaves(short.picture, speaker({ ...short, lang }));

  assert.deepEqual(said("zh"), ["现金业务只剩 1 个窗口，至少要 2 个，3 人在等。", "转账没有窗口办，现在没有人等。"]);
  assert.deepEqual(said("en"), ["Cash: counters left 1, at least 2 needed; 3 waiting.", "No counter would serve Transfers; nobody is waiting now."]);
});

test("a counter that leaves something uncovered closes only after that was said, and then at once", () => {
  const told = { ...short, told: { kind: "leaves" } };

  assert.equal(tellsFirst(CLOSE, short), true);
  assert.equal(tellsFirst(CLOSE, told), false);
  assert.equal(tellsFirst(CLOSE, { ...short, told: { kind: "unreached" } }), true);
  assert.equal(tellsFirst(CLOSE, state(empty({ state: "open" }))), false);
  assert.deepEqual(view(told, NOW).band.lines, ["现金业务只剩 1 个窗口，至少要 2 个，3 人在等。转账没有窗口办，现在没有人等。仍要关窗，请再选一次。"]);
});

test("a pause and a call are not asked about a second time", () => {
  assert.equal(tellsFirst({ name: "pause" }, short), false);
  assert.equal(tellsFirst({ name: "next" }, short), false);
});
