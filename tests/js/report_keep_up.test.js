/* The page of a report keeps up: a report at most every ten seconds by itself, at once by the key, never two at a time. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, mock, test } from "node:test";

import "./served.js";

const { GAP_MS, bandOf, keepUp } = await import("/static/tablet/keep_up.js");
const wordsOf = (page) => JSON.parse(readFileSync(new URL(`../../lobby/tablet/${page}/words.json`, import.meta.url)));

let at = 0;
beforeEach(() => {
  mock.reset();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  at = 0;
  mock.method(performance, "now", () => at);
});

/** A page that shows seq 5; `answers` are the seqs that its readings will have. */
function page(...answers) {
  const reads = [];
  const kept = keepUp({ seq: 5, read: async () => { reads.push(at); return answers.shift(); } });
  return { ...kept, reads };
}

/** So many ms go by, one promise after the other is kept. */
async function pass(ms) {
  at += ms;
  mock.timers.tick(ms);
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

test("what is shown already is not read again", async () => {
  const { heard, reads } = page(6);

  heard(5);
  heard(3);
  await pass(10 * GAP_MS);

  assert.deepEqual(reads, []);
});

test("a newer seq is read once the gap has passed, however many are heard before", async () => {
  const { heard, reads } = page(9);

  for (const seq of [6, 7, 9]) heard(seq);
  await pass(GAP_MS - 1);
  assert.deepEqual(reads, []);
  await pass(1);
  await pass(10 * GAP_MS);

  assert.deepEqual(reads, [GAP_MS]);
});

test("after a quiet while a newer seq is read at once", async () => {
  const { heard, reads } = page(6);

  await pass(GAP_MS + 500);
  heard(6);
  await pass(0);

  assert.deepEqual(reads, [GAP_MS + 500]);
});

test("a report that is behind what was heard meanwhile is read again after the gap", async () => {
  const { heard, reads } = page(6, 7);

  heard(7);
  await pass(GAP_MS);
  await pass(GAP_MS);
  await pass(10 * GAP_MS);

  assert.deepEqual(reads, [GAP_MS, 2 * GAP_MS]);
});

test("a reading that failed is tried again after the gap, until it succeeds", async () => {
  const { heard, reads } = page(null, null, 6);

  heard(6);
  for (let gap = 0; gap < 6; gap += 1) await pass(GAP_MS);

  assert.deepEqual(reads, [GAP_MS, 2 * GAP_MS, 3 * GAP_MS]);
});

test("the key reads at once, and takes the place of what was planned", async () => {
  const { heard, now, reads } = page(6);

  heard(6);
  await pass(1000);
  await now();
  await pass(10 * GAP_MS);

  assert.deepEqual(reads, [1000]);
});

test("a key that is pressed twice reads once", async () => {
  let answer;
  let reads = 0;
  const { now } = keepUp({ seq: 5, read: () => { reads += 1; return new Promise((resolve) => { answer = resolve; }); } });

  const first = now();
  await now();
  answer(6);
  await first;

  assert.equal(reads, 1);
});

for (const page of ["fairness", "calibration"]) test(`the band of ${page} says since when the line is cut, else that the last reading failed, else nothing`, () => {
  const asOf = "10:43";
  const words = wordsOf(page);

  assert.equal(bandOf({ words, lang: "zh", time: "10:47", failed: true, asOf }), "10:47 起断线，这里还是 10:43 的情况。连上后自己更新。");
  assert.equal(bandOf({ words, lang: "zh", time: null, failed: true, asOf }), "没有读到新的，这里还是 10:43 的情况。请再按一次刷新。");
  assert.equal(bandOf({ words, lang: "en", time: null, failed: false, asOf }), "");
});
