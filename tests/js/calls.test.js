import assert from "node:assert/strict";
import test from "node:test";

import { at, board, call } from "./boards.js";
import "./served.js";

const { firstLine, take, turn, STAYS_MS } = await import("/static/display/calls.js");
const before = board({ calls: [call(805, "E002", "5", "02:41:00")] });
const after = board({
  at: at("02:42:07"),
  calls: [call(812, "C009", "6", "02:42:06", false), call(811, "A018", "2", "02:42:05", false), call(805, "E002", "5", "02:41:00")],
});
const now = new Date(after.at);

test("a page that was just loaded shows the newest call, and nothing on it is news", () => {
  assert.deepEqual(firstLine(after, null), { epoch: "e1", seen: 812, shown: 812, until: 0, waiting: [], isFresh: false });
});

test("two calls at once take turns in the order they were made, and each stays five seconds", () => {
  const told = take(firstLine(before, null), after, null);

  const first = turn(told, after, null, 1000, now);
  const still = turn(first, after, null, 1000 + STAYS_MS - 1, now);
  const second = turn(still, after, null, 1000 + STAYS_MS, now);

  assert.deepEqual([first.shown, first.isFresh], [811, true]);
  assert.equal(still, first);
  assert.deepEqual([second.shown, second.waiting, second.isFresh], [812, [], true]);
});

test("after its turn the newest call stays, without being news any more", () => {
  const shown = turn(take(firstLine(before, null), after, null), after, null, 0, now);

  const later = turn(turn(shown, after, null, STAYS_MS, now), after, null, 2 * STAYS_MS, now);

  assert.deepEqual([later.shown, later.isFresh], [812, false]);
});

test("the same picture again is no news", () => {
  const told = take(take(firstLine(before, null), after, null), after, null);

  assert.deepEqual(told.waiting, [811, 812]);
});

test("a call older than a minute is no news any more", () => {
  const waiting = (time) => take(firstLine(before, null), { ...after, at: at(time) }, null).waiting;

  assert.deepEqual(waiting("02:43:05"), [811, 812]);
  assert.deepEqual(waiting("02:43:05.001"), [812]);
  assert.deepEqual(waiting("02:43:06.001"), []);
});

test("a call that grew old while it waited for its turn is passed over", () => {
  const told = take(firstLine(before, null), after, null);

  const shown = turn(told, after, null, 0, new Date(at("02:43:05.001")));

  assert.deepEqual([shown.shown, shown.waiting, shown.isFresh], [812, [], true]);
});

test("a screen with counters of its own lets only their calls take turns", () => {
  const screen = { id: "wealth", counters: ["6"], voice: "off" };

  assert.deepEqual(take(firstLine(before, screen), after, screen).waiting, [812]);
});

test("a call that was taken back gives up its place at once", () => {
  const shown = turn(take(firstLine(before, null), after, null), after, null, 0, now);

  assert.equal(turn({ ...shown, waiting: [] }, before, null, 100, now).shown, 805);
});

test("another database has other numbers: the line begins anew", () => {
  const restored = { ...before, epoch: "e2" };

  assert.deepEqual(take(firstLine(after, null), restored, null), firstLine(restored, null));
});
