"""What went over the wire, counted: requests, retries, deeds, conflicts, errors. Shared by all players."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    """A tally as it stood at the end. `first_errors` are the first few, in words.

    `deeds` were done; `done_on` are those on a ticket, by deed and number, on an alert, by its key, and changed plans,
    by counter. `held_up_seconds`: the longest that a request which had to be sent again took from its first sending to
    its answer.
    """

    requests: int
    retries: dict[str, int]
    deeds: dict[str, int]
    done_on: dict[tuple[str, str], int]
    conflicts: dict[str, int]
    errors: int
    first_errors: tuple[str, ...]
    held_up_seconds: float


_ABOUT: Mapping[str, str] = {"acknowledge": "key", "plan": "counter"}
"""Where the answer to a deed that is about no ticket says what it is about."""


class Tally:
    """Counts up only. A conflict is a refusal by its code: somebody was faster, it is too early, or over. An error is
    any other unexpected status, a failure that outlasted all retries, or a player who had to give up."""

    _ERRORS_KEPT = 10

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._errors = 0
        self._held_up_seconds = 0.0
        self._first_errors: list[str] = []
        self._retries: Counter[str] = Counter()
        self._deeds: Counter[str] = Counter()
        self._done_on: Counter[tuple[str, str]] = Counter()
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

    def done(self, deed: str, answer: Mapping[str, Any]) -> None:
        """One deed more is acknowledged by this answer, which names what it is about."""
        ticket = answer.get("ticket", answer)
        about = ticket.get(_ABOUT.get(deed, "number")) if isinstance(ticket, Mapping) else None
        with self._lock:
            self._deeds[deed] += 1
            if isinstance(about, str):
                self._done_on[deed, about] += 1

    def conflict(self, code: str) -> None:
        """One refusal more with this code, which is nobody's mistake."""
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
                requests=self._requests,
                retries=dict(self._retries),
                deeds=dict(sorted(self._deeds.items())),
                done_on=dict(self._done_on),
                conflicts=dict(self._conflicts),
                errors=self._errors,
                first_errors=tuple(self._first_errors),
                held_up_seconds=self._held_up_seconds,
            )
