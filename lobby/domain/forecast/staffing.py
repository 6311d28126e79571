"""What counters do: how soon they call the next, how often and how long they pause, when they open."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

from lobby.domain.forecast.fading import faded
from lobby.domain.forecast.recent import Recent

BETWEEN_MINUTES = (0.0, 0.05, 0.1, 0.15, 0.25, 0.5)
"""From a counter's being free to its next call. Assumed: a few seconds."""

AWAY_MINUTES = 10.0
"""A counter that was free for longer, while somebody waited whom it serves, was away, whatever the journal says."""

PAUSES, PAUSES_HOURS = 0.15, 20.0
"""Unplanned ones in an hour, worth so many hours. Assumed: one a day at each counter."""

PAUSE_MINUTES = (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0)
"""Assumed; day.md has a counter silent for twenty minutes, and a pause is said to take ten where nobody knows."""

LONGEST_PAUSE_MINUTES = 180.0
"""Who was away for longer had left."""

LATE_MINUTES = (-1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 5.0)
"""Assumed: most tellers open on time, some a few minutes late."""

RESERVE_SEEN = 3
"""From so many openings on they may have a rule. Fewer are chance."""

RESERVE_SPREAD = 0.5
"""Openings have a rule if the number waiting varies by no more than this share of its mean. Somebody who comes back
from lunch finds any number."""


class Staffing:
    """What is known of counters."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        kept = kept or {}
        self._between = Recent(500, kept.get("between", ()))
        self._pause_minutes = Recent(300, kept.get("pause_minutes", ()))
        self._late_minutes = Recent(300, kept.get("late_minutes", ()))
        self._pauses: float = kept.get("pauses", 0.0)
        self._hours: float = kept.get("hours", 0.0)
        self._reserves: dict[str, tuple[float, float, float]] = {
            counter: (count, total, squares) for counter, (count, total, squares) in kept.get("reserves", {}).items()
        }

    def free_for(self, minutes: float) -> None:
        """A counter was free so long while somebody waited whom it serves, and nobody said that it paused."""
        if 0 <= minutes <= AWAY_MINUTES:
            self._between.add(minutes)
        else:
            self.paused(minutes)

    def paused(self, minutes: float) -> None:
        """A counter paused so long, and nobody had planned it."""
        if 0 <= minutes <= LONGEST_PAUSE_MINUTES:
            self._pauses += 1
            self._pause_minutes.add(minutes)

    def was_open(self, hours: float) -> None:
        """A counter was open, and not paused, so long."""
        self._hours += max(hours, 0.0)

    def late(self, minutes: float) -> None:
        """A counter opened so long after it was meant to."""
        self._late_minutes.add(minutes)

    def helped(self, counter: str, waiting: int) -> None:
        """A counter that nobody had planned for now was opened while so many waited for it, and others were open."""
        count, total, squares = self._reserves.get(counter, (0.0, 0.0, 0.0))
        self._reserves[counter] = count + 1, total + waiting, squares + waiting**2

    def end_day(self) -> None:
        """A day is over: what was counted fades."""
        self._pauses, self._hours = faded(self._pauses), faded(self._hours)
        for counter, (count, total, squares) in self._reserves.items():
            self._reserves[counter] = faded(count), faded(total), faded(squares)

    def between(self) -> tuple[float, ...]:
        """Minutes from free to the next call."""
        return self._between.pool(BETWEEN_MINUTES)

    def pauses(self) -> float:
        """Unplanned ones in an hour of an open counter."""
        return (self._pauses + PAUSES * PAUSES_HOURS) / (self._hours + PAUSES_HOURS)

    def pause_minutes(self) -> tuple[float, ...]:
        """How long they last."""
        return self._pause_minutes.pool(PAUSE_MINUTES)

    def late_minutes(self) -> tuple[float, ...]:
        """How much later than planned counters open."""
        return self._late_minutes.pool(LATE_MINUTES)

    def reserves(self) -> dict[str, float]:
        """How many wait when a counter is opened that nobody planned, by counter, if there seems to be a rule."""
        found = {}
        for counter, (count, total, squares) in self._reserves.items():
            if count < RESERVE_SEEN * 0.9:  # they fade a little from day to day
                continue
            mean = total / count
            if sqrt(max(squares / count - mean**2, 0.0)) <= RESERVE_SPREAD * mean:
                found[counter] = mean
        return found

    def kept(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {
            "between": self._between.kept(),
            "pause_minutes": self._pause_minutes.kept(),
            "late_minutes": self._late_minutes.kept(),
            "pauses": self._pauses,
            "hours": self._hours,
            "reserves": {counter: list(known) for counter, known in self._reserves.items()},
        }
