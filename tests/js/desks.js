/* Builders for the desk's tests: one branch, one fixed morning, a counter 2 at which A018 is being served.
   Instants are 2026-01-05, 10:46:00 in Shanghai, unless said. */

import { readFileSync } from "node:fs";

export const words = JSON.parse(readFileSync(new URL("../../lobby/desk/words.json", import.meta.url)));

export const NOW = new Date("2026-01-05T02:46:00Z");

/** The instant `minutes` and `seconds` before NOW, as pictures write it; after it, if negative. */
export const ago = (minutes, seconds = 0) => new Date(NOW.getTime() - (minutes * 60 + seconds) * 1000).toISOString();

const both = (zh, en = zh) => ({ zh, en });
const service = (id, zh, en, group, standard_minutes) =>
  ({ id, name: both(zh, en), summary: both("说明", "About"), documents: both("请带", "Bring"), group, standard_minutes });

export const house = {
  id: "zhongshan", time_zone: "Asia/Shanghai", ready_minutes: 10,
  hours: { opens_at: "09:00", round_the_clock: false },
  groups: [{ id: "cash", name: both("现金", "Cash") }, { id: "noncash", name: both("非现金", "Non-cash") }],
  services: [service("cash", "现金业务", "Cash", "cash", 6), service("transfer", "转账", "Transfers", "noncash", 10)],
  counters: [{ id: "1", services: ["cash"] }, { id: "2", services: ["cash"] }, { id: "3", services: ["transfer"] }],
  pause_reasons: [
    { id: "lunch", name: both("午餐", "Lunch"), minutes: 45 },
    { id: "no_answer", name: both("柜员暂时离开", "Teller away"), minutes: 5 },
    { id: "meeting", name: both("开会", "Meeting"), minutes: 20 },
  ],
  care: [{ id: "elderly", name: both("年长", "Elderly"), help: both("说慢一点", "Speak slowly") }],
  park_reasons: [{ id: "approval", name: both("等审批", "Approval"), minutes: 20 }, { id: "form", name: both("填单子", "A form"), minutes: 12.5 }],
  machines: [{ id: "m1", name: both("1 号机", "Machine 1"), services: ["cash"] }, { id: "m3", name: both("3 号机", "Machine 3"), services: ["transfer"] }],
  classes: [
    { id: "ordinary", name: both("普通", "Ordinary"), head_start_minutes: 0 },
    { id: "wode", name: both("沃德", "Wode"), head_start_minutes: 30 },
    { id: "care", name: both("需要照顾", "Care"), head_start_minutes: 15 },
  ],
};

const why = { rule: "oldest", passed: [], staff: both("等得最久。", "Has waited longest."), customer: both("轮到您了。", "It is your turn.") };

export const row = (number, more = {}) => ({
  number, service: "cash", class: "ordinary", issued_at: ago(10), waited: 10, passed: 0, passed_by_at_most: 3, care: null,
  say: both(`对 ${number} 说`, `say to ${number}`), ...more,
});

export const next = (number, more = {}) => ({ ...row(number), why, ...more });

export const serving = (more = {}) => ({
  ...row("A018"), state: "serving", issued_at: ago(33), waited: 29, called_at: ago(4, 30), started_at: ago(4, 12), recalls: 0,
  no_show_at: ago(3, 30), standard_minutes: 6, language: "zh", amount: null, slips: 1, printed: { low: 20, high: 30 }, why, ...more,
});

export const called = (more = {}) =>
  serving({ state: "called", called_at: ago(0, 24), started_at: null, no_show_at: ago(0, -36), ...more });

export const counter = (id, more = {}) =>
  ({ id, state: "open", pausing: false, since: ago(5), until: null, number: null, reason: null, services: ["cash"], group: "cash", ...more });

/** A desk's picture. `at` tells of counter 2; the state of the counter follows from `present` unless it is said. */
export function picture({ at = {}, present = serving(), ...more } = {}) {
  const mine = counter("2", { state: present?.state ?? "open", number: present?.number ?? null, ...at });
  return {
    epoch: "e1", branch: "zhongshan", day: "2026-01-05", seq: 812, at: NOW.toISOString(),
    counter: { ...mine, teller: "张晓雨", ready_until: at.ready_until ?? null, lent: at.lent ?? null },
    present, undoable: null, next: next("A019"), queue: [row("A020"), row("A021")], more: 0,
    elsewhere: [{ service: "transfer", waiting: 4 }],
    would_uncover: [],
    plan: null,
    counters: [counter("1", { state: "serving", number: "A017" }), mine, counter("3", { services: ["transfer"], group: "noncash" })],
    queues: [{ service: "cash", waiting: 14 }, { service: "transfer", waiting: 4 }],
    ...more,
  };
}

/** The picture of a counter where nobody stands and nobody waits. */
export const empty = (at, more = {}) => picture({ at, present: null, next: null, queue: [], ...more });

/** What the page holds, around a picture. */
export const state = (of = picture(), more = {}) => ({
  house, words, lang: "zh", picture: of, lost: null, kept: null, arrived: null, told: null, picked: null, choosing: false, asked: null, deeds: [], ...more,
});
