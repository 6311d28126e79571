"""What is to happen and when, in order of time and then of planning."""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any


class Agenda:
    """Deeds to come. `now` is the second since midnight at which the last one was done."""

    def __init__(self) -> None:
        self.now = 0
        self._planned = 0
        self._deeds: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []

    def at(self, second: float, deed: Callable[..., None], *about: object) -> None:
        """The deed is done at that second, or now if that is past."""
        self._planned += 1
        heappush(self._deeds, (max(self.now, int(second)), self._planned, deed, about))

    def later(self, seconds: float, deed: Callable[..., None], *about: object) -> None:
        """The deed is done so many seconds from now, at least one."""
        self.at(self.now + max(1.0, seconds), deed, *about)

    def play(self, until: int) -> None:
        """Everything up to that second is done, with what comes of it."""
        while self._deeds and self._deeds[0][0] <= until:
            self.now, _, deed, about = heappop(self._deeds)
            deed(*about)
