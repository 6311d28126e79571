"""The one clock that actions, jobs and pictures take their time from: the world's, or a day played faster.

Nothing else in the server may ask what time it is.
"""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class ReadsTime(Protocol):
    """A clock; `speed` says how many seconds of its time pass in one of the world's."""

    @property
    def speed(self) -> float: ...
    def now(self) -> datetime: ...
    def world_now(self) -> datetime: ...


class ClockError(ValueError):
    """The words after `--clock` are not START+SPEEDx."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time that began at `start` (UTC) when the machine's monotonic clock stood at `began`, and runs `speed` times."""

    start: datetime
    began: float
    speed: float

    def now(self) -> datetime:
        """The present instant, UTC."""
        elapsed = time.monotonic() - self.began
        return datetime.fromtimestamp(self.start.timestamp() + elapsed * self.speed, UTC)

    def world_now(self) -> datetime:
        """The present instant of the world, UTC: for what people live by whatever day is played, such as a sign-in."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WorldClock:
    """The time of the world, as the machine has it."""

    speed: float = 1.0

    def now(self) -> datetime:
        """The present instant, UTC."""
        return datetime.now(UTC)

    def world_now(self) -> datetime:
        """The same."""
        return self.now()


def read_clock(words: str, time_zone: ZoneInfo) -> Clock:
    """Read `2026-01-05T08:30+60x`: a local start and a speed. Raises ClockError with what is allowed."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)\+(\d+(?:\.\d+)?)x", words)
    if match is None:
        raise ClockError(f"{words!r} is not START+SPEEDx, for example 2026-01-05T08:30+60x")
    speed = float(match[2])
    if not 0.1 <= speed <= 3600:
        raise ClockError(f"speed {speed:g} is not between 0.1 and 3600")
    try:
        start = datetime.fromisoformat(match[1]).replace(tzinfo=time_zone)
    except ValueError as wrong:
        raise ClockError(f"{match[1]} is no date and time: {wrong}") from wrong
    return Clock(start.astimezone(UTC), time.monotonic(), speed)
