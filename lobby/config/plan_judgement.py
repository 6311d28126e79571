"""What the counters' planned hours mean for `lobby check`: when too few are meant to be open for a service."""

from collections.abc import Iterator
from datetime import time
from itertools import pairwise

from lobby.config.shape import WEEKDAYS
from lobby.domain.branch import Branch, Plan

Stretch = tuple[time, time, int]
"""From, until, and how many counters are planned then."""


def too_few_planned(branch: Branch) -> Iterator[str]:
    """A sentence for each stretch of a week in which a service has fewer counters planned than its minimum."""
    for service, minimum in branch.minimum_counters.items():
        days: dict[Stretch, list[str]] = {}
        for weekday in sorted(branch.hours.weekdays):
            for stretch in _below(branch, service, minimum, weekday):
                days.setdefault(stretch, []).append(WEEKDAYS[weekday])
        for (begins, ends, planned), weekdays in days.items():
            yield (
                f"from {begins:%H:%M} to {ends:%H:%M} on {', '.join(weekdays)} {_counted(planned)} planned for "
                f"{branch.services[service].name.zh} (`{service}`), of at least {minimum}."
            )


def _below(branch: Branch, service: str, minimum: int, weekday: int) -> Iterator[Stretch]:
    """The stretches between opening and the last number in which fewer are planned, those with as few in one."""
    hours = branch.hours
    plans = [one.week[weekday] for one in branch.counters.values() if one.week and service in one.services]
    turns = {turn for plan in plans if plan is not None for turn in _turns(plan)}
    within = {turn for turn in turns if hours.opens_at < turn < hours.last_number_at}
    edges = sorted({hours.opens_at, hours.last_number_at, *within})
    low: Stretch | None = None
    for begins, ends in pairwise(edges):
        planned = sum(plan is not None and _is_open(plan, begins) for plan in plans)
        if low is not None and low[2] == planned:
            low = (low[0], ends, planned)
            continue
        if low is not None:
            yield low
        low = (begins, ends, planned) if planned < minimum else None
    if low is not None:
        yield low


def _turns(plan: Plan) -> Iterator[time]:
    """When it opens, closes, and goes on a break or comes back."""
    yield from (plan.opens_at, plan.closes_at, *(turn for one in plan.breaks for turn in one))


def _is_open(plan: Plan, at: time) -> bool:
    return plan.opens_at <= at < plan.closes_at and not any(begins <= at < ends for begins, ends in plan.breaks)


def _counted(planned: int) -> str:
    if planned == 0:
        return "no counter is"
    return "only 1 counter is" if planned == 1 else f"only {planned} counters are"
