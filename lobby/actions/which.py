"""Which ticket a deed is about: by its id, by its number of today, at a counter, or the last one that was there; and
perhaps only if it is still as it was seen.
"""

from dataclasses import dataclass
from typing import Protocol

from lobby.actions.lobby import Change
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.seen import must_still_be
from lobby.domain.ticket import CLOSED, Ticket, TicketState
from lobby.store import FoundTicket


class Which(Protocol):
    """A way to name a ticket of a branch."""

    @property
    def branch(self) -> str: ...

    def find(self, change: Change) -> Ticket:
        """The ticket, live or closed, of the open day. Raises NotFound, or Conflict if it is of a day that is over."""
        ...


@dataclass(frozen=True, slots=True)
class ById:
    """The ticket that was found by its unguessable id."""

    found: FoundTicket

    @property
    def branch(self) -> str:
        return self.found.branch

    def find(self, change: Change) -> Ticket:
        """Raises Conflict `already_closed`, with the counter that held it last, if any did."""
        if change.hall.day != self.found.day:
            raise closed(self.found.ticket)
        return _of_today(change, self.found.ticket.number)


@dataclass(frozen=True, slots=True)
class ByNumber:
    """The ticket with that number of the open day: staff know customers by it."""

    branch: str
    number: str

    def find(self, change: Change) -> Ticket:
        """Raises NotFound `unknown_ticket`."""
        return _of_today(change, self.number)


@dataclass(frozen=True, slots=True)
class AtCounter:
    """The ticket that the counter holds."""

    branch: str
    counter: str

    def find(self, change: Change) -> Ticket:
        """Raises NotFound `unknown_counter`, Conflict `no_ticket`."""
        return change.hall.ticket_at(change.hall.counter(self.counter))


@dataclass(frozen=True, slots=True)
class LastAt:
    """The ticket that the counter held before, while it holds no other."""

    branch: str
    counter: str

    def find(self, change: Change) -> Ticket:
        """Raises NotFound `unknown_counter`, Conflict `counter_busy`, `nothing_to_undo`."""
        counter = change.hall.counter(self.counter)
        if counter.ticket is not None:
            raise Conflict("counter_busy", counter=counter.id, ticket=counter.ticket)
        if counter.last is None:
            raise Conflict("nothing_to_undo", counter=counter.id)
        return _of_today(change, counter.last)


@dataclass(frozen=True, slots=True)
class ChosenFor:
    """A ticket named in another way, for a counter that must exist."""

    counter: str
    which: Which

    @property
    def branch(self) -> str:
        return self.which.branch

    def find(self, change: Change) -> Ticket:
        """Raises NotFound `unknown_counter`, and what the other way raises."""
        change.hall.counter(self.counter)
        return self.which.find(change)


@dataclass(frozen=True, slots=True)
class AsSeen:
    """A ticket named in another way, if it is still in the state in which the asker saw it: decided under the lock."""

    which: Which
    state: TicketState

    @property
    def branch(self) -> str:
        return self.which.branch

    def find(self, change: Change) -> Ticket:
        """Raises Conflict `already_closed`, what `domain.seen.must_still_be` raises, and what the other way raises."""
        ticket = self.which.find(change)
        if ticket.state in CLOSED:
            raise closed(ticket)
        must_still_be(ticket, self.state)
        return ticket


def closed(ticket: Ticket) -> Conflict:
    """The refusal of a deed on a ticket that is closed."""
    where = {} if ticket.counter is None else {"counter": ticket.counter}
    return Conflict("already_closed", ticket=ticket.number, **where)


def _of_today(change: Change, number: str) -> Ticket:
    day, ticket = change.hall.day, change.hall.tickets.get(number)
    if ticket is None and day is not None:
        ticket = change.transaction.ticket(day, number)
    if ticket is None:
        raise NotFound("unknown_ticket")
    return ticket
