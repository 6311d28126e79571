"""What staff are shown of lending: what a step would do to everybody's wait, and to whom a counter is lent."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import floor

from lobby.domain.branch import ORDINARY
from lobby.domain.counter import Counter
from lobby.domain.fact import SYSTEM
from lobby.domain.hall import Hall
from lobby.domain.lending import Step, StepDeed, advised, made
from lobby.domain.simple_wait import Times, newcomer
from lobby.domain.ticket import Wait
from lobby.domain.views import View, groups_of, instant_view, wait_view


def advice_view(hall: Hall, times: Times, now: datetime) -> View | None:
    """The step that a person should make now, and what it would do; None if there is none.

    `before` and `after` are the longest wait of somebody who comes now for one of the services, without the step and
    with it, None where no counter would serve them; `costs` are the minutes that others would then wait longer, by
    group. Whoever is called from `from_at` on will have waited as `after` says: by then those who wait now have been
    called, some of whom may have waited longer already.
    """
    step = advised(hall, times, now)
    if step is None:
        return None
    then = made(hall, step, now, SYSTEM)
    before, after = (_longest(one, times, step.services, now) for one in (hall, then))
    return {
        "deed": step.deed.value,
        "counter": step.counter,
        "services": list(step.services),
        "groups": groups_of(hall.branch, step.services),
        "reason": step.cause.value,
        "before": wait_view(before),
        "after": wait_view(after),
        "from_at": None if after is None else instant_view(now + timedelta(minutes=after.mid)),
        "costs": _costs(hall, then, times, step, now),
    }


def lent_view(hall: Hall, counter: Counter) -> View | None:
    """To which services a counter is lent, since when, until when (None: until taken back) and by whom.

    None if to none.
    """
    if not counter.lent:
        return None
    return {
        "services": list(counter.lent),
        "groups": groups_of(hall.branch, counter.lent),
        "since": instant_view(counter.lent_at),
        "until": instant_view(counter.services_until),
        "by": counter.lent_by,
    }


def _longest(hall: Hall, times: Times, services: Iterable[str], now: datetime) -> Wait | None:
    """None as soon as nobody serves one of them: that is longer than any."""
    waits = [newcomer(hall, times, service, ORDINARY, now).wait for service in services]
    known = [wait for wait in waits if wait is not None]
    return max(known, key=lambda wait: wait.mid) if len(known) == len(waits) else None


def _costs(hall: Hall, then: Hall, times: Times, step: Step, now: datetime) -> list[View]:
    """What the counter's own people pay for a lending, to the minute. Taking back only helps them."""
    if step.deed is StepDeed.TAKE_BACK:
        return []
    costs: dict[str, int] = {}
    for service in hall.branch.counters[step.counter].services:
        before, after = (newcomer(one, times, service, ORDINARY, now).wait for one in (hall, then))
        if before is not None and after is not None:
            group = hall.branch.services[service].group
            costs[group] = max(costs.get(group, 0), floor(after.mid - before.mid + 0.5))
    return [{"group": group, "minutes": minutes} for group, minutes in costs.items() if minutes > 0]
