"""Whom one need not ask again for a while: somebody who has not answered several times in a row."""

from collections.abc import Callable
from threading import Lock

FAILURES = 3
"""In a row, before it is left alone: one lost packet is none of them."""

REST_SECONDS = 30.0
"""How long it is left alone; then one question finds out whether it answers again."""


class Breaker:
    """Open to questions until FAILURES in a row; then closed to all but one after each rest. Many threads may use it.

    `monotonic` gives seconds that never run back.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = Lock()
        self._failures = 0
        self._rests_until = 0.0

    def lets_through(self) -> bool:
        """True if this question may be asked; who is let through has to say what came of it."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._monotonic() < self._rests_until:
                return False
            self._rests_until = self._monotonic() + REST_SECONDS  # for the others: this one finds out
            return True

    def answered(self) -> bool:
        """It answers; True if it did not before."""
        with self._lock:
            was_closed = self._failures >= FAILURES
            self._failures = 0
            return was_closed

    def failed(self) -> bool:
        """It did not answer; True if this is what closes it."""
        with self._lock:
            self._failures += 1
            self._rests_until = self._monotonic() + REST_SECONDS
            return self._failures == FAILURES
