/* Builders for the tablet's tests: one branch, one fixed morning. Instants are 2026-01-05, 10:46:00 in Shanghai, unless
   said. */

import { readFileSync } from "node:fs";

export const words = JSON.parse(readFileSync(new URL("../../lobby/tablet/words.json", import.meta.url)));

export const NOW = new Date("2026-01-05T02:46:00Z");

/** The instant `minutes` and `seconds` before NOW, as pictures write it; after it, if negative. */
export const ago = (minutes, seconds = 0) => new Date(NOW.getTime() - (minutes * 60 + seconds) * 1000).toISOString();

const both = (zh, en = zh) => ({ zh, en });

export const house = {
  id: "zhongshan", time_zone: "Asia/Shanghai", promised_wait_minutes: 20, complaint_line: "95000",
  groups: [{ id: "cash", name: both("现金", "Cash") }, { id: "noncash", name: both("非现金", "Non-cash") }],
  services: [{ id: "cash", name: both("现金业务", "Cash"), group: "cash" }, { id: "transfer", name: both("转账", "Transfers"), group: "noncash" }],
  pause_reasons: [{ id: "handover", name: both("交接现金", "Cash handover") }],
  care: [{ id: "elderly", name: both("年长", "Elderly") }],
  classes: [
    { id: "ordinary", name: both("普通", "Ordinary"), account: null },
    { id: "wode", name: both("沃德", "Wode"), account: "tier" },
    { id: "care", name: both("需要照顾", "Care"), account: "care" },
  ],
};

export const wait = (low, high) => ({ low, mid: (low + high) / 2, high, shown: [low, high] });

export const row = (number, more = {}) => ({
  number, service: "cash", class: "ordinary", care: null, language: "zh", issued_at: ago(10), promise_at: ago(-10), waited: 10,
  ahead: 2, wait: wait(1, 4), printed: wait(5, 10), later: null, passed: 1, passed_by_at_most: 3,
  skips: [{ account: "tier", used: 1, cap: 2 }, { account: "care", used: 0, cap: 1 }],
  say: both(`对 ${number} 说`, `say to ${number}`), ...more,
});

/** A ticket that has waited so many minutes. */
export const since = (number, minutes, more = {}) => row(number, { issued_at: ago(minutes), promise_at: ago(minutes - 20), ...more });

export const counter = (id, more = {}) => ({
  id, state: "open", pausing: false, since: ago(5), until: null, number: null, reason: null, services: ["cash"], group: "cash",
  lent_groups: [], teller: "张晓雨", present: null, lent: null, ...more,
});

export const present = (more = {}) => ({ number: "A018", service: "cash", called_at: ago(5), started_at: ago(4), standard_minutes: 6, ...more });

export const call = (seq, number, more = {}) => ({
  seq, at: ago(3), number, counter: "2", service: "cash", class: "wode", care: null, language: "en", issued_at: ago(12), waited: 9,
  passed: 0, passed_by_at_most: 3, printed: wait(5, 10),
  why: { rule: "head_start", passed: ["A019"], staff: both("沃德，先于 A019。", "Wode, before A019."), customer: both("轮到您了。", "It is your turn.") },
  ...more,
});

export const picture = (more = {}) => ({
  epoch: "e1", branch: "zhongshan", day: "2026-01-05", seq: 812, at: NOW.toISOString(),
  numbers: { open: true, reason: null, opens_at: null },
  counters: [counter("1")],
  groups: [{ group: "cash", waiting: 0, longest_wait: null, wait: null }],
  queue: [], calls: [], course: null, advice: null, ...more,
});

/** What the page holds, around a picture. */
export const state = (of = picture(), more = {}) => ({ house, words, lang: "zh", turned: "zh", picture: of, now: NOW, lost: null, ...more });
