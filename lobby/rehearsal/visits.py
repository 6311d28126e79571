"""Who has taken a number in this rehearsal, and how it ended. Shared by all players."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from lobby.rehearsal.day import Customer

_STRANGER_MINUTES = 6.0
"""At the counter, for a number that somebody else took, whose errand the rehearsal does not know."""

_REGISTER_SECONDS = 30.0


class Fate(StrEnum):
    """How a visit ended; WAITING and CALLED: not yet."""

    WAITING = "waiting"
    CALLED = "called"
    FINISHED = "finished"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Visit:
    """A number in somebody's hand. `issued_at` and `leaves_at` (when patience ends) in minutes after the opening."""

    customer: Customer
    ticket: str
    number: str
    issued_at: float
    leaves_at: float
    fate: Fate = Fate.WAITING
    called: bool = False


class Visits:
    """Every visit of the day. What is final stays: of two ends the first one counts."""

    def __init__(self) -> None:
        self.doors_closed = threading.Event()
        """Set when nobody will come any more."""
        self.turned_away = 0
        self._changed = threading.Condition()
        self._arriving = 0
        self._visits: list[Visit] = []
        self._by_number: dict[str, Visit] = {}

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Somebody is at the kiosk and may be called before the kiosk has its answer: `find` waits for that."""
        with self._changed:
            self._arriving += 1
        try:
            yield
        finally:
            with self._changed:
                self._arriving -= 1
                self._changed.notify_all()

    def add(self, visit: Visit) -> None:
        """One visit more, which `find` knows."""
        with self._changed:
            self._visits.append(visit)
            self._by_number[visit.number] = visit

    def find(self, number: str, now: float) -> Visit:
        """The visit with this number; if somebody else took it, one made up that is counted nowhere."""
        with self._changed:
            self._changed.wait_for(lambda: number in self._by_number or not self._arriving, _REGISTER_SECONDS)
            known = self._by_number.get(number)
            stranger = Customer(now, "", _STRANGER_MINUTES, float("inf"), 1.0)
            return known or Visit(stranger, "", number, now, float("inf"))

    def settle(self, visit: Visit, fate: Fate) -> None:
        """That is how it stands with this visit, unless it has ended already."""
        with self._changed:
            if visit.fate in (Fate.WAITING, Fate.CALLED):
                visit.fate = fate
                visit.called = visit.called or fate is Fate.CALLED

    def out_of_patience(self, now: float) -> list[Visit]:
        """Those who wait and will not any longer, each told once."""
        with self._changed:
            leaving = [one for one in self._visits if one.fate is Fate.WAITING and one.leaves_at <= now]
            for visit in leaving:
                visit.leaves_at = float("inf")
            return leaving

    def issued(self) -> int:
        """How many numbers have been taken."""
        with self._changed:
            return len(self._visits)

    def counts(self) -> dict[str, int]:
        """Tickets: issued = finished + missed + cancelled + unserved. `turned_away` got none."""
        with self._changed:
            ends = {fate: sum(one.fate is fate for one in self._visits) for fate in Fate}
            return {
                "issued": len(self._visits),
                "called": sum(one.called for one in self._visits),
                "finished": ends[Fate.FINISHED],
                "missed": ends[Fate.MISSED],
                "cancelled": ends[Fate.CANCELLED],
                "unserved": ends[Fate.WAITING] + ends[Fate.CALLED],
                "turned_away": self.turned_away,
            }
