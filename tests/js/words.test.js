import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import "./served.js";

const { aboutTime, dayText, localDate, other, say, timeOfDay, waitParts, waitText } = await import("/static/web/words.js");
const cases = JSON.parse(readFileSync(new URL("words_cases.json", import.meta.url)));

test("a wait is said as the range that was rounded for people, and never as a point or a zero", () => {
  for (const { shown, zh, en } of cases.waits) {
    const wait = shown && { low: 1, mid: 2, high: 3, shown };

    assert.equal(waitText(wait, "zh"), zh);
    assert.equal(waitText(wait, "en"), en);
  }
});

test("of a wait only the figure is set large", () => {
  assert.deepEqual(waitParts({ shown: [25, 35] }, "zh"), { before: "约", figure: "25–35", after: "分钟" });
});

test("an instant is said in the branch's time zone, whatever zone the screen is in", () => {
  for (const { at, zone, time, about, date, zh, en } of cases.instants) {
    assert.equal(timeOfDay(at, zone), time);
    assert.equal(aboutTime(at, zone), about);
    assert.equal(localDate(at, zone), date);
    assert.equal(dayText(at, zone, "zh"), zh);
    assert.equal(dayText(at, zone, "en"), en);
  }
});

test("a sentence is filled from its values in the language asked for", () => {
  const words = { gone: { zh: "{number} 刚才已由 {counter} 号窗口叫走", en: "{number} was just called at counter {counter}" } };

  assert.equal(say(words, "gone", "zh", { number: "A019", counter: 1 }), "A019 刚才已由 1 号窗口叫走");
  assert.equal(say(words, "gone", other("zh"), { number: "A019", counter: 1 }), "A019 was just called at counter 1");
});

test("a sentence that nobody wrote is a bug and says which", () => {
  assert.throws(() => say({}, "gone", "zh"), /no words for "gone"/);
});
