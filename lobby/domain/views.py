"""Plain shapes of domain values, for answers and pictures: strings, numbers, lists and dicts, ready for JSON.

Instants are RFC 3339 in UTC with microseconds; waits are minutes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any

from lobby.domain.branch import Branch, Text
from lobby.domain.counter import Counter, CounterState
from lobby.domain.estimate import shown
from lobby.domain.explain import Why
from lobby.domain.hall import Hall
from lobby.domain.ticket import Aside, TicketState, Wait

View = Mapping[str, Any]


def instant_view(at: datetime | None) -> str | None:
    """RFC 3339 in UTC; None stays None."""
    return None if at is None else at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def clock_view(at: time) -> str:
    """A time of day as HH:MM."""
    return at.isoformat(timespec="minutes")


def minutes_between(since: datetime, now: datetime) -> float:
    """Minutes from one instant to the other, to a hundredth, never below 0."""
    return round(max(0.0, (now - since).total_seconds() / 60), 2)


def text_view(text: Text) -> View:
    """Both languages."""
    return {"zh": text.zh, "en": text.en}


def wait_view(wait: Wait | None) -> View | None:
    """The wait, and `shown`: its range in whole minutes as people see it. None if no counter serves the service."""
    if wait is None:
        return None
    range_shown = list(shown(wait))
    return {"low": round(wait.low, 2), "mid": round(wait.mid, 2), "high": round(wait.high, 2), "shown": range_shown}


def why_view(why: Why) -> View:
    """The reason of a call, all of it: for staff only."""
    return {
        "rule": why.rule.value,
        "passed": list(why.passed),
        "staff": text_view(why.staff),
        "customer": text_view(why.customer),
    }


def aside_view(aside: Aside | None) -> View | None:
    """Where a ticket is that neither waits nor is at a counter; None for any other."""
    if aside is None:
        return None
    return {
        "since": instant_view(aside.since),
        "until": instant_view(aside.until),
        "reason": aside.reason,
        "machine": aside.machine,
        "accompanied": aside.accompanied,
    }


def counter_view(hall: Hall, counter: Counter) -> View:
    """A counter as anybody may see it.

    A paused counter that still serves somebody shows that, and `pausing`. The public words for what it serves are its
    group's, never the errand of who stands there (S39).
    """
    return {
        "id": counter.id,
        "state": counter_state(hall, counter),
        "pausing": counter.state is CounterState.PAUSED and counter.ticket is not None,
        "since": instant_view(counter.since),
        "until": instant_view(counter.until),
        "number": counter.ticket,
        "reason": counter.reason,
        "services": list(counter.services),
        "group": hall.branch.counters[counter.id].group,
        "lent_groups": _lent_groups(hall, counter),
    }


def groups_of(branch: Branch, services: Collection[str]) -> list[str]:
    """The groups of these services, by id, in the order of the configuration."""
    used = {branch.services[service].group for service in services}
    return [group for group in branch.groups if group in used]


def _lent_groups(hall: Hall, counter: Counter) -> list[str]:
    """The public words for what a lent counter serves besides those of its own group."""
    own = hall.branch.counters[counter.id].group
    return [group for group in groups_of(hall.branch, counter.lent) if group != own]


def counter_state(hall: Hall, counter: Counter) -> str:
    """One of closed, open, ready, called, serving, paused: what can be seen at the counter."""
    if counter.ticket is not None:
        return "called" if hall.tickets[counter.ticket].state is TicketState.CALLED else "serving"
    if counter.is_ready:
        return "ready"
    return counter.state.value
