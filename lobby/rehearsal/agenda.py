"""What is to be done later in the day, by whom it concerns: each thing at its minute, one after the other."""

import heapq
import threading
from collections.abc import Callable
from itertools import count

from lobby.rehearsal.day_clock import DayClock

_LOOK_SECONDS = 0.02


class Agenda:
    """Anybody may put something on it; `work` is one thread's work. What is due when the day is over is left undone."""

    def __init__(self, clock: DayClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._order = count()
        self._later: list[tuple[float, int, Callable[[], None]]] = []

    def at(self, minute: float, deed: Callable[[], None]) -> None:
        """At that minute of the day, or as soon as possible after it, this is done."""
        with self._lock:
            heapq.heappush(self._later, (minute, next(self._order), deed))

    def work(self, over: threading.Event) -> None:
        """Everything has been done in its turn, until the day is over."""
        while not over.is_set():
            due = self._next_due()
            if due is None:
                over.wait(_LOOK_SECONDS)
            else:
                due()

    def _next_due(self) -> Callable[[], None] | None:
        now = self._clock.now()
        with self._lock:
            if not self._later or self._later[0][0] > now:
                return None
            minute, _, deed = heapq.heappop(self._later)
        self._clock.missed_by(now - minute)
        return deed
