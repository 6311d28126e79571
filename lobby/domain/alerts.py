"""Alerts: what a lobby manager should go and see to, found from the hall as it stands. Nothing is kept but who has
said of one that they see to it.

Every figure here changes at an instant, none runs with the clock: the same alerts are the same until something has
happened or a threshold is passed. Thresholds are the branch's `AlertRules`; a promise is `Promises.wait`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lobby.domain.aside import PROMISE_DUE
from lobby.domain.counter import Counter, CounterState
from lobby.domain.cover import uncovered
from lobby.domain.hall import Acknowledged, Hall
from lobby.domain.hours import counters_open_at, day_ends_at, instant
from lobby.domain.repeat import repeats
from lobby.domain.ticket import Ticket
from lobby.domain.views import View, instant_view


class AlertKind(StrEnum):
    """What is the matter."""

    STALL = "stall"
    NOBODY_OPEN = "nobody_open"
    UNCOVERED = "uncovered"
    LATE = "late"
    OCCUPATION = "occupation"
    OVER_STANDARD = "over_standard"
    PARK_OVERDUE = "park_overdue"
    PARK_DUE = "park_due"
    REPEAT = "repeat"


class Level(StrEnum):
    """How grave; `danger`: somebody waits too long, go now."""

    DANGER = "danger"
    WARN = "warn"


_GRAVEST_FIRST = (Level.DANGER, Level.WARN)


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to see to, true since that instant. It is the same thing as another of the same `key`, later on too.

    Of what it is about, the others are None: `counter`, `number` of a ticket, `service`, and `n` people, or numbers
    for a repeat. `counters` are those of an occupation, in the order of the wall; of a service that is uncovered
    `counter` is the one that left it last.
    """

    kind: AlertKind
    level: Level
    since: datetime
    subject: str | None = None
    counter: str | None = None
    number: str | None = None
    service: str | None = None
    n: int | None = None
    counters: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name: the kind, and what it is about where there may be several of a kind."""
        return self.kind if self.subject is None else f"{self.kind}-{self.subject}"


def alerts(hall: Hall, now: datetime) -> tuple[Alert, ...]:
    """Everything to see to now, the gravest first, then what is true longest. None while no day is open."""
    if hall.day is None:
        return ()
    found = [
        *_standstill(hall, now),
        *_short_of_counters(hall, now),
        *_late(hall, now),
        *_held_too_long(hall, now),
        *_parked(hall, now),
        *_repeats(hall, now),
    ]
    return tuple(sorted(found, key=lambda alert: (_GRAVEST_FIRST.index(alert.level), alert.since, alert.key)))


def acknowledged(hall: Hall, alert: Alert) -> Acknowledged | None:
    """Who sees to it, None if nobody. One that ended and came again has begun since, so nobody sees to it yet."""
    known = hall.acknowledged.get(alert.key)
    return known if known is not None and alert.since <= known.at else None


def alerts_view(hall: Hall, now: datetime) -> list[View]:
    """The alerts for the tablet; those that somebody sees to stand last, so that none hides another."""
    seen = [(alert, acknowledged(hall, alert)) for alert in alerts(hall, now)]
    return [alert_view(alert, by) for alert, by in sorted(seen, key=lambda pair: pair[1] is not None)]


def alert_view(alert: Alert, by: Acknowledged | None) -> View:
    """One alert, and who sees to it."""
    about = {name: getattr(alert, name) for name in ("counter", "number", "service", "n")}
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "level": alert.level.value,
        "since": instant_view(alert.since),
        "about": {**about, "counters": list(alert.counters)},
        "acknowledged": None if by is None else {"by": by.by, "at": instant_view(by.at)},
    }


def _standstill(hall: Hall, now: datetime) -> Iterator[Alert]:
    """Nobody is called although somebody waits: no counter is open, within the hours, or there is another reason."""
    waiting = hall.count_waiting(hall.branch.services)
    if not waiting:
        return
    opens_at, closes_at = _hours(hall)
    begins = max(opens_at, _first_waits(hall, hall.branch.services))
    rules, counters = hall.branch.alerts, hall.counters.values()
    if any(counter.state is CounterState.OPEN for counter in counters):
        since = max([begins, *(call.at for call in hall.calls if call.why is not None)])
        if now - since >= rules.stall:
            yield Alert(AlertKind.STALL, Level.DANGER, since, n=waiting)
        return
    since = max([begins, *(counter.since for counter in counters)])
    if now - since >= rules.nobody_open and now < closes_at:
        yield Alert(AlertKind.NOBODY_OPEN, Level.DANGER, since, n=waiting)


def _short_of_counters(hall: Hall, now: datetime) -> Iterator[Alert]:
    """Somebody waits for a service with fewer counters than its minimum, or with none, which is graver (S31). A counter
    that pauses after its customer has not left before; while no counter at all is open, that is told instead.
    """
    if not any(counter.state is CounterState.OPEN for counter in hall.counters.values()):
        return
    for short in uncovered(hall, now):
        planned = [hall.counters[plan.id] for plan in hall.branch.counters.values() if short.service in plan.services]
        left = [counter for counter in planned if not counter.is_staffed_for(short.service)]
        if not short.waiting or any(counter.ticket is not None for counter in left):
            continue
        first = _first_waits(hall, [short.service])
        since = max([_hours(hall)[0], first, *(counter.since for counter in left)])
        if now - since >= hall.branch.alerts.nobody_open:
            level = Level.WARN if short.counters_left else Level.DANGER
            service, n = short.service, short.waiting
            last = max(left, key=lambda counter: counter.since).id if left else None
            yield Alert(AlertKind.UNCOVERED, level, since, service, counter=last, service=service, n=n)


def _late(hall: Hall, now: datetime) -> Iterator[Alert]:
    """Those who have waited longer than was promised, all in one; `number` has waited longest."""
    promise = hall.branch.promises.wait
    late = [ticket for ticket in _waiting(hall, hall.branch.services) if now - ticket.issued_at > promise]
    if late:
        first = min(late, key=lambda ticket: (ticket.issued_at, ticket.seq))
        yield Alert(AlertKind.LATE, Level.DANGER, first.issued_at + promise, number=first.number, n=len(late))


def _held_too_long(hall: Hall, now: datetime) -> Iterator[Alert]:
    """Occupations, and single counters; a counter is told of once, by whatever says more of it."""
    far = {str(alert.counter): alert for alert in _over_standard(hall, now)}
    occupations = [one for one in _occupations(hall, now) if len(one.counters) > 1 or one.counters[0] not in far]
    yield from occupations
    occupied = {counter for alert in occupations for counter in alert.counters}
    yield from (alert for counter, alert in far.items() if counter not in occupied)


def _over_standard(hall: Hall, now: datetime) -> Iterator[Alert]:
    """One ticket holds its counter far beyond its standard; graver while somebody waits for that counter."""
    for counter in hall.counters.values():
        if counter.ticket is None:
            continue
        ticket = hall.tickets[counter.ticket]
        standard, began = hall.branch.services[ticket.service].standard, _began(ticket)
        if now - began >= standard * hall.branch.alerts.over_standard:
            n = hall.count_waiting(counter.services)
            level = Level.DANGER if n else Level.WARN
            yield Alert(
                AlertKind.OVER_STANDARD,
                level,
                began + standard,
                counter.id,
                counter=counter.id,
                number=ticket.number,
                service=ticket.service,
                n=n,
            )


def _occupations(hall: Hall, now: datetime) -> Iterator[Alert]:
    """Every open counter of a service is held beyond its standard while somebody waits for it (S11).

    Services with the same counters are one alert, named by the one that most wait for.
    """
    by_counters: dict[tuple[str, ...], list[str]] = {}
    for service in hall.branch.services:
        open_now = hall.open_counters(service)
        if open_now and hall.count_waiting([service]) and all(_is_held_beyond(hall, one, now) for one in open_now):
            by_counters.setdefault(tuple(one.id for one in open_now), []).append(service)
    for counters, services in by_counters.items():
        beyond = [_beyond_at(hall, hall.counters[counter]) for counter in counters]
        since = max([_first_waits(hall, services), *(at for at in beyond if at is not None)])
        service = max(services, key=lambda service: hall.count_waiting([service]))
        n = hall.count_waiting(services)
        yield Alert(AlertKind.OCCUPATION, Level.DANGER, since, service, service=service, n=n, counters=counters)


def _parked(hall: Hall, now: datetime) -> Iterator[Alert]:
    """The time that was promised to somebody who was asked to come back has come, and nobody has called them since."""
    for ticket in _waiting(hall, hall.branch.services):
        due = ticket.came_back_at
        if ticket.came_back != PROMISE_DUE or due is None or (ticket.called_at is not None and ticket.called_at > due):
            continue
        overdue = now - due >= hall.branch.alerts.park_overdue
        kind, level = (AlertKind.PARK_OVERDUE, Level.DANGER) if overdue else (AlertKind.PARK_DUE, Level.WARN)
        yield Alert(kind, level, due, ticket.number, number=ticket.number, service=ticket.service)


def _repeats(hall: Hall, now: datetime) -> Iterator[Alert]:
    """One customer takes more numbers than is usual within an hour: told of with the last one (S11)."""
    last = {ticket.identity: ticket for ticket in repeats(hall, now)}
    for ticket in last.values():
        number, since = ticket.number, ticket.issued_at
        yield Alert(AlertKind.REPEAT, Level.WARN, since, number, number=number, service=ticket.service, n=ticket.taken)


def _hours(hall: Hall) -> tuple[datetime, datetime]:
    """When counters begin to serve on the open day, and when the doors close."""
    branch, day = hall.branch, hall.day
    if day is None:
        raise ValueError("hours belong to a business day")
    if branch.hours.round_the_clock:
        return counters_open_at(branch, day), day_ends_at(branch, day)
    return counters_open_at(branch, day), instant(branch, day, branch.hours.closes_at)


def _waiting(hall: Hall, services: Iterable[str]) -> Iterator[Ticket]:
    return (ticket for line in hall.lines(services) for ticket in line)


def _first_waits(hall: Hall, services: Iterable[str]) -> datetime:
    """Since when somebody has been waiting for one of the services; whoever was aside waits since then again."""
    return min(ticket.waits_since for ticket in _waiting(hall, services))


def _began(ticket: Ticket) -> datetime:
    """Since when the ticket holds its counter."""
    return ticket.begun_at or ticket.issued_at


def _beyond_at(hall: Hall, counter: Counter) -> datetime | None:
    """When the ticket at the counter passes its standard; None if there is none."""
    if counter.ticket is None:
        return None
    ticket = hall.tickets[counter.ticket]
    return _began(ticket) + hall.branch.services[ticket.service].standard


def _is_held_beyond(hall: Hall, counter: Counter, now: datetime) -> bool:
    at = _beyond_at(hall, counter)
    return at is not None and at < now
