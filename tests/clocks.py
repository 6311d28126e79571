"""A clock that tests move by hand."""

from datetime import UTC, datetime, timedelta

MONDAY_TEN = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
"""10:00 on a Monday morning in Shanghai."""


class HandClock:
    """Stands still until moved. Its speed is not 1, so that the demo branch keeps its hours."""

    speed = 0.0

    def __init__(self, at: datetime = MONDAY_TEN) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant it was last moved to."""
        return self.at

    def world_now(self) -> datetime:
        """The same: here the world waits too."""
        return self.at

    def move(self, **delta: float) -> None:
        """On by so many minutes, seconds, hours."""
        self.at += timedelta(**delta)
