"""The server's clock as the players see it: day time, in minutes after the opening, and waiting for a moment of it."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_LOOK_AGAIN_SECONDS = 0.25
"""Nobody sleeps longer than this at a stretch, as the server's clock may be found to stand elsewhere meanwhile."""


class DayClock:
    """Runs `speed` times as fast as real time, as the server's does, and is set right by the instants it tells.

    Every wait is for an absolute moment, so that delays never add up; `late_minutes` is by how much one was missed.
    """

    def __init__(self, speed: float, real_seconds: Callable[[], float] = time.monotonic) -> None:
        self.speed = speed
        self.late_minutes = 0.0
        self._real_seconds = real_seconds
        self._lock = threading.Lock()
        self._opening = datetime.min.replace(tzinfo=UTC)
        self._seen_at: datetime | None = None
        self._seen_real = 0.0

    def see(self, at: datetime, asked: float, answered: float) -> None:
        """The clock agrees with a server that told `at` between these two real seconds.

        Set only when it does not agree already: the true instant lies somewhere between asking and answering, and
        following every answer would make the clock shake by that much.
        """
        with self._lock:
            agrees = self._seen_at is not None and self._instant(asked) <= at <= self._instant(answered)
            if not agrees:
                self._seen_at, self._seen_real = at, (asked + answered) / 2

    def begin(self, opening: datetime) -> None:
        """Minute 0 is this instant."""
        with self._lock:
            self._opening = opening

    def instant(self) -> datetime:
        """What the server's clock shows now. Only after it has been seen."""
        with self._lock:
            return self._instant(self._real_seconds())

    def now(self) -> float:
        """Minutes after the opening; negative before it."""
        return self.minute_of(self.instant())

    def minute_of(self, instant: datetime) -> float:
        """An instant of the server in minutes after the opening."""
        return (instant - self._opening) / timedelta(minutes=1)

    def instant_of(self, minute: float) -> datetime:
        """That minute after the opening as an instant of the server."""
        return self._opening + timedelta(minutes=minute)

    def wait_until(self, minute: float, over: threading.Event) -> bool:
        """True at that minute or after it, False as soon as `over` is set. A minute that is past counts as late."""
        while not over.is_set():
            left_seconds = (minute - self.now()) * 60 / self.speed
            if left_seconds <= 0:
                self.missed_by(self.now() - minute)
                return True
            over.wait(min(left_seconds, _LOOK_AGAIN_SECONDS))
        return False

    def missed_by(self, minutes: float) -> None:
        """Something was done this much after it was due."""
        with self._lock:
            self.late_minutes = max(self.late_minutes, minutes)

    def _instant(self, real_seconds: float) -> datetime:
        if self._seen_at is None:
            raise ValueError("the server's clock has not been seen yet")
        return self._seen_at + timedelta(seconds=(real_seconds - self._seen_real) * self.speed)
