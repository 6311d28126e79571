"""The simple formula for a wait: work ahead by the rule, shared by the counters that are open.

It is what people are told while nothing better was foretold (`estimate.py`), and the yardstick for a hall that is only
imagined: what a lending would do. How many are ahead is exact for those whom the same counters serve. Pure: a hall and
service times go in, ahead counts and waits in minutes come out.
"""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import fsum, sqrt

from lobby.domain.branch import ORDINARY, Service
from lobby.domain.counter import Counter
from lobby.domain.dispatch import call_order
from lobby.domain.forecast.model import Pace
from lobby.domain.hall import Hall
from lobby.domain.ticket import Ticket, Wait

PRIOR_SPREAD = 0.6
"""Coefficient of variation before anything was learned: day.md's services have 0.55 to 0.8."""

PACE_SPREAD = 0.35
"""How far the pace of a whole hall strays from what is known at issue (breaks, lunch, tiers to come, no-shows), as a
share of the wait. Measured on three rehearsed days, 435 waits: ranges so widened held 75, 86 and 86%, on the first day
58% without."""

Z80 = 1.2816
"""An interval of this many standard deviations to each side covers 80% of a normal distribution."""


AT_ONCE = Wait(0.0, 0.0, 0.0)
"""The wait of somebody whom a free counter calls now."""

Times = Mapping[str, tuple[float, float]]
"""Service times by service: their mean, in minutes, and their variance. The standard is taken for one that is missing.
"""


def times_of(paces: Mapping[str, Pace]) -> Times:
    """Mean and variance of what is believed of each service."""
    return {service: _moments(pace) for service, pace in paces.items()}


@dataclass(frozen=True, slots=True)
class Prospect:
    """How many waiting tickets the rule would call first, and the wait; None if no counter serves the service now.

    `is_foretold` says that the wait is a forecast's, and not by the formula.
    """

    ahead: int
    wait: Wait | None
    is_foretold: bool = False


def newcomer(hall: Hall, times: Times, service: str, class_id: str, now: datetime) -> Prospect:
    """The prospect of somebody who would take a number now: a ghost, which takes no counter and skips nobody."""
    counters = hall.open_counters(service)
    if any(counter.is_ready for counter in counters):
        return Prospect(0, AT_ONCE)  # it takes the next arrival by itself, and nobody there waits (I2)
    services = _services_of(counters, service)
    if class_id == ORDINARY:
        # Whoever waits already is older, and an ordinary ticket passes nobody (I4): no need to play the rule.
        ahead = Tally({s: hall.count_waiting([s]) for s in services})
    else:
        ghost = Ticket("", "", service, class_id, now.timestamp(), hall.seq + 1, now)
        ahead = Tally(_called_before(hall.with_ticket(ghost), ghost, services))
    return _work(hall, times, counters, services, now).prospect(ahead)


def holder(hall: Hall, times: Times, ticket: Ticket, now: datetime) -> Prospect:
    """The prospect of somebody who waits with this ticket."""
    counters = hall.open_counters(ticket.service)
    services = _services_of(counters, ticket.service)
    ahead = Tally(_called_before(hall, ticket, services))
    return _work(hall, times, counters, services, now).prospect(ahead)


def holders(hall: Hall, times: Times, now: datetime) -> dict[str, Prospect]:
    """The prospect of everybody who waits, by number, each the same as `holder` answers.

    Services that the same counters serve share one playing of the rule, so that a full hall costs a few of them and
    not one for each ticket.
    """
    plays: dict[tuple[frozenset[str], bool], dict[str, _Work]] = {}
    for service in hall.branch.services:
        if not hall.count_waiting([service]):
            continue
        counters = hall.open_counters(service)
        services = _services_of(counters, service)
        play = plays.setdefault((frozenset(services), _vip_first(counters)), {})
        play[service] = _work(hall, times, counters, services, now)
    prospects: dict[str, Prospect] = {}
    for (together, vip_first), works in plays.items():
        ahead: Tally[str] = Tally()
        for ticket, _ in call_order(hall.queues, together, hall.branch.fairness, vip_first=vip_first):
            if ticket.service in works:
                prospects[ticket.number] = works[ticket.service].prospect(ahead)
            ahead[ticket.service] += 1
    return prospects


def _moments(pace: Pace) -> tuple[float, float]:
    mean = fsum(pace.pool) / len(pace.pool)
    square = fsum(value * value for value in pace.pool) / len(pace.pool)
    return pace.minutes * mean, pace.minutes**2 * max(square - mean**2, 0.0)


def _services_of(counters: Iterable[Counter], service: str) -> list[str]:
    """Every service of these counters; without any counter, the one alone."""
    served = dict.fromkeys(s for counter in counters for s in counter.services)
    return list(served) or [service]


def _called_before(hall: Hall, ticket: Ticket, services: list[str]) -> Iterable[str]:
    """The service of each ticket that one counter for all these services would call before this ticket.

    Deliberately inexact: several counters with different services are played as one. It puts tiers first only if every
    counter that serves the ticket does.
    """
    vip_first = _vip_first(hall.open_counters(ticket.service))
    for called, _ in call_order(hall.queues, services, hall.branch.fairness, vip_first=vip_first):
        if called.number == ticket.number:
            return
        yield called.service


def _vip_first(counters: list[Counter]) -> bool:
    return bool(counters) and all(counter.vip_first for counter in counters)


@dataclass(frozen=True, slots=True)
class _Work:
    """What one who waits for these counters waits for: their present work, and a ticket ahead of each service.

    `now` and `each` are pairs of minutes and variance, for all the counters together. `is_free`: one of them could
    call at once.
    """

    counters: int
    is_free: bool
    now: tuple[float, float]
    each: Mapping[str, tuple[float, float]]

    def prospect(self, ahead: Tally[str]) -> Prospect:
        """Share the work ahead (tickets by service) among the counters."""
        count = ahead.total()
        if not self.counters:
            return Prospect(count, None)
        if not count and self.is_free:
            return Prospect(0, AT_ONCE)
        minutes, variance = self.now
        for service, tickets in ahead.items():
            its_minutes, its_variance = self.each[service]
            minutes += tickets * its_minutes
            variance += tickets * its_variance
        middle = minutes / self.counters
        spread = Z80 * sqrt(variance / self.counters**2 + (PACE_SPREAD * middle) ** 2)
        return Prospect(count, Wait(max(0.0, middle - spread), middle, middle + spread))


def _work(hall: Hall, times: Times, counters: list[Counter], services: Iterable[str], now: datetime) -> _Work:
    """The work of these counters.

    When the customer's turn comes, one counter is free and the others are still in the midst of somebody: that part
    of the present work, (c - 1) / c of what remains now, need not be waited for.
    """
    each: dict[str, tuple[float, float]] = {}
    for service in services if counters else ():
        mean, variance = _mean_and_variance(times, hall.branch.services[service])
        share = _share(hall, service, counters)
        each[service] = (share * mean, share**2 * variance)
    remaining = [_remaining(hall, times, counter, now) / len(counters) for counter in counters]
    present = (sum(remaining), sum(minutes**2 for minutes in remaining))
    return _Work(len(counters), any(counter.is_calling for counter in counters), present, each)


def _share(hall: Hall, service: str, counters: list[Counter]) -> float:
    """The part of a service's work that falls to these counters, if all that serve it do equally much."""
    return sum(counter.serves(service) for counter in counters) / max(1, len(hall.open_counters(service)))


def _mean_and_variance(times: Times, service: Service) -> tuple[float, float]:
    """Mean (minutes) and variance of this service's time; around its standard if none is known."""
    if service.id in times:
        return times[service.id]
    standard = service.standard.total_seconds() / 60
    return standard, (standard * PRIOR_SPREAD) ** 2


def _remaining(hall: Hall, times: Times, counter: Counter, now: datetime) -> float:
    """Minutes that the ticket at the counter will still take: at least half a mean, for what lasts tends to last."""
    if counter.ticket is None:
        return 0.0
    ticket = hall.tickets[counter.ticket]
    mean, _ = _mean_and_variance(times, hall.branch.services[ticket.service])
    begun_at = ticket.begun_at or now
    return max(mean - (now - begun_at).total_seconds() / 60, mean / 2)
