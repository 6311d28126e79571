/* What the desk asks before a deed, as texts: one question with its choices, or a form. Pure. Which questions there are
   and what follows from an answer is in asking.js. */

import { back, cared, formed, holderOf, isOffered, MORE, needOf, OWN_WORDS, preferred, question } from "/static/desk/asking.js";

const MINUTE = 60000;

/** Promises that are offered beside the usual one of the reason: round, and far enough apart to be told from each other. */
const PROMISES = [5, 10, 15, 20, 30, 45, 60];

/** As many choices as there are figures to choose them by. */
const FIGURES = 9;

/** What is asked now, null if nothing: {id, title, lead, warning, options: [{figure, value, label, hint, isOff}],
    fields: [{name, label}], go: {label, isOff}|null, escape}. `figure` is empty beyond the ninth. */
export function asking(state, on, now) {
  const { asked } = state;
  if (asked === null) return null;
  const name = question(asked);
  const { lead = "", warning = "", options = [], fields = [] } = QUESTIONS[name](state, on, now);
  const isHeld = state.deeds.length > 0;
  return {
    id: `${asked.deed}/${name}`,
    title: on.say(`ask_${asked.deed}`),
    lead,
    warning,
    options: options.map((one, place) => ({ hint: "", ...one, isOff: isHeld || Boolean(one.isOff), figure: place < FIGURES ? String(place + 1) : "" })),
    fields: fields.map((field) => ({ name: field, label: on.say(`field_${field}`) })),
    go: fields.length > 0 ? { label: on.say(`go_${name}`), isOff: isHeld || formed(asked, state) === null } : null,
    escape: on.say(back(asked, state) === null ? "ask_leave" : "ask_back"),
  };
}

const QUESTIONS = {
  which: (state, on) => ({
    options: MORE.map((id) => {
      const isOff = !isOffered(id, state);
      return { value: id, label: on.say(`ask_${id}`), hint: isOff ? on.say(`needs_${needOf(id, state)}`) : "", isOff };
    }),
  }),

  park_reason: ({ house, picture }, on) => ({
    lead: on.say("lead_park", about(picture)),
    options: house.park_reasons.map((reason) => ({ value: reason.id, label: on.text(reason.name), hint: on.say("about_minutes", { n: reason.minutes }) })),
  }),

  minutes({ house, picture, asked }, on, now) {
    const reason = house.park_reasons.find(({ id }) => id === asked.given.park_reason);
    const usual = Math.max(1, Math.round(reason.minutes));
    return {
      lead: on.say("lead_minutes", { ...about(picture), reason: on.text(reason.name) }),
      options: [usual, ...PROMISES.filter((minutes) => minutes !== usual)].map((minutes, place) => ({
        value: minutes,
        label: on.say(place === 0 ? "minutes_usual" : "minutes_from_now", { n: minutes }),
        hint: on.time(new Date(now.getTime() + minutes * MINUTE)),
      })),
    };
  },

  transfer_to: (state, on) => ({
    lead: on.say("lead_transfer", about(state.picture)),
    options: services(state, on, ({ id }) => (id === state.picture.present.service ? { isOff: true, hint: on.say("is_now") } : { hint: staffed(id, state, on) })),
  }),

  machine({ house, picture }, on) {
    const { service } = picture.present;
    return {
      lead: on.say("lead_machine", about(picture)),
      options: house.machines.map((machine) => {
        const can = machine.services.includes(service);
        return { value: machine.id, label: on.text(machine.name), isOff: !can, hint: can ? "" : on.say("machine_cannot") };
      }),
    };
  },

  company: ({ picture, asked }, on) => ({
    lead: on.say("lead_company", { ...about(picture), machine: on.machine(asked.given.machine) }),
    options: ["alone", "with"].map((value) => ({ value, label: on.say(`company_${value}`) })),
  }),

  walk_up_for: (state, on) => ({
    lead: walkUpLead(state.picture, on),
    options: services(state, on, ({ id }) => ({ hint: serves(state.picture.counter, id) ? on.say("here") : staffed(id, state, on) })),
  }),

  errand_for: (state, on) => ({
    lead: on.say("lead_errand", about(state.picture)),
    options: services(state, on, ({ id }) => ({ hint: serves(state.picture.counter, id) ? on.say("here") : staffed(id, state, on) })),
  }),

  really_for: (state, on) => ({
    lead: on.say("lead_reclassify", about(state.picture)),
    options: services(state, on, ({ id }) => {
      if (id === state.picture.present.service) return { isOff: true, hint: on.say("is_now") };
      return serves(state.picture.counter, id) ? {} : { isOff: true, hint: on.say("not_here") };
    }),
  }),

  why_back({ picture, asked }, on) {
    const reasons = asked.deed === "come_back" ? ["machine_failed", "unfinished", "late"] : ["called_by_mistake", "unfinished", "machine_failed"];
    return {
      lead: on.say("lead_back", asked.deed === "come_back" ? { number: asked.given.number } : about(picture)),
      options: [...reasons, OWN_WORDS].map((value) => ({ value, label: on.say(`back_${value}`) })),
    };
  },

  own_words: (_, on) => ({ lead: on.say("lead_own_words"), fields: ["words"] }),

  number(state, on) {
    const counter = holderOf(state.asked.typed, state);
    return { lead: on.say("lead_number"), warning: counter ? on.say("warn_number_at", { counter }) : "", fields: ["number"] };
  },

  ground(state, on) {
    const { number } = cared(state);
    const isPresent = number === state.picture.present?.number;
    const n = on.classOf("care").head_start_minutes;
    return {
      lead: isPresent ? on.say("lead_care_here", { number }) : on.say("lead_care", { number, n }),
      options: state.house.care.map((ground) => ({ value: ground.id, label: on.text(ground.name) })),
    };
  },

  override_why(state, on) {
    const { picture } = state;
    const row = preferred(state);
    const before = row && [picture.next, ...picture.queue].indexOf(row);
    return {
      lead: row ? on.say("lead_override", { number: row.number, n: before }) : on.say("lead_override_pick"),
      warning: on.say("warn_override"),
      fields: ["staff", "customer"],
    };
  },
};

const about = ({ present }) => ({ number: present.number });

function services({ house }, on, more) {
  return house.services.map((service) => ({ value: service.id, label: on.text(service.name), ...more(service) }));
}

function serves({ services: served }, id) {
  return served.includes(id);
}

/** Which counters would call for this service, or that none does now. */
function staffed(service, { picture }, on) {
  const open = picture.counters.filter((one) => serves(one, service) && !one.pausing && !["closed", "paused"].includes(one.state));
  if (open.length === 0) return on.say("nobody_serves");
  return on.say("served_at", { ids: on.list(open.map(({ id }) => id)) });
}

/** Before the number is given: whether they are called at once, and if not, who is first (S01). */
function walkUpLead({ present, next, counter }, on) {
  if (next) return on.say("lead_walk_up_after", { first: next.number });
  return on.say(present || counter.state === "paused" ? "lead_walk_up_waits" : "lead_walk_up_here");
}
