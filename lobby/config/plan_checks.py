"""What must hold of counters' planned hours (within the branch's, in order, on its days), and of how many there are.

What is wrong with one day's plan is decided in `lobby/domain/plans.py`, for the pattern here and for a plan changed
on the day alike. As in `checks`, nothing is said of what is missing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from lobby.config.findings import Finding, an_id_of, each_once
from lobby.config.shape import WEEKDAYS
from lobby.config.sources import Place, Tree
from lobby.domain.branch import Hours, Plan
from lobby.domain.plans import BREAKS_DISORDERED, ENDS_TOO_EARLY, OUTSIDE_HOURS, Fault, faults
from lobby.domain.views import clock_view


def check_minimum(branch: Tree, here: Place) -> Iterator[Finding]:
    """No service is to have more counters at least than there are."""
    offered, counters = branch.get("services"), branch.get("counters")
    for service, minimum in branch.get("minimum_counters", {}).items():
        if offered is not None and service not in offered:
            yield (*here, service), service, an_id_of("a service of this branch", service, offered)
        elif counters and all("services" in counter for counter in counters.values()):
            serving = sum(service in counter["services"] for counter in counters.values())
            if minimum > serving:
                yield (*here, service), minimum, f"at most {serving}: no more counters serve it without being lent"


def check_plan(branch: Tree, counter_id: str, here: Place) -> Iterator[Finding]:
    """Everything that does not fit together in the week of this counter of the branch."""
    week = branch["counters"][counter_id].get("plan", {})
    hours = branch.get("hours", {})
    yield from each_once((*here, "weekdays"), week.get("weekdays"))
    for position, weekday in enumerate(week.get("weekdays", ())):
        if weekday not in hours.get("weekdays", WEEKDAYS):
            yield (*here, "weekdays", position), weekday, "a day on which the branch opens, one of hours.weekdays"
    yield from _day(week, hours, here)
    for weekday, day in week.get("other_days", {}).items():
        if weekday not in week.get("weekdays", WEEKDAYS):
            yield (*here, "other_days", weekday), weekday, "a day of the plan, one of its weekdays"
        yield from _day(day, hours, (*here, "other_days", weekday))


def _day(day: Tree, hours: Tree, here: Place) -> Iterator[Finding]:
    opening, plan = _hours(hours), _plan(day)
    if opening is None or plan is None:
        return
    for fault in faults(plan, opening):
        value: Any = day
        for part in fault.setting:
            value = value[part]
        yield (*here, *fault.setting), value, _ALLOWED[fault.code].format(**_limits(fault))


_ALLOWED = {
    ENDS_TOO_EARLY: "after opens_at, which is {after}",
    OUTSIDE_HOURS: "within the branch's hours, from {after} (kiosk_opens_at) to {before} (closes_at)",
    BREAKS_DISORDERED: "[from, until], after {after} and before {before}: breaks lie within the plan, in order",
}


def _limits(fault: Fault) -> Mapping[str, str]:
    return {"after": clock_view(fault.after), "before": clock_view(fault.before)}


def _hours(hours: Tree) -> Hours | None:
    """The branch's hours as far as a plan is held to them; None if one that matters is missing or out of order."""
    names = ("kiosk_opens_at", "opens_at", "last_number_at", "closes_at")
    if any(name not in hours for name in names):
        return None
    kiosk_opens_at, opens_at, last_number_at, closes_at = (_time(hours[name]) for name in names)
    if not kiosk_opens_at <= opens_at < last_number_at <= closes_at:
        return None
    nobody: frozenset[int] = frozenset()
    never: frozenset[date] = frozenset()
    return Hours(kiosk_opens_at, opens_at, last_number_at, closes_at, nobody, never, round_the_clock=False)


def _plan(day: Tree) -> Plan | None:
    if "opens_at" not in day or "closes_at" not in day:
        return None
    breaks = tuple((_time(begins), _time(ends)) for begins, ends in day.get("breaks", ()))
    return Plan(_time(day["opens_at"]), _time(day["closes_at"]), breaks)


def _time(value: Any) -> time:
    """As it was written: in quotes, or TOML's own time of day."""
    return value if isinstance(value, time) else time.fromisoformat(value)
