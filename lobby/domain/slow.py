"""Why a queue is slow, for everybody in the hall to read (S03, S57): codes, counts and counters, never whose errand.

Nothing is said until somebody has waited too long: a hall that is merely busy need not explain itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lobby.domain.counter import Counter, CounterState
from lobby.domain.hall import Hall
from lobby.domain.hours import counters_open_at
from lobby.domain.later import printed_until
from lobby.domain.plans import is_meant_open
from lobby.domain.ticket import Ticket
from lobby.domain.views import View, instant_view

MOST_CAUSES = 2
"""What is said of one queue: more than two sentences are not read in passing."""


class SlowCode(StrEnum):
    """What makes a queue slow, the plainest first."""

    PAUSED = "paused"
    NO_COUNTER = "no_counter"
    FEW_COUNTERS = "few_counters"
    LONG_ERRANDS = "long_errands"
    NO_CALLS = "no_calls"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause, with what belongs to its code and None for the rest.

    `paused`: the counters, in the order of the wall, their reason, and when all are probably back, None if nobody can
    say. `few_counters`: how many are open and were planned. `no_calls`: since when. `busy`, which is said when nothing
    else is: how many wait and are open.
    """

    code: SlowCode
    counters: tuple[str, ...] = ()
    reason: str | None = None
    until: datetime | None = None
    since: datetime | None = None
    open: int | None = None
    planned: int | None = None
    waiting: int | None = None


def why_slow(hall: Hall, now: datetime) -> Mapping[str, tuple[Cause, ...]]:
    """The causes by service, of slow queues alone; each has one cause at least."""
    return {service: causes(hall, service, now) for service in hall.branch.services if is_slow(hall, service, now)}


def why_slow_for(hall: Hall, ticket: Ticket, now: datetime, *, is_later: bool) -> tuple[Cause, ...]:
    """The same for one who waits: also while it is only foreseen (`is_later`) that it gets later than was printed."""
    return causes(hall, ticket.service, now) if is_later or is_slow(hall, ticket.service, now) else ()


def is_slow(hall: Hall, service: str, now: datetime) -> bool:
    """True if somebody waits for the service longer than was promised or printed."""
    if hall.day is None:
        return False
    begins_at = counters_open_at(hall.branch, hall.day)
    return any(_is_overdue(hall, ticket, begins_at, now) for line in hall.lines([service]) for ticket in line)


def causes(hall: Hall, service: str, now: datetime) -> tuple[Cause, ...]:
    """What keeps the service's queue from moving now, the plainest first; never none."""
    found = [*_paused(hall, service), *_too_few(hall, service, now), *_not_moving(hall, service, now)]
    if found:
        return tuple(found[:MOST_CAUSES])
    return (Cause(SlowCode.BUSY, open=len(_at_work(hall, service)), waiting=hall.count_waiting([service])),)


def cause_view(cause: Cause) -> View:
    """The cause as pictures show it: its code, and only what is known beside it."""
    told = {
        "counters": list(cause.counters) or None,
        "reason": cause.reason,
        "until": instant_view(cause.until),
        "since": instant_view(cause.since),
        "open": cause.open,
        "planned": cause.planned,
        "waiting": cause.waiting,
    }
    return {"code": cause.code.value, **{name: value for name, value in told.items() if value is not None}}


def _is_overdue(hall: Hall, ticket: Ticket, begins_at: datetime, now: datetime) -> bool:
    """Longer than the bank means anybody to wait, or than the ticket says; before counters open no wait has begun.

    A wait within the service's time standard is not slow, whatever the ticket says.
    """
    waited = now - max(ticket.waits_since, begins_at)
    if waited > hall.branch.promises.wait:
        return True
    printed = printed_until(ticket)
    if printed is None:
        return False
    return waited > max(printed - ticket.issued_at, hall.branch.services[ticket.service].standard)


def _paused(hall: Hall, service: str) -> Iterator[Cause]:
    """Counters that would serve it, by the reason of their pause; one that still serves somebody is not paused yet."""
    by_reason: dict[str | None, list[Counter]] = {}
    for counter in hall.counters.values():
        if counter.state is CounterState.PAUSED and counter.ticket is None and counter.serves(service):
            by_reason.setdefault(counter.reason, []).append(counter)
    for reason, paused in by_reason.items():
        ends = [counter.until for counter in paused if counter.until is not None]
        until = max(ends) if len(ends) == len(paused) else None
        yield Cause(SlowCode.PAUSED, counters=tuple(counter.id for counter in paused), reason=reason, until=until)


def _too_few(hall: Hall, service: str, now: datetime) -> Iterator[Cause]:
    """Nobody sits where somebody is planned to sit by now."""
    serving = [counter for counter in hall.counters.values() if counter.serves(service)]
    planned = [counter for counter in _built_for(hall, service) if is_meant_open(hall, counter.id, now)]
    at_work = _at_work(hall, service)
    if not serving:
        yield Cause(SlowCode.NO_COUNTER)
    elif at_work and len(serving) < len(planned) and any(c.state is CounterState.CLOSED for c in planned):
        yield Cause(SlowCode.FEW_COUNTERS, open=len(at_work), planned=len(planned))


def _built_for(hall: Hall, service: str) -> list[Counter]:
    """The counters that serve it from opening on, if they open."""
    return [hall.counters[plan.id] for plan in hall.branch.counters.values() if service in plan.services]


def _at_work(hall: Hall, service: str) -> list[Counter]:
    """The counters that serve it, a pause that has still to begin among them."""
    serving = (counter for counter in hall.counters.values() if counter.serves(service))
    return [counter for counter in serving if counter.state is CounterState.OPEN or counter.ticket is not None]


def _not_moving(hall: Hall, service: str, now: datetime) -> Iterator[Cause]:
    """Every open counter holds a long errand; or none has called for longer than one ticket of the service may take."""
    counters = hall.open_counters(service)
    if not counters:
        return
    if all(_is_long(hall, counter, now) for counter in counters):
        yield Cause(SlowCode.LONG_ERRANDS)
        return
    since = _no_call_since(hall, service)
    if now - since >= hall.branch.services[service].standard:
        yield Cause(SlowCode.NO_CALLS, since=since)


def _is_long(hall: Hall, counter: Counter, now: datetime) -> bool:
    """It holds a ticket, longer than the time standard of that ticket's service."""
    if counter.ticket is None:
        return False
    ticket = hall.tickets[counter.ticket]
    return now - (ticket.begun_at or now) > hall.branch.services[ticket.service].standard


def _no_call_since(hall: Hall, service: str) -> datetime:
    """An instant since which no counter of the service has called, and somebody has waited for it.

    Not always the latest such one: when a counter is free, only the end of what it did last is known.
    """
    serving = [counter for counter in hall.counters.values() if counter.serves(service)]
    last = [_last_known(hall, counter) for counter in (*serving, *_built_for(hall, service))]
    waited_since = min(ticket.waits_since for line in hall.lines([service]) for ticket in line)
    return max(waited_since, *last)


def _last_known(hall: Hall, counter: Counter) -> datetime:
    """When the counter called what it holds; if it holds nothing, when that ended, or when it opened."""
    called_at = None if counter.ticket is None else hall.tickets[counter.ticket].called_at
    return called_at or counter.since
