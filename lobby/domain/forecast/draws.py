"""Chance that stands still: a draw is a fixed function of whom it is about, its purpose and the replica.

Never the next of a stream: a stream shifts when a ticket leaves, and then everything shown jitters.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_128
from math import exp, inf, log1p
from struct import unpack

from lobby.domain.forecast.model import WAITED_FROM, Model, Pool

TAIL = 3.0
"""What has lasted longer than everything in its pool is believed to go on like a Pareto law of this shape: half as
long again on average. Assumed."""


@lru_cache(maxsize=4096)
def shares(about: str | int, purpose: str, count: int) -> tuple[float, ...]:
    """One number between 0 and 1 for each of `count` replicas.

    Each stands in the middle of one of `count` equal parts (McKay, Beckman & Conover 1979, Latin hypercube sampling),
    so that means come out alike with fewer replicas. Which part belongs to which replica is drawn by hashing.
    """
    drawn = unpack(f"<{count}Q", shake_128(f"{purpose} {about}".encode()).digest(8 * count))
    middles = _middles(count)
    found = [0.0] * count
    for place, replica in enumerate(sorted(range(count), key=drawn.__getitem__)):
        found[replica] = middles[place]
    return tuple(found)


@lru_cache(maxsize=8)
def _middles(count: int) -> tuple[float, ...]:
    return tuple((place + 0.5) / count for place in range(count))


@dataclass(frozen=True, slots=True)
class Luck:
    """What is drawn for one ticket, by replica: how long it takes, whether it does not come, whether it is sent on, and
    the gap and the pause after it."""

    about: str | int
    lasting: tuple[float, ...]
    missing: tuple[float, ...]
    sent_on: tuple[float, ...]
    gap: tuple[float, ...]
    pausing: tuple[float, ...]


@lru_cache(maxsize=1024)
def luck_of(about: str | int, count: int) -> Luck:
    """Everything usual that is drawn for a ticket; for what is rare `shares` is asked when it happens."""
    purposes = ("lasting", "missing", "sent on", "gap", "pausing")
    return Luck(about, *(shares(about, purpose, count) for purpose in purposes))


def pick(pool: Pool, share: float) -> float:
    """The value of the pool that stands at this share of it."""
    return pool[int(share * len(pool))]


def together(model: Model, count: int) -> list[float]:
    """How many times as long everything takes, by replica."""
    return [pick(model.together, share) for share in shares("everything", "together", count)]


def afterwards(model: Model, count: int) -> list[tuple[float, float]]:
    """From which minute on the day is no longer strange, and how many times as long everything takes then, by replica.

    How long that is is drawn from an exponential law: how long it has lasted says nothing of it. A replica that is slow
    among those of today is slow among those of usual days.
    """
    if not model.afterwards:
        return [(inf, 1.0)] * count
    over = [-model.strange_minutes * log1p(-share) for share in shares("everything", "is over", count)]
    times = [pick(model.afterwards, share) for share in shares("everything", "together", count)]
    return list(zip(over, times, strict=True))


def given(pool: Pool, lasted: float, share: float) -> float:
    """A value of the pool, given that it is more than what it has lasted; beyond the pool as TAIL says."""
    first = bisect_right(pool, lasted)
    left = len(pool) - first
    if left:
        return pool[first + int(share * left)]
    return float(lasted * (1 - share) ** (-1 / TAIL)) if lasted > 0 else lasted


def longer(pool: Pool, lasted: float) -> float:
    """The chance of lasting longer than this."""
    return (len(pool) - bisect_right(pool, lasted)) / len(pool)


def by_wait(values: Sequence[float], waited: float) -> float:
    """The one of `values` that holds for somebody who has waited that many minutes (WAITED_FROM)."""
    return values[max(0, min(bisect_right(WAITED_FROM, waited), len(values)) - 1)]


def patience(hazards: Sequence[float], waited: float, drawn: Sequence[float]) -> list[float]:
    """In how many minutes one gives up who has waited so long, by the chances a minute, for each of these draws."""
    ends = [*WAITED_FROM[1 : len(hazards)], inf]
    steps = []  # (chance a minute, from when, what has been borne by then), from now on
    start, borne = waited, 0.0
    for hazard, end in zip(hazards, ends, strict=False):
        if end > start:
            steps.append((hazard, start, borne))
            borne, start = borne + hazard * (end - start), end
    bearable = [step[2] for step in steps]
    found = []
    for share in drawn:
        owed = -log1p(-share)
        hazard, since, borne = steps[bisect_right(bearable, owed) - 1]
        found.append(since + (owed - borne) / hazard - waited if hazard else inf)
    return found


def poisson(mean: float, drawn: Sequence[float]) -> list[int]:
    """How many come where `mean` are expected, for each of these draws (the law inverted)."""
    steps: list[float] = []
    term, total = exp(-mean), 0.0
    while total < 1 - 1e-9 and len(steps) < 1000:
        total += term
        steps.append(total)
        term *= mean / len(steps)
    return [bisect_right(steps, share) for share in drawn]
