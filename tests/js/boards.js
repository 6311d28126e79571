/* A branch and its board for tests of the hall screen: 10:42 on a Monday, one call made two seconds ago. */

export const house = {
  id: "zhongshan", time_zone: "Asia/Shanghai", complaint_line: "95000",
  hours: { opens_at: "09:00" },
  groups: [{ id: "cash", name: { zh: "现金业务", en: "Cash" } }],
  services: [{ id: "cash", name: { zh: "现金业务", en: "Cash" } }],
  pause_reasons: [{ id: "handover", name: { zh: "交接", en: "Handover" } }],
  screens: [],
};

export const at = (time) => `2026-01-05T${time}Z`;

export const call = (seq, number, counter, time, answered = true) => ({ seq, number, counter, at: at(time), answered });

export const counter = (id, state, more = {}) => ({
  id, state, since: at("02:30:00"), until: null, number: null, reason: null, services: [], group: "cash", lent_groups: [], pausing: false, ...more,
});

export const queue = (waiting, shown) => ({ service: "cash", waiting, ahead: waiting, wait: shown && { low: 1, mid: 2, high: 3, shown }, slow: [] });

export const board = (more = {}) => ({
  epoch: "e1", branch: "zhongshan", day: "2026-01-05", seq: 812, at: at("02:42:07"),
  numbers: { open: true, opens_at: null, reason: null },
  calls: [call(811, "A018", "2", "02:42:05", false), call(805, "E002", "5", "02:41:00"), call(800, "A017", "1", "02:39:00")],
  counters: [counter("2", "called", { number: "A018" })],
  queues: [queue(14, [25, 35])],
  notices: [],
  ...more,
});

export const now = new Date(at("02:42:07"));
