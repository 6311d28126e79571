"""Who comes in a day, drawn in advance: when, for what, of which class.."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.benchmarks.branch_days.layout import HALF_HOURS, Layout, Offered

ORDINARY = "ordinary"


@dataclass(slots=True, eq=False)
class Person:
    """One with a ticket; what `dispatch.choose` asks of one who waits is here too. Instants are seconds since midnight
    on the wall. `spell` counts how often it has begun to wait, so that a lost patience finds only the wait it is of;
    `turns` how often it went on elsewhere or missed its call. It needs `part` of a service."""

    name: str
    service: str
    class_id: str
    issued_at: int
    patience: float
    slips: int = 1
    seniority: float = 0.0
    seq: int = 0
    since: int = 0
    spell: int = 0
    turns: int = 0
    part: float = 1.0
    is_done: bool = False
    waits: bool = False
    skips: dict[str, int] = field(default_factory=dict)


def volume(layout: Layout, load: str, day: date) -> float:
    """How many are expected: the weekday and the time of month make a day; mid-month is high, its beginning calm."""
    month = 1.0 + 0.06 * math.sin((day.day - 7) / 31 * 2 * math.pi)
    return layout.tickets[load] * layout.weekdays[day.weekday()] * month * layout.pay_days.get(day.day, 1.0)


def expected(layout: Layout, service: Offered, tickets: float) -> list[float]:
    """How many of these tickets would come for the service in each half hour on the wall, numbers being given in it."""
    weights = service.weights or layout.weights
    total = sum(weights)
    return [tickets * service.share * weight / total for weight in weights]


def given(layout: Layout, half_hour: int) -> float:
    """The part of the half hour in which numbers are given."""
    last = 2 * layout.last_number[0] + layout.last_number[1] / 30
    return min(1.0, max(0.0, last - half_hour))


def coming(layout: Layout, tickets: float, chance: Random) -> list[Person]:
    """Everybody who comes, in order, as a Poisson stream with the rate of each half hour."""
    last = layout.last_number[0] * 3600 + layout.last_number[1] * 60
    drawn = sorted(
        (at, service.id, number)
        for service in layout.services
        for number, at in enumerate(_instants(expected(layout, service, tickets), chance))
        if at < last
    )
    counts: dict[str, int] = {}
    people = []
    for at, service_id, _ in drawn:
        service = layout.service(service_id)
        counts[service.series] = counts.get(service.series, 0) + 1
        people.append(_person(layout, service, f"{service.series}{counts[service.series]:03d}", at, chance))
    return people


def _instants(rates: list[float], chance: Random) -> Iterator[int]:
    length = 86400 / HALF_HOURS
    for half_hour, rate in enumerate(rates):
        at = chance.expovariate(rate) if rate else math.inf
        while at < 1.0:
            yield int((half_hour + at) * length)
            at += chance.expovariate(rate)


def _person(layout: Layout, service: Offered, name: str, at: int, chance: Random) -> Person:
    habits = layout.habits
    patience = habits.patience_median * math.exp(habits.patience_sd * chance.gauss(0.0, 1.0))
    slips = chance.choice((2, 2, 3, 4)) if chance.random() < habits.several_slips else 1
    return Person(name, service.id, _class(service.classes, chance), at, patience, slips)


def _class(shares: Mapping[str, float], chance: Random) -> str:
    place = chance.random()
    for class_id, share in shares.items():
        place -= share
        if place < 0.0:
            return class_id
    return ORDINARY
