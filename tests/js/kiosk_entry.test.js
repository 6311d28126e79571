import assert from "node:assert/strict";
import test from "node:test";

import { words } from "./kiosk_house.js";
import "./served.js";

const { bare, entryView, isComplete, masked, tailOf, typed } = await import("/static/kiosk/entry.js");

const type = (kind, keys) => [...keys].reduce((value, key) => typed(kind, value, key), "");

test("digits are taken and other keys are not", () => {
  assert.equal(type("phone", "1a3-9 0013"), "1390013");
});

test("a value grows no longer than the longest of its kind", () => {
  assert.equal(type("card", "1".repeat(25)).length, 19);
  assert.equal(type("phone", "1".repeat(25)).length, 15);
});

test("an X ends a resident ID of eighteen signs and stands nowhere else", () => {
  assert.equal(type("id", "11010119900307123x"), "11010119900307123X");
  assert.equal(type("id", "1101X"), "1101");
  assert.equal(type("card", "11010119900307123x"), "11010119900307123");
});

test("a card reader's track ends at its sign: expiry and codes are not taken", () => {
  assert.equal(bare(type("card", ";6222021234567890=29122010000?")), "6222021234567890");
});

test("the last key can be taken back, also after a card's end", () => {
  assert.equal(typed("card", "622202", "Backspace"), "62220");
  assert.equal(typed("card", "622202=", "Backspace"), "622202");
  assert.equal(typed("card", "", "Backspace"), "");
});

test("a value is never shown in full: half of it at most, and four digits at most", () => {
  assert.equal(masked(""), "");
  assert.equal(masked("1"), "*");
  assert.equal(masked("123"), "**3");
  assert.equal(masked("13800138000"), "**** ***8 000");
  assert.equal(masked("6222021234567890="), "**** **** **** 7890");
});

test("of a value only its end is ever said", () => {
  assert.equal(tailOf("6222021234567890", words, "zh"), "尾号 7890");
  assert.equal(tailOf("6222021234567890", words, "en"), "ending 7890");
});

test("a number can be used once it is long enough to be looked up", () => {
  assert.equal(isComplete("card", "62220"), false);
  assert.equal(isComplete("card", "622202"), true);
  assert.equal(isComplete("card", "62220="), false);
});

test("the page names what it wants, and offers an X for an ID alone", () => {
  const view = entryView({ kind: "id", value: "110101", words, lang: "zh" });

  assert.deepEqual(view, { title: "请刷身份证，或输入号码", kind: "id", shown: "***1 01", hasX: true, isComplete: true });
  assert.equal(entryView({ kind: "phone", value: "", words, lang: "zh" }).hasX, false);
});
