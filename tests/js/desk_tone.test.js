import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";

const { allowTone, tone } = await import("/static/desk/tone.js");

/** A browser's sound as far as the tone needs it: notes are kept as [pitch, begins, ends]. */
class Sound {
  static notes = [];
  static made = 0;
  state = "suspended";
  currentTime = 3;

  constructor() {
    Sound.made += 1;
    Sound.last = this;
  }

  createGain() {
    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to };
  }

  createOscillator() {
    const note = [];
    const frequency = { set value(pitch) { note[0] = pitch; } };
    return { frequency, connect: (to) => to, start: (at) => { note[1] = at; }, stop: (at) => { note[2] = at; Sound.notes.push(note); } };
  }
}

test("a browser without sound, and one that was not pressed yet, stays silent", () => {
  globalThis.window = {};
  allowTone();

  assert.doesNotThrow(tone);
  assert.equal(Sound.made, 0);
});

test("two notes ring once sound is allowed by a press, and none while the browser holds it back", () => {
  globalThis.window = { AudioContext: Sound };
  globalThis.AudioContext = Sound;
  allowTone();
  allowTone();
  tone();
  const held = [...Sound.notes];

  Sound.last.state = "running";
  tone();

  assert.deepEqual(held, []);
  assert.equal(Sound.made, 1);
  assert.deepEqual(Sound.notes.map(([pitch]) => pitch), [660, 880]);
  assert.ok(Sound.notes.every(([, begins, ends]) => begins >= 3 && ends > begins && ends < 3.5));
});
