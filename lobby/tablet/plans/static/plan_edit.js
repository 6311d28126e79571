/* What the form for one counter's plan says. Pure: the draft in, texts and choices out. */

import { bodyOf, MOST_BREAKS, timesFor, usualDraft } from "/static/plans/plan_draft.js";
import { isSame, planText } from "/static/plans/plans_view.js";
import { say } from "/static/web/words.js";

/** `counter` is the one of the answer of GET .../plans; `saving` while it is under way; `refused`: {status, body} or null. */
export function editView({ house, words, lang }, counter, draft, { saving = false, refused = null } = {}) {
  const on = { words, lang, say: (key, values) => say(words, key, lang, values) };
  const time = (where, label) => ({ where, label: on.say(label), chosen: timeAt(draft, where), times: timesFor(timeAt(draft, where), house) });
  const usual = planText(counter.usual, on);
  return {
    title: on.say("counter", { id: counter.id }),
    usual: on.say("usual", { plan: [usual.span, usual.breaks].filter(Boolean).join(words.comma[lang]) }),
    on: { label: on.say("is_on"), isPressed: draft.isOn },
    off: { label: on.say("is_off"), isPressed: !draft.isOn },
    times: draft.isOn ? [time("opens_at", "opens_at"), time("closes_at", "closes_at")] : [],
    breaks: draft.isOn ? draft.breaks.map((_, at) => ({ at, remove: on.say("break_remove"), times: [time(`${at}.0`, "break_from"), time(`${at}.1`, "break_until")] })) : [],
    add: draft.isOn ? { label: on.say("break_add"), isOff: draft.breaks.length >= MOST_BREAKS } : null,
    asUsual: { label: on.say("as_usual"), isOff: isSame(bodyOf(usualDraft(counter, house)), bodyOf(draft)) },
    save: { label: on.say(saving ? "saving" : "save"), isOff: saving || isSame(bodyOf(draft), counter.planned) },
    leave: on.say("leave"),
    refused: refused ? refusal(refused, on) : "",
  };
}

function timeAt(draft, where) {
  if (where in draft) return draft[where];
  const [at, end] = where.split(".").map(Number);
  return draft.breaks[at][end];
}

function refusal({ status, body }, on) {
  if (status === 0 || status >= 500) return on.say("refused_unreached");
  const key = `refused_${body?.code}`;
  return on.say(key in on.words ? key : "refused_other", body ?? {});
}
