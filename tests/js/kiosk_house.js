/* A branch and its board for the kiosk's and the phone's tests: builders with defaults, a fixed day. */

import { readFileSync } from "node:fs";

export const words = JSON.parse(readFileSync(new URL("../../kiosk/words.json", import.meta.url)));

/** 10:42 on Monday, 5 January 2026, in Shanghai. */
export const NOW = Date.parse("2026-01-05T02:42:00Z");

export const wait = (low, high, mid = (low + high) / 2) => ({ low, mid, high, shown: [low, high] });

const text = (zh, en) => ({ zh, en });

const service = (id, zh, en) => ({
  id, name: text(zh, en), summary: text(`${zh}说明`, `About ${en}`), documents: text("身份证", "ID card"), standard_minutes: 5.5,
});

export const SERVICES = [
  service("cash", "现金业务", "Cash"), service("transfer", "转账汇款", "Transfers"), service("account", "开户与银行卡", "Accounts and cards"),
  service("loss", "挂失与密码", "Loss and passwords"), service("wealth", "理财基金", "Wealth and funds"),
  service("other", "其他业务", "Other services"), service("corporate", "对公业务", "Corporate"),
];

export function house(more = {}) {
  return {
    id: "zhongshan", bank: text("示例银行", "Example Bank"), name: text("中山路支行", "Zhongshan Road Branch"),
    time_zone: "Asia/Shanghai", services: SERVICES, passed_by_at_most: 3, complaint_line: "95000",
    hours: { last_number_at: "16:45", closes_at: "17:00", round_the_clock: false },
    care: [{ id: "elderly", name: text("年长", "Elderly") }, { id: "ill", name: text("伤病", "Ill or injured") }],
    ...more,
  };
}

export const queue = (id, ahead, known = wait(25, 35)) => ({ service: id, waiting: ahead, ahead, wait: known });

export const counter = (id, services, state = "open") => ({ id, services, state });

export function board(more = {}) {
  return {
    numbers: { open: true, opens_at: null, reason: null }, calls: [],
    counters: [counter("1", ["cash"]), counter("2", ["cash"], "paused"), counter("3", ["account"], "closed"), counter("4", ["cash", "account"])],
    queues: SERVICES.map(({ id }) => queue(id, 0, wait(0, 0))),
    ...more,
  };
}

export function issued(more = {}) {
  return {
    id: "t1", number: "A035", service: "cash", state: "waiting", counter: null, issued_at: "2026-01-05T02:42:00Z", ahead: 14,
    passed_by_at_most: 3, wait: wait(25, 35), counters: ["1", "2", "4"], url: "/t/t1", ...more,
  };
}
