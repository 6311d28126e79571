/* The lobby manager's deeds on one ticket: which make sense as it stands, what each asks before it is done, and what is
   then sent. Pure. `state` is the page's: {house, picture, words, lang, now, lost}. A form is {deed, number, seen, values}:
   `seen` is the state that the ticket was in when its key was tapped, and is sent along. */

import { speaker } from "/static/tablet/tablet_words.js";

const MINUTE = 60000;

/** The class that a ground for care gives. */
const CARE = "care";

/** Deeds by the state of the ticket, in the order of their keys. Those without a form are done at one tap. */
const DEEDS = {
  waiting: ["park", "redirect", "transfer", "grant", "call", "cancel"],
  parked: ["return", "park", "redirect", "grant", "cancel"],
  redirected: ["return", "redirect", "grant", "cancel"],
  missed: ["late", "grant", "cancel"],
};

/** What can be undone, and the state in which it leaves the ticket. */
export const LEAVES_IT = { park: "parked", redirect: "redirected", transfer: "waiting" };

const AT_ONE_TAP = {
  return: (seen) => ({ reason: seen === "redirected" ? "machine_failed" : "unfinished", if_state: seen }),
  late: () => ({}),
};

const MINUTES = { least: 1, most: 240, step: 5 };
const SLIPS = { least: 1, most: 99, step: 1 };

/** The ticket of that number where it can be dealt with: {row, state}; null once it is at a counter or gone. */
export function standing({ queue, aside }, number) {
  const waits = queue.find((row) => row.number === number);
  if (waits) return { row: waits, state: "waiting" };
  const away = aside.find((row) => row.number === number);
  return away ? { row: away, state: away.state } : null;
}

/** The keys of a ticket's panel: {id, text, isOff}; none for one that is at a counter or gone. */
export function deedKeys(state, number) {
  const on = speaker(state);
  const stands = standing(state.picture, number);
  if (stands === null) return [];
  const isOff = (deed) => state.lost !== null || (deed === "redirect" && machinesFor(stands.row, state).length === 0);
  const words = (deed) => (on.knows(`deed_${deed}_${stands.state}`) ? `deed_${deed}_${stands.state}` : `deed_${deed}`);
  return DEEDS[stands.state].map((deed) => ({ id: deed, text: on.say(words(deed)), isOff: isOff(deed) }));
}

/** What a deed without a form sends; null if it has one. */
export const atOneTap = (deed, seen) => AT_ONE_TAP[deed]?.(seen) ?? null;

/** A form as it opens. */
export function newForm(deed, number, state) {
  const stands = number === null ? null : standing(state.picture, number);
  return { deed, number, seen: stands?.state ?? null, values: firstValues(deed, stands, state) };
}

function firstValues(deed, stands, state) {
  const { house, lang } = state;
  const [usual] = house.park_reasons;
  if (deed === "park") return { reason: usual.id, minutes: usual.minutes };
  if (deed === "redirect") return { machine: onlyOne(machinesFor(stands.row, state)), accompanied: null };
  if (deed === "call") return { counter: onlyOne(countersFor(stands.row, state)), staff: "", public: "" };
  if (deed === "grant") return { to: null, reason: "" };
  if (deed === "issue") return { service: null, care: "", slips: 1, language: lang };
  return {};
}

const onlyOne = (things) => (things.length === 1 ? things[0].id : null);

/** The form after `value` was chosen for `name`; a reason brings the minutes that are usual for it. */
export function chosen(form, name, value, { house }) {
  const values = { ...form.values, [name]: value };
  if (form.deed === "park" && name === "reason") values.minutes = house.park_reasons.find(({ id }) => id === value).minutes;
  return { ...form, values };
}

/** One step up or down, within what the server takes; minutes go to whole fives. */
export function stepped(form, name, up) {
  const { least, most, step } = name === "minutes" ? MINUTES : SLIPS;
  const next = (Math.floor(form.values[name] / step) + (up ? 1 : form.values[name] % step ? 0 : -1)) * step;
  return { ...form, values: { ...form.values, [name]: Math.min(most, Math.max(least, next)) } };
}

const machinesFor = ({ service }, { house }) => house.machines.filter(({ services }) => services.includes(service));

/** Counters that could take this ticket now: free, and serving what it is for. */
const countersFor = ({ service }, { picture }) => picture.counters.filter(({ state, services }) => ["open", "ready"].includes(state) && services.includes(service));

/** What the form says: title, note, groups of choices, figures to step, lines to fill, and the key that does it. */
export function formView(form, state) {
  const on = speaker(state);
  const stands = form.number === null ? null : standing(state.picture, form.number);
  const has = (name) => form.values[name] !== null && form.values[name] !== undefined && form.values[name] !== "";
  const { parts, needs, values = {}, note = "" } = FORMS[form.deed](form, state, on, stands?.row ?? null);
  return {
    title: on.say(`deed_${form.deed}_title`, { number: form.number ?? "" }),
    note,
    parts,
    go: { text: on.say(`deed_${form.deed}_go`, { number: form.number ?? "", ...values }), isOff: state.lost !== null || !needs.every(has) },
  };
}

const FORMS = {
  park: ({ values }, { house, now }, on) => ({
    parts: [choice("reason", on.say("deed_why"), house.park_reasons.map(({ id, name }) => ({ value: id, text: on.text(name) })), values), steps("minutes", on.say("deed_in_minutes"), on.say("minutes", { n: values.minutes }))],
    needs: ["reason"],
    values: { time: on.time(new Date(now.getTime() + values.minutes * MINUTE)) },
  }),

  redirect: ({ values }, state, on, row) => ({
    parts: [
      choice("machine", on.say("deed_to_machine"), row ? machinesFor(row, state).map(({ id, name }) => ({ value: id, text: on.text(name) })) : [], values),
      choice("accompanied", on.say("deed_who_goes"), [{ value: true, text: on.say("deed_accompanied") }, { value: false, text: on.say("deed_alone") }], values),
    ],
    needs: ["machine", "accompanied"],
  }),

  transfer: ({ values }, { house }, on, row) => ({
    parts: [choice("service", on.say("deed_to_service"), house.services.filter(({ id }) => id !== row?.service).map(({ id }) => ({ value: id, text: on.service(id) })), values)],
    needs: ["service"],
  }),

  grant: ({ values }, { house }, on, row) => {
    const isTier = values.to?.startsWith("class:");
    return {
      parts: [
        choice("to", on.say("deed_to_care"), (row?.class === CARE ? [] : house.care).map(({ id }) => ({ value: `care:${id}`, text: on.care(id) })), values),
        choice("to", on.say("deed_to_class"), house.classes.filter(({ id }) => id !== row?.class && id !== CARE).map(({ id }) => ({ value: `class:${id}`, text: on.className(id) })), values),
        ...(isTier ? [line("reason", on.say("deed_grant_why"))] : []),
      ],
      needs: isTier ? ["to", "reason"] : ["to"],
    };
  },

  cancel: ({ values }, _, on) => ({
    parts: [choice("reason", on.say("deed_why"), ["left", "too_long", "done_elsewhere"].map((value) => ({ value, text: on.say(`deed_left_${value}`) })), values)],
    needs: ["reason"],
  }),

  call: ({ values }, state, on, row) => {
    const free = row ? countersFor(row, state) : [];
    return {
      note: on.say(free.length ? "deed_call_note" : "deed_call_none"),
      parts: free.length ? [choice("counter", on.say("deed_at_counter"), free.map(({ id }) => ({ value: id, text: on.say("counter", { id }) })), values), line("staff", on.say("deed_call_why")), line("public", on.say("deed_call_public"))] : [],
      needs: ["counter", "staff"],
    };
  },

  issue: ({ values }, { house, picture }, on) => ({
    note: picture.numbers.open ? "" : on.say("deed_late_kiosk_closed"),
    parts: [
      choice("service", on.say("deed_for_service"), house.services.map(({ id }) => ({ value: id, text: on.service(id) })), values),
      choice("care", on.say("deed_for_care"), [{ value: "", text: on.say("deed_no_care") }, ...house.care.map(({ id }) => ({ value: id, text: on.care(id) }))], values),
      steps("slips", on.say("deed_slips"), on.say("deed_slips_n", { n: values.slips })),
      choice("language", on.say("deed_language"), ["zh", "en"].map((value) => ({ value, text: on.say(`deed_speaks_${value}`) })), values),
    ],
    needs: ["service"],
  }),
};

const choice = (name, label, options, values) => ({ is: "choice", name, label, options: options.map((one) => ({ ...one, isChosen: values[name] === one.value })) });
const steps = (name, label, text) => ({ is: "steps", name, label, text });
const line = (name, label) => ({ is: "line", name, label });

/** What doing it sends: {path, body} below the branch. */
export function sentBy({ deed, number, seen, values }) {
  if (deed === "issue") {
    const { service, care, slips, language } = values;
    return { path: "tickets", body: { service, count: slips, language, ...(care ? { care } : {}) } };
  }
  if (deed === "call") {
    const { staff, public: toAll } = values;
    return { path: `counters/${encodeURIComponent(values.counter)}/call`, body: { ticket: number, reason: { staff, ...(toAll ? { public: toAll } : {}) } } };
  }
  return { path: `tickets/${number}/${deed}`, body: { ...(deed === "grant" ? granted(values) : values), if_state: seen } };
}

function granted({ to, reason }) {
  const [kind, id] = to.split(":");
  return kind === "care" ? { class: CARE, reason: id } : { class: id, reason };
}
