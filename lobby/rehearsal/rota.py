"""What counters do beside their stints: pauses for other reasons than lunch, being lent, and which pauses are known of
before. Drawn in advance; pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from lobby.rehearsal import chances
from lobby.rehearsal.figures import AFTERNOON, MORNING
from lobby.rehearsal.house import Counter, House
from lobby.rehearsal.shifts import Stint


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of so many minutes, taken as soon as nobody is at the counter."""

    begins: float
    minutes: float
    reason: str


@dataclass(frozen=True, slots=True)
class Lent:
    """From `begins` the counter serves these, its own among them, for so many minutes."""

    begins: float
    minutes: float
    counter: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """At `told_at` the lobby manager hears that this counter will be paused from `begins` to `ends`."""

    told_at: float
    counter: str
    begins: float
    ends: float


def breaks(house: House, chance: Random) -> Mapping[str, tuple[Break, ...]]:
    """Each counter's breaks in order; those of a counter may be none."""
    return {counter.id: tuple(_breaks(house, chance)) for counter in house.counters}


def lendings(house: House, chance: Random) -> tuple[Lent, ...]:
    """When which counter is lent, in the order of the wall."""
    return tuple(lent for counter in house.counters if counter.flexible for lent in _lendings(house, counter, chance))


def foreseen(
    stints: Mapping[str, Sequence[Stint]], breaks: Mapping[str, Sequence[Break]], chance: Random
) -> tuple[Foreseen, ...]:
    """Some of the lunches and breaks, in the order of the counters. Nobody is told before the counters open."""
    found = []
    for counter, line in stints.items():
        pauses = [(before.ends, after.begins) for before, after in pairwise(line)]
        pauses += [(one.begins, one.begins + one.minutes) for one in breaks[counter]]
        for begins, ends in pauses:
            luck, before = chance.random(), chance.uniform(*chances.TOLD_BEFORE_MINUTES)
            if luck < chances.FORESEEN:
                found.append(Foreseen(max(0.0, begins - before), counter, begins, ends))
    return tuple(found)


def _breaks(house: House, chance: Random) -> Iterator[Break]:
    for part in (MORNING, AFTERNOON):
        begins, luck, factor = chance.uniform(*part), chance.random(), chance.uniform(*chances.BREAK_MINUTES)
        if house.pause_reasons and luck < chances.BREAK and begins < house.open_minutes:
            reason = chance.choice(house.pause_reasons)
            yield Break(begins, reason.minutes * factor, reason.id)


def _lendings(house: House, counter: Counter, chance: Random) -> Iterator[Lent]:
    for part in (MORNING, AFTERNOON):
        begins, luck, minutes = chance.uniform(*part), chance.random(), chance.uniform(*chances.LENT_MINUTES)
        if luck < chances.LENT and begins < house.open_minutes:
            yield Lent(begins, minutes, counter.id, (*counter.services, *counter.flexible))
