import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { NOW, picture, state } from "./desks.js";

const { deedsOf } = await import("/static/desk/deeds.js");
const { told } = await import("/static/desk/desk_told.js");
const { speaker } = await import("/static/desk/desk_words.js");

const line = (happened) => {
  const at = state(picture(), { told: happened });
  return told(at, speaker(at), NOW).lines[0];
};
const refused = (deed, body) => line({ kind: "refused", deed, status: 409, body });

test("a walk-up's number is told, with where they are served or who is first (S01)", () => {
  const walkUp = (more) => line({ kind: "walked_up", number: "A031", ahead: 3, counter: null, first: null, state: "waiting", ...more });

  assert.equal(walkUp({ state: "called", counter: "2" }), "A031 已取号，就在这里办，没有人在等。");
  assert.equal(walkUp({ state: "called", counter: "4" }), "A031 已取号，请到 4 号窗口。");
  assert.equal(walkUp({ first: "A019" }), "请记下 A031，按次序叫：A019 先办，A031 前面 3 人。");
  assert.equal(walkUp({ first: "A031", ahead: 0 }), "请记下 A031，下一位就是。");
  assert.equal(walkUp({}), "请记下 A031，按次序叫：前面 3 人。");
});

test("who came back is told at which place, or where they were called", () => {
  const back = (more) => line({ kind: "came_back", number: "A012", state: "waiting", counter: null, came_back: "machine_failed", ahead: 0, ...more });

  assert.equal(back({}), "A012 回到原来的位置，下一位就是。");
  assert.equal(back({ ahead: 2 }), "A012 回到原来的位置，前面 2 人。");
  assert.equal(back({ came_back: "late", ahead: 7 }), "A012 过了时限才回来，从现在起排，前面 7 人。");
  assert.equal(back({ state: "called", counter: "3" }), "A012 回来了，已叫到 3 号窗口。");
});

test("care is told with its number", () => {
  assert.equal(line({ kind: "cared", number: "A020" }), "A020 已记下需要照顾。");
});

test("a refusal names what the API has ids for", () => {
  assert.equal(refused("redirect", { code: "machine_cannot", machine: "m3", service: "cash" }), "3 号机不办现金业务，请另选一台。");
  assert.equal(refused("call", { code: "not_here", ticket: "A020", state: "parked" }), "A020 不在队里：稍后再来。");
  assert.equal(refused("errand", { code: "unknown_service", service: "gone" }), "这项业务已经不在设置里，请刷新页面。");
});

test("an undo that comes too late says what has happened since", () => {
  assert.equal(refused("undo", { code: "already_called", ticket: "A018", counter: "3" }), "A018 已叫到 3 号窗口，收不回了。");
  assert.equal(refused("undo", { code: "counter_busy", ticket: "A020" }), "窗口上已经有 A020，刚才的收不回了。");
  assert.equal(refused("undo", { code: "undo_too_late", ticket: "A018", seconds: 10 }), "过了 10 秒，收不回了。");
  assert.equal(refused("undo", { code: "nothing_to_undo" }), "刚才的已经有了下文，没有可以收回的。");
});

test("a deed that tells something hands its answer to the band", async () => {
  const happened = [];
  const deeds = deedsOf({
    send: async () => ({ status: 200, body: { number: "A031", state: "waiting", first: "A019", ahead: 3 } }),
    newKey: () => "key", shelf: { read: () => null, write: () => {} }, clock: () => 0, tell: (one) => happened.push(one), changed: () => {},
  });

  await deeds.press("walk_up", { name: "walk_up", path: "walk-up", body: { service: "cash" }, turns: true, tells: "walked_up" }, picture(), NOW.toISOString());

  assert.deepEqual(happened, [{ kind: "walked_up", number: "A031", state: "waiting", first: "A019", ahead: 3 }]);
});
