"""Counters' hours: what the week's pattern says of a day, a plan changed for today, and what is wrong with a plan.

A plan opens nothing and closes nothing; it says what is meant, so that people and estimates can reckon with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from lobby.domain.branch import Branch, Hours, Plan
from lobby.domain.errors import Conflict, Refusal
from lobby.domain.fact import SYSTEM, Kind
from lobby.domain.hall import Hall
from lobby.domain.hours import instant, is_business_day
from lobby.domain.views import View, clock_view, instant_view

ENDS_TOO_EARLY = "plan_ends_before_it_begins"
OUTSIDE_HOURS = "plan_outside_hours"
BREAKS_DISORDERED = "breaks_out_of_order"


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot stand in a plan: the setting (`opens_at`, `closes_at`, or a break by its place), and a code for why.

    It would have to lie from `after` to `before`; a plan's ends may be those, a break lies between them.
    """

    setting: tuple[str | int, ...]
    code: str
    after: time
    before: time


def faults(plan: Plan, hours: Hours) -> Iterator[Fault]:
    """Everything that cannot stand in the plan of a counter of a branch with these hours."""
    if not hours.round_the_clock:
        for name, at in (("opens_at", plan.opens_at), ("closes_at", plan.closes_at)):
            if not hours.kiosk_opens_at <= at <= hours.closes_at:
                yield Fault((name,), OUTSIDE_HOURS, hours.kiosk_opens_at, hours.closes_at)
    if plan.closes_at <= plan.opens_at:
        yield Fault(("closes_at",), ENDS_TOO_EARLY, plan.opens_at, hours.closes_at)
        return
    after = plan.opens_at
    for place, (begins, ends) in enumerate(plan.breaks):
        if not after < begins < ends < plan.closes_at:
            yield Fault(("breaks", place), BREAKS_DISORDERED, after, plan.closes_at)
            return
        after = ends


def planned_for(branch: Branch, counter_id: str, day: date) -> Plan | None:
    """What the week's pattern says of that day; None: not meant to open, or nobody plans this counter."""
    week = branch.counters[counter_id].week
    return week[day.weekday()] if week and is_business_day(branch, day) else None


def is_meant_open(hall: Hall, counter_id: str, now: datetime) -> bool:
    """True if the counter's plan for today has it open at this instant, outside its breaks, or nobody plans it."""
    if hall.day is None or counter_id not in hall.plans:
        return True
    plan = hall.plans[counter_id]
    at = now.astimezone(hall.branch.time_zone).time()
    return plan is not None and plan.opens_at <= at < plan.closes_at and not any(a <= at < b for a, b in plan.breaks)


def set_plan(hall: Hall, counter_id: str, plan: Plan | None, now: datetime, actor: str) -> Hall:
    """The counter is meant to be open so today (None: not at all). Tomorrow goes by the week's pattern again.

    Raises NotFound `unknown_counter`; Conflict `day_closed`; Refusal `plan_ends_before_it_begins`,
    `plan_outside_hours`, `breaks_out_of_order`, each with the `setting` and between what it must lie.
    """
    hall.counter(counter_id)
    if hall.day is None:
        raise Conflict("day_closed")
    wrong = None if plan is None else next(faults(plan, hall.branch.hours), None)
    if wrong is not None:
        setting = ".".join(map(str, wrong.setting))
        raise Refusal(wrong.code, setting=setting, after=clock_view(wrong.after), before=clock_view(wrong.before))
    return _planned(hall, hall.day, counter_id, plan, now, actor)


def lacks_plans(hall: Hall) -> bool:
    """True if a counter that somebody plans has no plan for the day that is open."""
    return any(one.week and one.id not in hall.plans for one in hall.branch.counters.values())


def with_plans(hall: Hall, at: datetime) -> Hall:
    """Every counter that somebody plans has its plan for the day that is open, and the journal knows it."""
    if hall.day is None:
        return hall
    for one in hall.branch.counters.values():
        if one.week and one.id not in hall.plans:
            hall = _planned(hall, hall.day, one.id, planned_for(hall.branch, one.id, hall.day), at, SYSTEM)
    return hall


def plan_view(plan: Plan | None) -> View:
    """The plan in times of day; all null and empty where the counter is not meant to open."""
    if plan is None:
        return {"opens_at": None, "closes_at": None, "breaks": []}
    return {
        "opens_at": clock_view(plan.opens_at),
        "closes_at": clock_view(plan.closes_at),
        "breaks": [[clock_view(begins), clock_view(ends)] for begins, ends in plan.breaks],
    }


def _planned(hall: Hall, day: date, counter_id: str, plan: Plan | None, at: datetime, actor: str) -> Hall:
    """Told in instants, so that a day can be replayed by who does not know the branch's time zone."""
    hall = replace(hall, plans={**hall.plans, counter_id: plan})

    def when(clock: time) -> str | None:
        return instant_view(instant(hall.branch, day, clock))

    about = {
        "opens_at": None if plan is None else when(plan.opens_at),
        "closes_at": None if plan is None else when(plan.closes_at),
        "breaks": [] if plan is None else [[when(begins), when(ends)] for begins, ends in plan.breaks],
        "vip_first": hall.branch.counters[counter_id].vip_first,
    }
    return hall.told(Kind.COUNTER_PLANNED, at, actor, counter=counter_id, detail=about)
