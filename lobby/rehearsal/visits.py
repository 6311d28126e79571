"""Who has taken a number in this rehearsal, and where they are. Shared by all players.

It is what the players know: they act on it, and the server has the last word. How a day went is told by the journal.
"""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from lobby.rehearsal.customers import Customer
from lobby.rehearsal.twists import Turn

_STRANGER_MINUTES = 6.0
"""At the counter, for a number that somebody else took, whose errand the rehearsal does not know."""

_REGISTER_SECONDS = 30.0


class Place(StrEnum):
    """Where somebody with a number is. ASIDE: will be back; AWAY: was not there when called, and stays away."""

    WAITING = "waiting"
    AT_COUNTER = "at_counter"
    ASIDE = "aside"
    AWAY = "away"
    GONE = "gone"


@dataclass(slots=True)
class Visit:
    """A number in somebody's hand. `ticket` is its id, `issued_at` in minutes after the opening.

    `minutes` at a counter are still needed, `turn` is what will come of it, None once it has, or if nothing will.
    `put_first`: why the lobby manager has them called next. `has_come`: was there when called.
    """

    customer: Customer
    ticket: str
    number: str
    issued_at: float
    service: str
    minutes: float
    turn: Turn | None
    put_first: str | None = None
    has_come: bool = False
    place: Place = Place.WAITING


class Visits:
    """Every visit of the day."""

    def __init__(self) -> None:
        self.doors_closed = threading.Event()
        """Set when nobody will come any more."""
        self._changed = threading.Condition()
        self._arriving = 0
        self._turned_away = 0
        self._by_number: dict[str, Visit] = {}

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Somebody takes a number and may be called before the answer is there: `find` waits for that."""
        with self._changed:
            self._arriving += 1
        try:
            yield
        finally:
            with self._changed:
                self._arriving -= 1
                self._changed.notify_all()

    def begin(self, customer: Customer, ticket: str, number: str, now: float) -> Visit:
        """One visit more, which `find` knows."""
        visit = Visit(customer, ticket, number, now, customer.service, customer.service_minutes, customer.turn)
        with self._changed:
            self._by_number[number] = visit
        return visit

    def turn_away(self) -> None:
        """One more got no number."""
        with self._changed:
            self._turned_away += 1

    def find(self, number: str, now: float) -> Visit:
        """The visit with this number; if somebody else took it, one made up that is counted nowhere."""
        with self._changed:
            self._changed.wait_for(lambda: number in self._by_number or not self._arriving, _REGISTER_SECONDS)
            known = self._by_number.get(number)
        if known is not None:
            return known
        stranger = Customer(now, "", _STRANGER_MINUTES, float("inf"), 1.0)
        return Visit(stranger, "", number, now, "", _STRANGER_MINUTES, None)

    def settle(self, visit: Visit, place: Place) -> None:
        """That is where they are now."""
        with self._changed:
            visit.place = place

    def put_first(self, visit: Visit, reason: str) -> None:
        """The next counter that is free and serves them is to call them."""
        with self._changed:
            visit.put_first = reason

    def to_be_first(self, services: Collection[str]) -> tuple[Visit, str] | None:
        """Somebody who waits and is to be called next by a counter with these services, and why; told once."""
        with self._changed:
            for visit in self._by_number.values():
                reason = visit.put_first
                if reason is not None and visit.place is Place.WAITING and visit.service in services:
                    visit.put_first = None
                    return visit, reason
            return None

    def is_anybody_expected(self) -> bool:
        """Whether somebody is still to be served, or to come back."""
        with self._changed:
            return any(visit.place not in (Place.AWAY, Place.GONE) for visit in self._by_number.values())

    def numbers(self) -> frozenset[str]:
        """Of all visits."""
        with self._changed:
            return frozenset(self._by_number)

    @property
    def issued(self) -> int:
        """How many numbers have been taken."""
        with self._changed:
            return len(self._by_number)

    @property
    def turned_away(self) -> int:
        """How many got no number."""
        with self._changed:
            return self._turned_away
