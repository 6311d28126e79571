import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";
import { called, empty, NOW, picture, row, serving, state } from "./desks.js";

const { answer, ask, back, formed, isOffered, MORE, needOf, question, stillAsked } = await import("/static/desk/asking.js");

const free = (more = {}) => picture({ present: null, ...more });
const wide = (more = {}) => picture({ at: { services: ["cash", "transfer"] }, ...more });

/** What is asked and at last done when `id` is asked and answered so: [questions, deed]. */
function played(id, answers, of = wide(), more = {}) {
  const at = state(of, more);
  const asked = [];
  let now = { asked: ask(id, at) };
  for (const value of answers) {
    asked.push(question(now.asked));
    now = answer(now.asked, value, { ...at, asked: now.asked });
  }
  return [asked, now.deed ?? null];
}
const sent = (...asked) => {
  const [, deed] = played(...asked);
  return [deed.path, deed.body];
};

test("each deed at the counter asks for what it has to be told, and sends just that", () => {
  assert.deepEqual(sent("park", ["approval", 20]), ["park", { minutes: 20, reason: "approval" }]);
  assert.deepEqual(sent("transfer", ["transfer"]), ["transfer", { service: "transfer" }]);
  assert.deepEqual(sent("redirect", ["m1", "with"]), ["redirect", { machine: "m1", accompanied: true }]);
  assert.deepEqual(sent("redirect", ["m1", "alone"]), ["redirect", { machine: "m1", accompanied: false }]);
  assert.deepEqual(sent("walk_up", ["cash"]), ["walk-up", { service: "cash" }]);
  assert.deepEqual(sent("errand", ["cash"]), ["errand", { service: "cash" }]);
  assert.deepEqual(sent("reclassify", ["transfer"]), ["reclassify", { service: "transfer" }]);
  assert.deepEqual(sent("give_back", ["called_by_mistake"]), ["return", { reason: "called_by_mistake" }]);
});

test("two questions are asked one after the other, and nothing is done before the last", () => {
  assert.deepEqual(played("park", ["approval"]), [["park_reason"], null]);
  assert.deepEqual(played("park", ["approval", 5])[0], ["park_reason", "minutes"]);
});

test("the list behind the key leads to the deeds, and closing asks nothing more", () => {
  assert.deepEqual(sent("more", ["errand", "transfer"]), ["errand", { service: "transfer" }]);
  assert.deepEqual(sent("more", ["close"], free()), ["close", {}]);
});

test("whoever goes back to the queue may do so for a reason in own words", () => {
  assert.deepEqual(played("give_back", ["own", "the wrong person came"]), [
    ["why_back", "own_words"],
    { name: "give_back", path: "return", body: { reason: "the wrong person came" }, turns: true, tells: "came_back" },
  ]);
});

test("who is back with a number goes on by that number, wherever it was", () => {
  assert.deepEqual(sent("come_back", ["A012", "machine_failed"]), ["/tickets/A012/return", { reason: "machine_failed" }]);
  assert.deepEqual(sent("come_back", ["A012", "late"]), ["/tickets/A012/late", {}]);
  assert.deepEqual(sent("come_back", ["A012", "own", "forgot the card"]), ["/tickets/A012/return", { reason: "forgot the card" }]);
});

test("care is given to the row picked, else to the customer at the counter, and never takes a greater head start away", () => {
  const queue = [row("A020", { class: "wode" }), row("A021")];

  assert.deepEqual(sent("care", ["elderly"], picture()), ["/tickets/A018/grant", { class: "care", reason: "elderly" }]);
  assert.deepEqual(sent("care", ["elderly"], picture({ queue }), { picked: "A021" }), ["/tickets/A021/grant", { class: "care", reason: "elderly" }]);
  assert.equal(isOffered("care", state(picture({ queue }), { picked: "A020" })), false);
  assert.equal(isOffered("care", state(picture({ present: serving({ class: "care" }) }))), false);
  assert.equal(isOffered("care", state(free())), false);
});

test("an override calls the row picked, with the reason for staff and, if there is one, for the customer", () => {
  const typed = (texts, picked = "A021") => {
    const at = state(free(), { picked });
    return formed({ ...ask("override", at), typed: texts }, at);
  };

  assert.deepEqual(sent("override", [{ staff: "flight" }], free(), { picked: "A021" }), ["call", { ticket: "A021", reason: { staff: "flight" } }]);
  assert.deepEqual(typed({ staff: " flight ", customer: "" }), { staff: "flight" });
  assert.deepEqual(typed({ staff: "flight", customer: "for a flight" }), { staff: "flight", public: "for a flight" });
  assert.equal(typed({ staff: " " }), null);
  assert.equal(typed({ staff: "flight" }, null), null);
  assert.equal(typed({ staff: "flight" }, "A019"), null, "the rule calls that one anyway");
});

test("a number is understood as people write it", () => {
  const at = state(picture());
  const number = (typed) => formed({ ...ask("come_back", at), typed: { number: typed } }, at);

  assert.deepEqual(["A012", " a12", "Ａ０１２", "c1234"].map(number), ["A012", "A012", "A012", "C1234"]);
  assert.deepEqual(["", "12", "AA12", "A"].map(number), [null, null, null, null]);
  assert.equal(number("A017"), null, "it is at counter 1, and nobody takes it from there");
});

test("a deed is offered only where it can be done", () => {
  const offered = (of, more) => ["park", "transfer", "redirect", "walk_up", ...MORE].filter((id) => isOffered(id, state(of, more)));
  const withCustomer = ["park", "transfer", "redirect", "walk_up", "errand", "reclassify", "give_back", "come_back", "care"];

  assert.deepEqual(offered(wide()), withCustomer);
  assert.deepEqual(offered(wide({ present: called() })), withCustomer);
  assert.deepEqual(offered(free()), ["walk_up", "come_back", "override", "close"]);
  assert.deepEqual(offered(empty()), ["walk_up", "come_back", "close"]);
  assert.deepEqual(offered(empty({ state: "ready" })), ["walk_up", "come_back", "close"]);
  assert.deepEqual(offered(empty({ state: "paused" })), ["walk_up", "come_back", "close"]);
  assert.deepEqual(offered(empty({ state: "closed" })), []);
  assert.deepEqual(offered(empty({}, { day: null })), ["close"]);
});

test("no machine for the customer's service, no redirect; no other service here, no reclassifying", () => {
  const other = picture({ at: { services: ["loss"] }, present: serving({ service: "loss" }) });

  assert.deepEqual([isOffered("redirect", state(other)), isOffered("reclassify", state(other))], [false, false]);
  assert.deepEqual([needOf("redirect", state(other)), needOf("reclassify", state(other))], ["machine", "another"]);
  assert.deepEqual([needOf("redirect", state(free())), needOf("reclassify", state(free()))], ["customer", "customer"]);
});

test("while cut off, with a finish kept, or while a deed turns the counter, nothing is asked", () => {
  const turning = [{ key: "main", turns: true, isSlow: false }];

  for (const more of [{ lost: NOW }, { kept: { number: "A018" } }, { deeds: turning }]) {
    assert.equal(ask("park", state(picture(), more)), null);
    assert.equal(ask("more", state(picture(), more)), null);
  }
});

test("what is asked of one customer is not asked of another", () => {
  const asked = ask("park", state());
  const still = (of) => stillAsked(state(of, { asked }));

  assert.equal(still(picture()), asked);
  assert.equal(still(picture({ present: called() })), asked);
  assert.equal(still(picture({ present: serving({ number: "A020" }) })), null);
  assert.equal(still(free()), null);
});

test("what is asked of nobody at the counter stays when the customer changes", () => {
  const asked = ask("walk_up", state());

  assert.equal(stillAsked(state(free(), { asked })), asked);
  assert.equal(stillAsked(state(empty({ state: "closed" }), { asked })), null);
});

test("a step back goes to the question before, then to the list, then nowhere", () => {
  const at = state(wide());
  const list = ask("more", at);
  const { asked: why } = answer(list, "give_back", at);
  const { asked: words } = answer(why, "own", at);

  assert.equal(question(back(words, at)), "why_back");
  assert.equal(back(back(words, at), at).deed, "more");
  assert.equal(back(list, at), null);
  assert.equal(back(ask("park", at), at), null);
});

test("deeds that keep the customer leave the other keys alone", () => {
  const turns = (...asked) => played(...asked)[1].turns;

  assert.deepEqual(
    [turns("reclassify", ["transfer"]), turns("care", ["elderly"], picture()), turns("come_back", ["A001", "late"]), turns("errand", ["cash"])],
    [false, false, false, true],
  );
});
