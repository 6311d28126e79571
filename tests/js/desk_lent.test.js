import "./served.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { ago, NOW, picture, state } from "./desks.js";

const { view } = await import("/static/desk/desk_view.js");

const lent = (more = {}) => ({ services: ["cash"], groups: ["cash"], since: ago(3), until: null, by: "王经理", ...more });
const said = (about, lang = "zh", group = "corporate") => view(state(picture({ at: { lent: about, group } }), { lang }), NOW).lent;

test("a teller whose counter is lent is told to whom, since when and by whom", () => {
  assert.equal(said(lent()), "您的窗口已借给现金（10:43 起，王经理）。自己的号照常叫。");
  assert.equal(said(lent(), "en"), "Your counter is lent to Cash (since 10:43, by 王经理). Your own numbers are called as before.");
});

test("lent by itself, to several, until an instant, is said too", () => {
  assert.equal(said(lent({ groups: ["cash", "noncash"], until: ago(-14), by: "system" })),
    "您的窗口已借给现金、非现金（10:43 起，到 11:00 为止，按排队情况自动借出）。自己的号照常叫。");
});

test("of a counter that is not lent nothing is said", () => {
  assert.equal(said(null), "");
});

test("lent to others of its own group, it is told by their services", () => {
  assert.equal(said(lent(), "zh", "cash"), "您的窗口已借给现金业务（10:43 起，王经理）。自己的号照常叫。");
});
