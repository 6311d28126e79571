"""The fairness report in plain shapes: for the manager's page, and as `lobby replay --json` prints it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lobby.domain.fairness import LONG_MINUTES, FairnessReport, MostSkips, Waits
from lobby.domain.retold_call import RetoldCall
from lobby.domain.views import View, instant_view

NAMED = 8
"""So many of those who were passed most often are named: the rest is a figure."""


def fairness_view(report: FairnessReport, day: date | None, words: Mapping[int, str | None]) -> View:
    """The report of a day for the branch's manager. `words` has what was written as the reason of each override, by the
    note that keeps it; None where it has been erased.
    """
    return {
        "day": None if day is None else day.isoformat(),
        "tickets": report.tickets,
        "called": report.called,
        "calls_by_rule": [{"rule": rule, "calls": calls} for rule, calls in report.rules.items()],
        "skips": [_skips_view(one) for one in report.skips],
        "over_cap": [_call_view(call) for call in report.over_cap],
        "order_breaks": [_call_view(call) for call in report.order_breaks],
        "overrides": [{**_call_view(call), **_reason_view(call, words)} for call in report.overrides],
        "long_minutes": LONG_MINUTES,
        "waits": [{"class": class_id, **waits_view(waits)} for class_id, waits in report.waits.items()],
        "no_shows": report.no_shows,
        "promises": {"kept": report.kept, "late": report.late},
    }


def replay_view(report: FairnessReport) -> View:
    """The same as `lobby replay` prints it, figures only. `max_skips` is the most on any one account."""
    return {
        "waits": {class_id: waits_view(waits) for class_id, waits in report.waits.items()},
        "fairness": {
            "max_skips": report.max_skips,
            "max_skips_by_account": {one.account: one.most for one in report.skips},
            "over_cap": len(report.over_cap),
            "overrides": len(report.overrides),
            "order_breaks": len(report.order_breaks),
            "calls_by_rule": dict(report.rules),
            "no_shows": report.no_shows,
            "promises_kept": report.kept,
            "promises_late": report.late,
        },
    }


def waits_view(waits: Waits) -> dict[str, Any]:
    """Minutes to a hundredth; `over_20_minutes` is a share."""
    return {
        "tickets": waits.tickets,
        "mean_minutes": round(waits.mean, 2),
        "p90_minutes": round(waits.p90, 2),
        "max_minutes": round(waits.longest, 2),
        "over_20_minutes": round(waits.over_20, 3),
    }


def _skips_view(one: MostSkips) -> View:
    return {
        "account": one.account,
        "most": one.most,
        "cap": one.cap,
        "chosen": one.chosen,
        "tickets": len(one.tickets),
        "numbers": list(one.tickets[:NAMED]),
    }


def _call_view(call: RetoldCall) -> dict[str, Any]:
    return {
        "seq": call.seq,
        "at": instant_view(call.at),
        "by": call.actor,
        "counter": call.counter,
        "number": call.ticket,
        "class": call.class_id,
        "rule": call.rule,
        "passed": list(call.passed),
    }


def _reason_view(call: RetoldCall, words: Mapping[int, str | None]) -> View:
    """`words` is None if none were written, or if they have been erased, and then `erased` says so."""
    written = None if call.note is None else words.get(call.note)
    return {"reason": call.reason, "words": written, "erased": call.note is not None and written is None}
