import assert from "node:assert/strict";
import test from "node:test";

import "./served.js";

const { told } = await import("/static/web/sign_in_told.js");

test("a wrong name and a wrong password are told in the same words, also when the server would not even look", () => {
  assert.deepEqual(told({ status: 401, body: { code: "wrong_name_or_password" } }), { key: "sign_in_wrong", seconds: 0 });
  assert.deepEqual(told({ status: 422, body: { code: "invalid_request" } }), { key: "sign_in_wrong", seconds: 0 });
});

test("who has to wait is told for how long", () => {
  assert.deepEqual(told({ status: 429, body: { seconds: 30 } }), { key: "sign_in_seconds", seconds: 30 });
  assert.deepEqual(told({ status: 429, body: null }), { key: "sign_in_seconds", seconds: 1 });
});

test("a server that is away and a server that fails are not the reader's fault", () => {
  assert.deepEqual(told({ status: 0, body: null }), { key: "sign_in_unreached", seconds: 0 });
  assert.deepEqual(told({ status: 500, body: { code: "internal_server_error" } }), { key: "sign_in_failed", seconds: 0 });
  assert.deepEqual(told({ status: 403, body: { code: "csrf" } }), { key: "sign_in_failed", seconds: 0 });
});
