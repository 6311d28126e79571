"""The day's plans as the lobby manager sees them: what was meant beside what really happened, counter by counter."""

from collections.abc import Mapping
from datetime import date, datetime

from lobby.domain.branch import Plan
from lobby.domain.counter import Counter
from lobby.domain.hall import Hall
from lobby.domain.hours import local_day
from lobby.domain.plans import plan_view, planned_for
from lobby.domain.timeline import Doing, Timeline
from lobby.domain.views import View, counter_view, instant_view

WAS = {Doing.IDLE: "open", Doing.SERVING: "open", Doing.PAUSED: "paused"}
"""A plan knows only whether somebody is there to call; whom they serve is the timeline's."""


def day_of_plans(hall: Hall, now: datetime) -> date:
    """The day that plans are spoken of: the open one, and with none open the one on the wall."""
    return hall.day or local_day(hall.branch, now)


def plans_view(hall: Hall, told: Mapping[str, Timeline], now: datetime) -> View:
    """Counters in the order of the wall, each with today's plan, its usual one, and when it was open or paused.

    `told` has each counter's timeline of that day. While no day is open no plan can be changed.
    """
    day = day_of_plans(hall, now)
    order = sorted(hall.branch.counters.values(), key=lambda one: one.place)
    return {
        "day": day.isoformat(),
        "is_open": hall.day is not None,
        "counters": [_view(hall, hall.counters[one.id], told[one.id], day) for one in order],
    }


def todays_view(hall: Hall, counter_id: str, day: date) -> View:
    """What is meant for that day, and what the week's pattern says of it."""
    usual = planned_for(hall.branch, counter_id, day)
    return {"planned": plan_view(_meant(hall, counter_id, day)), "usual": plan_view(usual)}


def _meant(hall: Hall, counter_id: str, day: date) -> Plan | None:
    if hall.last_day == day:
        return hall.plans.get(counter_id)
    return planned_for(hall.branch, counter_id, day)


def _view(hall: Hall, counter: Counter, told: Timeline, day: date) -> View:
    return {
        **counter_view(hall, counter),
        "teller": counter.teller,
        **todays_view(hall, counter.id, day),
        "stretches": [
            {"was": WAS[one.doing], "from": instant_view(one.start), "until": instant_view(one.end)}
            for one in told.stretches
        ],
    }
