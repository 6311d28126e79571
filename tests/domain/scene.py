"""A hall in which a test plays: deeds as the actions do them, without a database, and everything told kept.

Time that has become due is applied first, the clock never runs back, and a refused deed changes nothing.
"""

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Row

from lobby.domain import calls, counters, tickets
from lobby.domain.branch import ORDINARY, Branch
from lobby.domain.counter import Counter
from lobby.domain.days import apply_due
from lobby.domain.fact import Fact
from lobby.domain.hall import Hall
from lobby.domain.ticket import Ticket, Wait
from lobby.domain.tickets import CARE_CLASS, Order
from lobby.store import rows
from tests.clocks import MONDAY_TEN

Entry = Mapping[str, Any]


def empty_hall(branch: Branch) -> Hall:
    """A branch before its first day."""
    before = datetime(1970, 1, 1, tzinfo=UTC)
    closed = {plan.id: Counter(plan.id, plan.vip_first, before) for plan in branch.counters.values()}
    return Hall(branch, 0, before, None, None, {}, closed, {})


def entry_of(fact: Fact) -> Entry:
    """The fact as the journal shows it."""
    row = SimpleNamespace(**rows.journal_row("somewhere", fact))
    return rows.journal_entry(cast(Row[Any], row))


class Scene:
    """`hall` as it stands, `facts` in order, `closed` the tickets that left, by day and number."""

    def __init__(self, branch: Branch, at: datetime = MONDAY_TEN) -> None:
        self.clock = at
        self.hall = empty_hall(branch)
        self.facts: list[Fact] = []
        self.closed: dict[tuple[str, str], Ticket] = {}
        self._numbers: Tally[tuple[str, str]] = Tally()
        self.passes()

    @classmethod
    def copy_of(cls, other: "Scene") -> "Scene":
        """A scene that goes on from where the other stands, and leaves the other alone."""
        copy = cls.__new__(cls)
        copy.clock, copy.hall, copy.facts = other.clock, other.hall, list(other.facts)
        copy.closed, copy._numbers = dict(other.closed), Tally(other._numbers)
        return copy

    @property
    def now(self) -> datetime:
        """The instant of a deed done now."""
        return max(self.clock, self.hall.last_at)

    @property
    def entries(self) -> list[Entry]:
        """Everything told so far, as the journal shows it."""
        return [entry_of(fact) for fact in self.facts]

    def passes(self, **delta: float) -> list[Fact]:
        """So much time goes by (minutes, seconds, hours; may be negative), and what it makes due happens."""
        self.clock += timedelta(**delta)
        return self.does(lambda hall, now: hall)

    def does(self, deed: Callable[[Hall, datetime], Hall]) -> list[Fact]:
        """The deed is done, after whatever time has made due; answers what was told. Raises what the deed raises."""
        now = self.now
        hall = deed(apply_due(self.hall, now), now)
        told = list(hall.facts)
        self.closed |= {(str(day), number): ticket for (day, number), ticket in hall.closed.items()}
        self.facts += told
        self.hall = hall.settled()
        return told

    def opens(self, counter: str, *services: str, actor: str = "teller") -> None:
        """The counter is staffed, for these services or else as planned."""
        self.does(lambda hall, now: counters.open_counter(hall, counter, services or None, now, actor))

    def serves(self, counter: str, *services: str, until: datetime | None = None, actor: str = "teller") -> None:
        """The counter serves just these."""
        self.does(lambda hall, now: counters.set_services(hall, counter, services, until, now, actor))

    def pauses(self, counter: str, reason: str = "lunch", actor: str = "teller") -> None:
        """The counter calls nobody."""
        typical = self.hall.branch.pause_reasons["lunch"].typical
        self.does(lambda hall, now: counters.pause(hall, counter, reason, None, typical, now, actor))

    def resumes(self, counter: str, actor: str = "teller") -> None:
        """The counter may call again."""
        self.does(lambda hall, now: counters.resume(hall, counter, now, actor))

    def closes(self, counter: str, actor: str = "teller") -> None:
        """Nobody sits there any more."""
        self.does(lambda hall, now: counters.close_counter(hall, counter, now, actor))

    def issues(self, service: str = "cash", class_id: str = ORDINARY, shown: Wait | None = None) -> str:
        """Somebody of that class takes a number; answers it."""
        order = order_for(service, class_id)

        def deed(hall: Hall, now: datetime) -> Hall:
            tickets.must_be_issuable(hall, order, now)
            series = hall.branch.series_of(service)
            self._numbers[(str(hall.day), series)] += 1
            number = f"{series}{self._numbers[(str(hall.day), series)]:03d}"
            return tickets.issue(hall, order, f"id-{hall.day}-{number}", number, shown, now, "kiosk")

        return next(str(fact.ticket) for fact in self.does(deed) if fact.kind == "ticket_issued")

    def next(self, counter: str, actor: str = "teller") -> str | None:
        """The teller presses next; answers who was called, None if nobody."""
        self.does(lambda hall, now: calls.next_ticket(hall, counter, now, actor))
        return self.hall.counters[counter].ticket

    def at(self, counter: str, deed: Callable[[Hall, str, datetime, str], Hall], actor: str = "teller") -> list[Fact]:
        """A deed of `lobby.domain.calls` at the counter."""
        return self.does(lambda hall, now: deed(hall, counter, now, actor))

    def cancels(self, number: str, actor: str = "holder") -> None:
        """The holder gives the number back."""
        self.does(lambda hall, now: tickets.cancel(hall, number, now, actor))


def order_for(service: str, class_id: str) -> Order:
    """What somebody asks for who gets a ticket of that class."""
    if class_id == ORDINARY:
        return Order(service)
    return Order(service, care="elderly") if class_id == CARE_CLASS else Order(service, tier=class_id)
