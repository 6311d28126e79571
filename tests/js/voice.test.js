import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { at, board, call } from "./boards.js";
import "./served.js";

const { announcement, announcer, languagesOf, toAnnounce } = await import("/static/display/voice.js");
const words = JSON.parse(readFileSync(new URL("../../display/words.json", import.meta.url)));
const seqs = (calls) => calls.map(({ seq }) => seq);
const screen = { id: "hall", counters: [], voice: "zh+en" };

test("said aloud are the calls newer than the last one spoken, the oldest first", () => {
  const picture = board({ calls: [call(812, "C009", "6", "02:42:06"), call(811, "A018", "2", "02:42:05"), call(805, "E002", "5", "02:42:00")] });

  assert.deepEqual(seqs(toAnnounce(picture, 805)), [811, 812]);
  assert.deepEqual(seqs(toAnnounce(picture, 812)), []);
});

test("nothing older than a minute is said, by the picture's own time and not by this PC's", () => {
  const picture = (time) => board({ at: at(time), calls: [call(811, "A018", "2", "02:42:05")] });

  assert.deepEqual(seqs(toAnnounce(picture("02:43:05"), 0)), [811]);
  assert.deepEqual(seqs(toAnnounce(picture("02:43:05.001"), 0)), []);
});

test("a screen with counters of its own speaks of those alone", () => {
  assert.deepEqual(seqs(toAnnounce(board(), 0, { id: "wealth", counters: ["5"], voice: "zh" })), []);
  assert.deepEqual(seqs(toAnnounce(board({ at: at("02:41:30") }), 0, { id: "wealth", counters: ["5"], voice: "zh" })), [805]);
});

test("a number is said letter by letter and digit by digit", () => {
  const called = { number: "A018", counter: "2" };

  assert.equal(announcement(called, words, "zh"), "请 A 0 1 8 号，到 2 号窗口。");
  assert.equal(announcement(called, words, "en"), "Number A 0 1 8, please go to counter 2.");
});

test("a voice is off, or one language, or both in order", () => {
  assert.deepEqual(["off", "zh", "zh+en"].map(languagesOf), [[], ["zh"], ["zh", "en"]]);
});

/* The browser's voice is the far end here: it notes what it is asked to say, and says it at once. */
function browser(t, tongues) {
  const said = [];
  t.mock.method(globalThis, "setTimeout", () => 0);
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  t.after(() => delete globalThis.SpeechSynthesisUtterance);
  const kept = new Map();
  return {
    said,
    synth: { getVoices: () => tongues.map((lang) => ({ lang })), speak: (sentence) => { said.push(sentence.text); sentence.onend(); } },
    memory: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("each call is said once in each language, over a reload of the page too", async (t) => {
  const { said, synth, memory } = browser(t, ["zh-CN", "en-GB"]);

  announcer({ screen, words, synth, memory }).hear(board());
  await settled();
  announcer({ screen, words, synth, memory }).hear(board());
  await settled();

  assert.deepEqual(said, ["请 A 0 1 8 号，到 2 号窗口。", "Number A 0 1 8, please go to counter 2."]);
});

test("a language without a voice is passed over, and a browser without any stays silent", async (t) => {
  const { said, synth, memory } = browser(t, ["en_US"]);

  announcer({ screen, words, synth, memory }).hear(board());
  announcer({ screen, words, synth: undefined, memory }).hear(board());
  announcer({ screen: { ...screen, id: "quiet", voice: "off" }, words, synth, memory }).hear(board());
  await settled();

  assert.deepEqual(said, ["Number A 0 1 8, please go to counter 2."]);
});
