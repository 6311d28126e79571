/* The calm band: what has just happened that the teller did not expect, or that the line is cut. Pure.

   told: {kind, ...values}: arrived {number} · answered {promised, got} · refused {deed, status, body} · unreached ·
   leaves: asked before closing · kept {number} · kept_sent {number} · kept_gone {number}, and those of told_of_deeds.js */

import { leaves } from "/static/desk/desk_leaves.js";
import { TOLD_OF_DEEDS, withNames } from "/static/desk/told_of_deeds.js";
import { minutesBetween } from "/static/desk/desk_words.js";

/** {lines, sign, isStale} or null; a cut line goes before everything else. */
export function told({ told: happened, lost, picture }, on, now) {
  if (lost) return { lines: cutOff(lost, on, now), sign: "cut", isStale: true };
  const line = happened && SENTENCES[happened.kind](happened, on, picture, now);
  return line ? { lines: [line], sign: "flag", isStale: false } : null;
}

const SENTENCES = {
  arrived: ({ number }, on) => on.say("told_arrived", { number }),
  answered,
  refused,
  leaves: (_, on, picture) => on.together([...leaves(picture, on), on.say("leaves_close_anyway")]),
  unreached: (_, on) => on.say("told_unreached"),
  kept: ({ number }, on) => on.say("told_kept", { number }),
  kept_sent: ({ number }, on) => on.say("told_kept_sent", { number }),
  kept_gone: ({ number }, on) => on.say("told_kept_gone", { number }),
  ...TOLD_OF_DEEDS,
};

function cutOff(lost, on, now) {
  const n = minutesBetween(lost.getTime(), now.getTime());
  const time = on.time(lost);
  return [n > 0 ? on.say("told_cut_off_minutes", { time, n }) : on.say("told_cut_off", { time }), on.say("told_cut_off_rule")];
}

/** The key promised one number and the rule gave another, or nobody: who has it, as far as the picture tells. */
function answered({ promised, got }, on, picture) {
  if (!promised || promised === got) return null;
  const holder = picture.counters.find(({ id, number }) => number === promised && id !== picture.counter.id);
  const waits = [picture.next, ...picture.queue].some((row) => row?.number === promised);
  const values = { promised, got, counter: holder?.id };
  if (!got) return on.say(holder ? "told_nobody_called" : "told_nobody_gone", values);
  if (holder) return on.say("told_other_called", values);
  return on.say(waits ? "told_other_first" : "told_other_gone", values);
}

/** A refusal by its code, in words, where it matters also by its deed; codes that nobody foresaw say only that things
    have changed. */
function refused({ deed, status, body }, on, picture, now) {
  if (status === 401 || status === 403) return on.say("late_signed_out");
  if (status >= 500) return on.say("late_server");
  const key = [`late_${deed}_${body?.code}`, `late_${body?.code}`].find(on.knows);
  if (!key) return on.say("late_other");
  const seconds = Math.ceil((Date.parse(body.allowed_at ?? "") - now.getTime()) / 1000);
  return on.say(key, { ...withNames(body, on), ticket: body.ticket ?? picture.present?.number ?? "", n: Math.max(0, seconds || 0) });
}
