"""Who will come with a head start, half hour by half hour, and so may pass those who wait.

Who comes later than that after the youngest who is here passes none of them, no more than the ordinary do, and is left
out; but tiers at a counter that takes them first pass everybody.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf

from lobby.domain.branch import TIER_ACCOUNT
from lobby.domain.forecast.draws import luck_of, poisson, shares
from lobby.domain.forecast.floor import Floor
from lobby.domain.forecast.model import HALF_HOURS, Model
from lobby.domain.forecast.people import Person, PersonKind
from lobby.domain.forecast.scene import Scene

HALF_HOUR = 1800.0

SEQS = 1000
"""Seqs kept for one stream's half hour: more never come in it."""


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


@dataclass(slots=True)
class Stream:
    """Kinds of people who are drawn together, with what is expected of each by half hour, and until which instant each
    matters. None matters in the half hour `ends` or later. `half_hours` are those drawn so far."""

    name: str
    kinds: Sequence[tuple[PersonKind, Sequence[float]]]
    until: Sequence[float]
    ends: int
    half_hours: dict[int, HalfHour] = field(default_factory=dict)


class Newcomers:
    """Arrivals of a day: how many come in a half hour is a Poisson law's, each at any moment of it.

    A half hour is drawn whole, and who would have come before now has not: so nothing changes as it passes. `first` is
    the half hour of now, the day's first if a clock was set back before it; nobody comes in `ends` or later.
    `tiers_first` are the groups of counters that take tiers first.
    """

    def __init__(self, scene: Scene, model: Model, floor: Floor, tiers_first: int, seq: int, count: int) -> None:
        self.scene = scene
        self.seq = seq
        self.count = count
        self.first = self._half_hour(scene.now)
        # A ghost comes now; who booked may be as old as an hour to come.
        everybody = (*scene.waiters, *(one for _, one in scene.coming))
        youngest = max([scene.now, *(one.seniority for one in everybody)])
        kinds = [(floor.kinds[kind], model.arrivals[kind]) for kind in sorted(model.arrivals) if kind in floor.kinds]
        at_any_time = [one for one in kinds if _passes_everybody(one[0], tiers_first)]
        soon = [one for one in kinds if not _passes_everybody(one[0], tiers_first)]
        until = [youngest + kind.ticket_class.head_start_seconds for kind, _ in soon]
        ends = min(HALF_HOURS, self._half_hour(max(until, default=scene.now)) + 1)
        self.streams = [
            Stream("at any time", at_any_time, [inf for _ in at_any_time], HALF_HOURS),
            Stream("soon", soon, until, ends),
        ]
        self.streams = [stream for stream in self.streams if stream.kinds]
        self.ends = max((stream.ends for stream in self.streams), default=self.first)

    def begins(self, half_hour: int) -> float:
        """When it begins, in minutes from now."""
        return (self.scene.midnight + half_hour * HALF_HOUR - self.scene.now) / 60

    def coming(self, half_hour: int, replica: int) -> list[Person]:
        """Who comes in that half hour of the day in this replica; it waits `since` then.

        They are the same few people in every replica, each as that has it.
        """
        coming: list[Person] = []
        begins, now = self.scene.midnight + HALF_HOUR * half_hour, self.scene.now
        ends = self.scene.last_number or begins + HALF_HOUR
        for place, stream in enumerate(self.streams):
            if half_hour >= stream.ends:
                continue
            drawn = stream.half_hours.get(half_hour) or self._draw(stream, half_hour)
            seq = self.seq + (half_hour * len(self.streams) + place) * SEQS
            for arrival in drawn.arrivals[: drawn.counts[replica]]:
                at = begins + HALF_HOUR * arrival.moments[replica]
                if now < at <= ends:
                    kind = bisect_right(drawn.bounds, arrival.kinds[replica] * drawn.total)
                    if at <= stream.until[kind]:
                        coming.append(_person(arrival, kind, stream, at, (at - now) / 60, seq))
                seq += 1
        return coming

    def _half_hour(self, at: float) -> int:
        return max(0, int((at - self.scene.midnight) // HALF_HOUR))

    def _draw(self, stream: Stream, half_hour: int) -> HalfHour:
        expected = list(accumulate(rates[half_hour] for _, rates in stream.kinds))
        about = f"{half_hour} {stream.name}"
        counts = poisson(expected[-1], shares(about, "arrivals", self.count))
        arrivals = [Arrival(f"arrival {about} {place}", self.count) for place in range(max(counts))]
        drawn = stream.half_hours[half_hour] = HalfHour(counts, arrivals, expected[-1], expected[:-1])
        return drawn


def _passes_everybody(kind: PersonKind, tiers_first: int) -> bool:
    return kind.ticket_class.account == TIER_ACCOUNT and bool(kind.group & tiers_first)


def _person(arrival: Arrival, kind: int, stream: Stream, at: float, since: float, seq: int) -> Person:
    """The one person that this arrival is if of that kind, as it comes now."""
    person = arrival.people.get(kind)
    if person is None:
        person = arrival.people[kind] = Person(stream.kinds[kind][0], at, seq, {}, (), at, True, arrival.luck)
    person.seniority = at
    person.since = since
    return person
