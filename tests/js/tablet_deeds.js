/* What the tests of the tablet's deeds and alerts need beside tablets.js: machines, reasons, alerts, people aside. */

import { ago, house as plain, picture, state as plainState } from "./tablets.js";

const both = (zh, en = zh) => ({ zh, en });

export const house = {
  ...plain,
  services: plain.services.map((one) => ({ ...one, standard_minutes: one.id === "cash" ? 6 : 10 })),
  machines: [{ id: "m1", name: both("1 号机", "Machine 1"), services: ["cash"] }, { id: "m3", name: both("3 号机", "Machine 3"), services: ["cash"] }],
  park_reasons: [{ id: "approval", name: both("等审批", "Approval"), minutes: 20 }, { id: "form", name: both("填单子", "A form"), minutes: 12 }],
};

export const alert = (kind, more = {}, about = {}) => ({
  key: kind, kind, level: "danger", since: ago(12), acknowledged: null, ...more,
  about: { counter: null, number: null, service: null, n: null, counters: [], ...about },
});

export const away = (number, where, aside = {}, more = {}) => ({
  number, service: "cash", class: "ordinary", care: null, language: "zh", issued_at: ago(30), state: where, ...more,
  aside: { since: ago(5), until: null, reason: null, machine: null, accompanied: false, ...aside },
});

/** The page's state around a picture with these in it. */
export const state = (of = {}, more = {}) => plainState(picture({ alerts: [], aside: [], ...of }), { house, ...more });
