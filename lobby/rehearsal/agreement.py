"""Whether three tell the same day: what the players were answered, the journal, and the server's fairness report."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from lobby.rehearsal.recount import OVERRIDE, Recount

_DEEDS: Mapping[str, str] = {
    "issue": "issued",
    "walk-up": "issued",
    "next": "called",
    "call": "called",
    "recall": "recalled",
    "start": "started",
    "finish": "finished",
    "no-show": "missed",
    "park": "parked",
    "redirect": "redirected",
    "transfer": "for another service",
    "reclassify": "for another service",
    "errand": "for another service",
    "return": "back",
    "late": "back",
    "grant": "granted a class",
    "cancel": "cancelled",
    "undo": "undone",
    "acknowledge": "acknowledged",
    "plan": "planned",
}
"""What a deed makes of a ticket, alert or plan. Which fact it leaves is the server's choice where several would do."""

_FACTS: Mapping[str, str] = {
    "ticket_issued": "issued",
    "ticket_called": "called",
    "ticket_recalled": "recalled",
    "service_started": "started",
    "service_finished": "finished",
    "ticket_missed": "missed",
    "ticket_parked": "parked",
    "ticket_redirected": "redirected",
    "ticket_transferred": "for another service",
    "service_reclassified": "for another service",
    "ticket_returned": "back",
    "ticket_back_late": "back",
    "class_granted": "granted a class",
    "ticket_left": "cancelled",
    "deed_undone": "undone",
    "alert_acknowledged": "acknowledged",
    "counter_planned": "planned",
}


def lost(answered: Mapping[tuple[str, str], int], counted: Recount) -> tuple[str, ...]:
    """What was acknowledged and does not stand in the journal, in words; must be empty.

    `answered`: by (deed, number, key of an alert or counter of a plan), how often it was acknowledged.
    """
    done, written = _by_players(answered), _by_journal(counted)
    return tuple(
        f"{about} was {what} {count} times, and {written[what, about]} times in the journal"
        for (what, about), count in sorted(done.items())
        if count > written[what, about]
    )


def unasked(answered: Mapping[tuple[str, str], int], counted: Recount, numbers: Collection[str]) -> tuple[str, ...]:
    """What the journal has of these numbers and nobody here was answered: done twice, or by somebody else.

    Not judged is what `next` finished, which its answer does not tell; and a walk-up may have been called at once.
    """
    done, written = _by_players(answered), _by_journal(counted)
    for (deed, number), count in answered.items():
        if deed == "walk-up":
            done["called", number] += count
    return tuple(
        f"{number} was {what} {count} times in the journal, and {done[what, number]} times here"
        for (what, number), count in sorted(written.items())
        if number in numbers and what != "finished" and count > done[what, number]
    )


def disagreements(report: Mapping[str, Any], counted: Recount) -> tuple[str, ...]:
    """Where the server's fairness report of the day and the recount differ, in words; must be empty."""
    told = {
        "tickets": report["tickets"],
        "called": report["called"],
        "calls by rule": {one["rule"]: one["calls"] for one in report["calls_by_rule"]},
        "overrides": len(report["overrides"]),
        "most passes": {one["account"]: one["most"] for one in report["skips"] if one["most"]},
        "calls over a cap": len(report["over_cap"]),
        "calls out of order": len(report["order_breaks"]),
        "waits": {one["class"]: {name: one[name] for name in one if name != "class"} for one in report["waits"]},
    }
    recounted = {
        "tickets": len(counted.ends),
        "called": len(counted.called),
        "calls by rule": counted.rules,
        "overrides": counted.rules.get(OVERRIDE, 0),
        "most passes": {account: most for account, most in counted.most_passes.items() if most},
        "calls over a cap": counted.over_cap,
        "calls out of order": 0,
        "waits": {class_id: asdict(waits) for class_id, waits in counted.waits.items()},
    }
    return tuple(
        f"{name}: {told[name]} in the report, {recounted[name]} in the journal"
        for name in told
        if told[name] != recounted[name]
    )


def _by_players(answered: Mapping[tuple[str, str], int]) -> Counter[tuple[str, str]]:
    done: Counter[tuple[str, str]] = Counter()
    for (deed, about), count in answered.items():
        if deed in _DEEDS:
            done[_DEEDS[deed], about] += count
    return done


def _by_journal(counted: Recount) -> Counter[tuple[str, str]]:
    """The journal names a ticket day/number."""
    written: Counter[tuple[str, str]] = Counter()
    for (kind, about), count in counted.done.items():
        if kind in _FACTS:
            written[_FACTS[kind], about.rpartition("/")[2]] += count
    return written
