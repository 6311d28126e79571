"""The public board, looked at for all tellers together: what became of their counters, and what time it is."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.settings import CannotPlay
from lobby.rehearsal.wire import Wire

_GAP_DAY_SECONDS = 5.0
_GAP_SECONDS = (0.02, 0.5)


@dataclass(frozen=True, slots=True)
class CounterSeen:
    """A counter on the board; `number` is None where nobody is called or served. `asked`: real seconds before."""

    state: str
    number: str | None
    asked: float


class Board:
    """The newest board. `keep_looking` is one thread's work; the tellers only read.

    `day` is the last business day seen open, None before any was.
    """

    def __init__(self, wire: Wire, branch: str, clock: DayClock) -> None:
        self.day: str | None = None
        self._wire = wire
        self._path = f"/branches/{branch}/board"
        self._clock = clock
        self._changed = threading.Condition()
        self._asked = float("-inf")
        self._counters: Mapping[str, CounterSeen] = {}

    def look(self) -> Mapping[str, Any]:
        """The board of now, which the clock has been set by. Raises CannotPlay if there is none."""
        asked = time.monotonic()
        answer = self._wire.get(self._path, "kiosk")
        if not answer.done:
            raise CannotPlay(f"the board cannot be read: {answer}")
        self._clock.see(datetime.fromisoformat(answer.body["at"]), asked, time.monotonic())
        with self._changed:
            self.day = answer.body["day"] or self.day
            self._asked = asked
            self._counters = {one["id"]: read_counter(one, asked) for one in answer.body["counters"]}
            self._changed.notify_all()
        return answer.body

    def keep_looking(self, over: threading.Event) -> None:
        """Looks every five seconds of the day, but no more than fifty times a second and at least twice, until over."""
        gap = max(_GAP_SECONDS[0], min(_GAP_SECONDS[1], _GAP_DAY_SECONDS / self._clock.speed))
        while not over.wait(gap):
            self.look()

    def after(self, moment: float, counter: str, patience_seconds: float) -> CounterSeen | None:
        """The counter on a board asked for after this real second, None if none has come within the patience.

        An older board may still show the counter as it was before the teller's own last deed.
        """
        with self._changed:
            if self._changed.wait_for(lambda: self._asked > moment, patience_seconds):
                return self._counters[counter]
            return None


def read_counter(told: Mapping[str, Any], asked: float) -> CounterSeen:
    """A counter as board and desk tell it."""
    return CounterSeen(str(told["state"]), told.get("number"), asked)
