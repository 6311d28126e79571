"""What went over the wire, counted: requests, retries, conflicts, errors. Shared by all players; no network here."""

import threading
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """A tally as it stood at the end. `first_errors` are the first few, in words.

    `held_up_seconds`: the longest that a request which had to be sent again took from its first sending to its answer.
    """

    requests: int
    retries: dict[str, int]
    conflicts: dict[str, int]
    errors: int
    first_errors: tuple[str, ...]
    held_up_seconds: float


class Tally:
    """Counts up only. A conflict is a 409 by its code: somebody was faster, or it is too early. An error is any other
    unexpected status, a failure that outlasted all retries, or a player who had to give up."""

    _ERRORS_KEPT = 10

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._errors = 0
        self._held_up_seconds = 0.0
        self._first_errors: list[str] = []
        self._retries: Counter[str] = Counter()
        self._conflicts: Counter[str] = Counter()

    def request(self) -> None:
        """One request more was sent."""
        with self._lock:
            self._requests += 1

    def retry(self, cause: str) -> None:
        """One request more has to be sent again, for this cause."""
        with self._lock:
            self._retries[cause] += 1

    def held_up(self, seconds: float) -> None:
        """A request that had to be sent again was answered after so long."""
        with self._lock:
            self._held_up_seconds = max(self._held_up_seconds, seconds)

    def conflict(self, code: str) -> None:
        """One 409 more with this code."""
        with self._lock:
            self._conflicts[code] += 1

    def error(self, words: str) -> None:
        """One error more."""
        with self._lock:
            self._errors += 1
            if len(self._first_errors) < self._ERRORS_KEPT:
                self._first_errors.append(words)

    def counts(self) -> Counts:
        """The tally as it stands."""
        with self._lock:
            return Counts(
                self._requests,
                dict(self._retries),
                dict(self._conflicts),
                self._errors,
                tuple(self._first_errors),
                self._held_up_seconds,
            )
