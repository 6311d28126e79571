"""Guessing is slowed: how often signing in has failed for a name and from an address, and who has to wait.

In this process's memory: a restart forgets, and several processes let through a few more (decision record 0010).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic

from lobby.domain.errors import TooOften

FREE_PER_NAME = 5
"""Failures before one has to wait: somebody who tries the passwords they have is not held up."""
FREE_PER_ADDRESS = 20
"""The same for an address, which a whole branch may share."""
FIRST_WAIT_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 300.0
"""The wait doubles from the first to the longest: 288 guesses a day, and no stranger keeps anybody out for longer."""
FORGOTTEN_SECONDS = 3600.0
MOST_REMEMBERED = 10_000

Key = tuple[str, str]


@dataclass(slots=True)
class Failures:
    """How often in a row, and when last."""

    count: int
    last: float


class Attempts:
    """Failures by name and by address. Safe to use from every thread; `elapsed` is seconds that only go forward."""

    def __init__(self, elapsed: Callable[[], float] = monotonic) -> None:
        self._elapsed = elapsed
        self._failures: dict[Key, Failures] = {}
        self._lock = Lock()

    def begin(self, name: str, address: str) -> None:
        """An attempt, which counts as failed until it succeeds: a thousand at once are not a thousand guesses.

        Raises TooOften `too_many_attempts` if this name or this address has to wait.
        """
        now = self._elapsed()
        with self._lock:
            wait = max(self._wait(("name", name), FREE_PER_NAME), self._wait(("address", address), FREE_PER_ADDRESS))
            if wait > 0:
                raise TooOften("too_many_attempts", seconds=ceil(wait))
            for key in (("name", name), ("address", address)):
                before = self._failures.pop(key, None)
                is_new = before is None or now - before.last > FORGOTTEN_SECONDS
                self._failures[key] = Failures(1 if before is None or is_new else before.count + 1, now)
            while len(self._failures) > MOST_REMEMBERED:
                del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str, address: str) -> None:
        """The attempt was no failure, and the name's earlier ones were slips; other people's stay the address's."""
        with self._lock:
            self._failures.pop(("name", name), None)
            from_there = self._failures.get(("address", address))
            if from_there is not None:
                from_there.count -= 1

    def _wait(self, key: Key, free: int) -> float:
        """Seconds until the next attempt may be made; 0 or less: now."""
        failures = self._failures.get(key)
        if failures is None or failures.count < free:
            return 0.0
        wait = min(FIRST_WAIT_SECONDS * 2.0 ** min(failures.count - free, 10), LONGEST_WAIT_SECONDS)
        return failures.last + wait - self._elapsed()
