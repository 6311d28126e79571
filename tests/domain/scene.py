"""A hall in which a test plays: deeds as the actions do them, without a database, and everything told kept.

Time that has become due is applied first, the clock never runs back, and a refused deed changes nothing.
"""

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Row

from lobby.domain import aside, calls, chosen, counters, errands, tickets
from lobby.domain.branch import ORDINARY, Branch
from lobby.domain.counter import Counter
from lobby.domain.days import apply_due
from lobby.domain.errors import NotFound
from lobby.domain.fact import Fact
from lobby.domain.hall import Hall
from lobby.domain.reason import Reason
from lobby.domain.seeing_to import acknowledge, alert_called
from lobby.domain.ticket import Ticket, Wait
from lobby.domain.tickets import CARE_CLASS, NewTicket, Order
from lobby.domain.undo import undo
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
    """`hall` as it stands, `facts` in order, `closed` the tickets that left and are not back, by day and number."""

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
        for number in hall.tickets:
            self.closed.pop((str(hall.day), number), None)
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
        self.does(lambda hall, now: counters.pause(hall, counter, Reason(reason), typical, now, actor))

    def resumes(self, counter: str, actor: str = "teller") -> None:
        """The counter may call again."""
        self.does(lambda hall, now: counters.resume(hall, counter, now, actor))

    def closes(self, counter: str, actor: str = "teller") -> None:
        """Nobody sits there any more."""
        self.does(lambda hall, now: counters.close_counter(hall, counter, now, actor))

    def issues(self, service: str = "cash", class_id: str = ORDINARY, shown: Wait | None = None) -> str:
        """Somebody of that class takes a number; answers it."""
        return self._takes(order_for(service, class_id), shown, tickets.issue, "kiosk")

    def walks_up(self, counter: str, service: str = "cash", class_id: str = ORDINARY, actor: str = "teller") -> str:
        """Somebody without a number stands at the counter; answers the number they have now."""

        def deed(hall: Hall, new: NewTicket, now: datetime, actor: str) -> Hall:
            return chosen.walk_up(hall, counter, new, now, actor)

        return self._takes(order_for(service, class_id), None, deed, actor)

    def next(self, counter: str, actor: str = "teller") -> str | None:
        """The teller presses next; answers who was called, None if nobody."""
        self.does(lambda hall, now: calls.next_ticket(hall, counter, now, actor))
        return self.hall.counters[counter].ticket

    def at(self, counter: str, deed: Callable[[Hall, str, datetime, str], Hall], actor: str = "teller") -> list[Fact]:
        """A deed of `lobby.domain.calls` at the counter."""
        return self.does(lambda hall, now: deed(hall, counter, now, actor))

    def cancels(self, number: str, actor: str = "holder") -> None:
        """The holder gives the number back."""
        self.does(lambda hall, now: tickets.cancel(hall, number, Reason("left"), now, actor))

    def parks(self, number: str, minutes: float = 10, actor: str = "teller") -> None:
        """The customer is promised to be called in so many minutes."""
        promised = timedelta(minutes=minutes)
        self.does(lambda hall, now: aside.park(hall, number, promised, Reason("approval"), now, actor))

    def sends_to(self, machine: str, number: str, actor: str = "teller") -> None:
        """The customer tries the machine."""
        self.does(lambda hall, now: aside.redirect(hall, number, machine, now, actor, accompanied=False))

    def returns(self, number: str, reason: str = "unfinished", actor: str = "teller") -> None:
        """The customer waits again at the old place, even if the ticket was closed."""
        self.does(lambda hall, now: aside.come_back(hall, self.ticket(number), Reason(reason), now, actor))

    def comes_after_all(self, number: str, actor: str = "holder") -> None:
        """Who was not there when called has come."""
        self.does(lambda hall, now: aside.back(hall, number, now, actor))

    def transfers(self, number: str, service: str, actor: str = "teller") -> None:
        """The ticket waits for another service."""
        self.does(lambda hall, now: errands.transfer(hall, number, service, now, actor))

    def grants(self, number: str, class_id: str, actor: str = "manager") -> None:
        """The ticket is of that class now."""
        self.does(lambda hall, now: errands.grant(hall, number, class_id, None, Reason("other"), now, actor))

    def undoes(self, number: str, actor: str = "teller") -> None:
        """The last deed on the ticket never was."""
        self.does(lambda hall, now: undo(hall, self.ticket(number), now, actor))

    def overrides(self, counter: str, number: str, actor: str = "manager") -> None:
        """This ticket is called because a person says so."""
        order = chosen.Chosen(number, Reason("other"), "a flight to catch", None)
        self.does(lambda hall, now: chosen.override(hall, counter, order, now, actor))

    def sees_to(self, alert: str, actor: str = "manager") -> None:
        """Somebody says of the alert of that key that they see to it."""
        self.does(lambda hall, now: acknowledge(hall, alert_called(hall, alert, now), now, actor))

    def ticket(self, number: str) -> Ticket:
        """The open day's ticket, live or closed. Raises NotFound `unknown_ticket`."""
        found = self.hall.tickets.get(number) or self.closed.get((str(self.hall.day), number))
        if found is None:
            raise NotFound("unknown_ticket")
        return found

    def _takes(
        self, order: Order, shown: Wait | None, give: Callable[[Hall, NewTicket, datetime, str], Hall], actor: str
    ) -> str:
        def deed(hall: Hall, now: datetime) -> Hall:
            tickets.must_be_issuable(hall, order, now)
            series = hall.branch.series_of(order.service)
            number = f"{series}{self._numbers[(str(hall.day), series)] + 1:03d}"
            hall = give(hall, NewTicket(order, f"id-{hall.day}-{number}", number, shown), now, actor)
            self._numbers[(str(hall.day), series)] += 1
            return hall

        return next(str(fact.ticket) for fact in self.does(deed) if fact.kind == "ticket_issued")


def order_for(service: str, class_id: str) -> Order:
    """What somebody asks for who gets a ticket of that class."""
    if class_id == ORDINARY:
        return Order(service)
    return Order(service, care="elderly") if class_id == CARE_CLASS else Order(service, tier=class_id)
