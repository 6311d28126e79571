import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { ago, empty, NOW, picture, state } from "./desks.js";

const { undo } = await import("/static/desk/undo.js");
const { speaker } = await import("/static/desk/desk_words.js");

const done = (deed = "finish", seconds = 8) => ({ undoable: { deed, number: "A018", until: ago(0, -seconds) } });
const bar = (of, more = {}) => {
  const at = state(of, more);
  return undo(at, speaker(at), NOW);
};

test("what was just done stands in the bar with the seconds that are left to take it back", () => {
  assert.deepEqual(bar(empty({}, done())), {
    text: "A018 已办结", label: "收回", seconds: "8", deed: { name: "undo", path: "undo", body: {}, turns: true },
  });
});

test("each deed that can be taken back is named", () => {
  const said = ["finish", "no_show", "park", "transfer", "redirect"].map((deed) => bar(empty({}, done(deed))).text);

  assert.deepEqual(said, ["A018 已办结", "A018 报了未到", "A018 稍后再来", "A018 转走了", "A018 去了自助机"]);
});

test("the seconds run out, and the bar with them", () => {
  assert.equal(bar(empty({}, done("park", 0.4))).seconds, "1");
  assert.equal(bar(empty({}, done("park", 0))), null);
});

test("there is no bar with nothing to take back, beside a customer, while cut off, or with a finish kept", () => {
  assert.equal(bar(empty()), null);
  assert.equal(bar(picture(done())), null);
  assert.equal(bar(empty({}, done()), { lost: NOW }), null);
  assert.equal(bar(empty({}, done()), { kept: { number: "A018" } }), null);
});

test("pressed, it cannot be pressed again, and says when it takes long", () => {
  const pressed = (isSlow) => bar(empty({}, done()), { deeds: [{ key: "undo", turns: true, isSlow }] });

  assert.deepEqual([pressed(false).deed, pressed(false).label], [null, "收回"]);
  assert.deepEqual([pressed(true).deed, pressed(true).label], [null, "正在…"]);
  assert.equal(bar(empty({}, done()), { deeds: [{ key: "main", turns: true, isSlow: false }] }).deed, null);
});
