"""Who will come with a head start, half hour by half hour, and so may pass those who wait."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from lobby.domain.forecast.draws import luck_of, poisson, shares
from lobby.domain.forecast.floor import Floor
from lobby.domain.forecast.model import HALF_HOURS, Model
from lobby.domain.forecast.people import Person
from lobby.domain.forecast.scene import Scene

HALF_HOUR = 1800.0

SEQS = 1000
"""Seqs kept for one half hour: more never come in it."""


class Arrival:
    """The first, second, third ... to come in a half hour: the moment (a share of the half hour) and what decides the
    kind, by replica; what is drawn for its service; and the person that it is, by kind, made once for all replicas."""

    __slots__ = ("kinds", "luck", "moments", "people")

    def __init__(self, about: str, count: int) -> None:
        self.moments = shares(about, "moment", count)
        self.kinds = shares(about, "kind", count)
        self.luck = luck_of(about, count)
        self.people: dict[int, Person] = {}


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What is drawn for a half hour: how many come, by replica, and those who may. Of the `total` that is expected, a
    kind's share ends at its bound, the last one's at the total."""

    counts: list[int]
    arrivals: list[Arrival]
    total: float
    bounds: list[float]


class Newcomers:
    """Arrivals of a day: how many come in a half hour is a Poisson law's, each at any moment of it.

    A half hour is drawn whole, and who would have come before now has not: so nothing changes as it passes.
    """

    def __init__(self, scene: Scene, model: Model, floor: Floor, seq: int, count: int) -> None:
        self.scene = scene
        self.seq = seq
        self.count = count
        kinds = [kind for kind in sorted(model.arrivals) if kind in floor.kinds]
        self.kinds = [floor.kinds[kind] for kind in kinds]
        self.rates = [model.arrivals[kind] for kind in kinds]
        self.first = int((scene.now - scene.midnight) // HALF_HOUR)
        self.half_hours: dict[int, HalfHour] = {}

    def begins(self, half_hour: int) -> float:
        """When it begins, in minutes from now."""
        return (self.scene.midnight + half_hour * HALF_HOUR - self.scene.now) / 60

    def coming(self, half_hour: int, replica: int) -> list[Person]:
        """Who comes in that half hour of the day in this replica; it waits `since` then.

        They are the same few people in every replica, each as that has it.
        """
        coming: list[Person] = []
        if half_hour >= HALF_HOURS:
            return coming
        drawn = self.half_hours.get(half_hour)
        if drawn is None:
            drawn = self.half_hours[half_hour] = self._draw(half_hour)
        begins, now = self.scene.midnight + HALF_HOUR * half_hour, self.scene.now
        ends = self.scene.last_number or begins + HALF_HOUR
        total, bounds, seq = drawn.total, drawn.bounds, self.seq + half_hour * SEQS
        for arrival in drawn.arrivals[: drawn.counts[replica]]:
            at = begins + HALF_HOUR * arrival.moments[replica]
            if now < at <= ends:
                kind = bisect_right(bounds, arrival.kinds[replica] * total)
                person = arrival.people.get(kind)
                if person is None:
                    person = Person(self.kinds[kind], at, seq, {}, (), at, True, arrival.luck)
                    arrival.people[kind] = person
                person.seniority = at
                person.since = (at - now) / 60
                coming.append(person)
            seq += 1
        return coming

    def _draw(self, half_hour: int) -> HalfHour:
        expected = list(accumulate(rates[half_hour] for rates in self.rates))
        counts = poisson(expected[-1], shares(half_hour, "arrivals", self.count))
        arrivals = [Arrival(f"arrival {half_hour} {place}", self.count) for place in range(max(counts))]
        return HalfHour(counts, arrivals, expected[-1], expected[:-1])
