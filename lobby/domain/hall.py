"""The hall: one branch as it stands now, and the facts that it has still to tell. A value; every change is a new one.

How it is read and saved is the store's matter; which changes are allowed is decided in `days`, `counters`, `tickets`
and `calls`, which all take a hall and answer with the next one, or refuse.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from lobby.domain.branch import Branch, Plan
from lobby.domain.counter import Counter
from lobby.domain.dispatch import Queues
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.explain import Why
from lobby.domain.fact import Fact, Kind
from lobby.domain.ticket import CLOSED, Before, Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Call:
    """One announcement: a call, with its reason, or a recall (`why` is None). `seq` is that of its fact."""

    seq: int
    number: str
    counter: str
    at: datetime
    why: Why | None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who said of an alert that they see to it, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hall:
    """A branch as it stands after its fact `seq`.

    `day` is the open business day, None while closed. `last_day` is the last one opened. `tickets` holds those not yet
    closed, by number; `queues` the waiting ones among them, as the rule wants them. `counters` has every counter of
    the branch, in the order of the wall. `calls` is what screens may still show, newest first. `policy` is the
    one that the journal was last told, None before the first day. `plans` says when each counter that is planned was
    meant to be open on `last_day`, None for not at all. `acknowledged` are the day's alerts that somebody saw to, by
    key, the last time each. `given` counts the open day's numbers by series, and `served` those of them whose errand is
    done. `facts` are not yet in the journal; `closed` holds the tickets that they closed, by (day, number), and
    `announced` the calls that they made. One deed may see two days: the last one closed because it was due, and today.
    """

    branch: Branch
    seq: int
    last_at: datetime
    day: date | None
    last_day: date | None
    tickets: Mapping[str, Ticket]
    counters: Mapping[str, Counter]
    queues: Queues[Ticket]
    calls: tuple[Call, ...] = ()
    policy: Mapping[str, Any] | None = None
    plans: Mapping[str, Plan | None] = field(default_factory=dict)
    acknowledged: Mapping[str, Acknowledged] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    served: int = 0
    facts: tuple[Fact, ...] = ()
    closed: Mapping[tuple[date, str], Ticket] = field(default_factory=dict)
    announced: tuple[Call, ...] = ()

    def counter(self, counter_id: str) -> Counter:
        """The counter of that id. Raises NotFound `unknown_counter`."""
        if counter_id not in self.counters:
            raise NotFound("unknown_counter", counter=counter_id)
        return self.counters[counter_id]

    def ticket_at(self, counter: Counter) -> Ticket:
        """The ticket that the counter holds. Raises Conflict `no_ticket`."""
        if counter.ticket is None:
            raise Conflict("no_ticket", counter=counter.id)
        return self.tickets[counter.ticket]

    def live(self, number: str) -> Ticket:
        """The open day's ticket of that number that is not closed. Raises Conflict `already_closed`."""
        if number not in self.tickets:
            raise Conflict("already_closed", ticket=number)
        return self.tickets[number]

    def before(self, ticket: Ticket, now: datetime) -> Before:
        """The ticket as it is, kept for an undo: the fact that is told next is the one that would be undone."""
        return Before(
            seq=self.seq + 1,
            at=now,
            state=ticket.state,
            service=ticket.service,
            counter=ticket.counter,
            called_at=ticket.called_at,
            recalls=ticket.recalls,
            started_at=ticket.started_at,
            aside=ticket.aside,
            came_back=ticket.came_back,
            came_back_at=ticket.came_back_at,
        )

    def lines(self, services: Iterable[str]) -> Iterator[Sequence[Ticket]]:
        """The lines of those who wait for one of the services, each with the oldest first; none is empty."""
        for service in services:
            for class_id in self.branch.fairness.classes:
                line = self.queues.get((service, class_id))
                if line:
                    yield line

    def count_waiting(self, services: Iterable[str]) -> int:
        """How many wait for one of the services."""
        return sum(len(line) for line in self.lines(services))

    def open_counters(self, service: str) -> list[Counter]:
        """The counters that serve the service now; a paused one does not."""
        return [c for c in self.counters.values() if c.is_staffed_for(service)]

    def ticket_of_today(self, number: str) -> Ticket:
        """The open day's ticket of that number, live or closed by a fact not yet told."""
        if self.day is None or number in self.tickets:
            return self.tickets[number]
        return self.closed[self.day, number]

    def with_ticket(self, ticket: Ticket) -> "Hall":
        """This ticket of the open day as it is now; a closed one leaves."""
        if self.day is None:
            raise ValueError(f"ticket {ticket.number} outside a business day")
        before = self.tickets.get(ticket.number)
        queues = self.queues
        if before is not None and before.state is TicketState.WAITING:
            queues = _without(queues, before)
        if ticket.state is TicketState.WAITING:
            queues = _with(queues, ticket)
        tickets = dict(self.tickets)
        if ticket.state in CLOSED:
            tickets.pop(ticket.number, None)
            closed = {**self.closed, (self.day, ticket.number): ticket}
            served = self.served + (ticket.state is TicketState.FINISHED)
            return replace(self, tickets=tickets, queues=queues, closed=closed, served=served)
        tickets[ticket.number] = ticket
        return replace(self, tickets=tickets, queues=queues)

    def reopened(self, ticket: Ticket) -> "Hall":
        """This ticket of the open day, if it was served, does not count as served any more: it comes back."""
        return replace(self, served=self.served - 1) if ticket.state is TicketState.FINISHED else self

    def with_counter(self, counter: Counter) -> "Hall":
        """This counter as it is now."""
        return replace(self, counters={**self.counters, counter.id: counter})

    def released(self, ticket: Ticket, now: datetime) -> "Hall":
        """The counter that the ticket is at, if it is at one, holds nothing."""
        counter = ticket.at_counter
        return self if counter is None else self.with_counter(self.counters[counter].freed(now))

    def told(
        self,
        kind: Kind,
        at: datetime,
        actor: str,
        *,
        ticket: str | None = None,
        counter: str | None = None,
        skipped: tuple[str, ...] = (),
        detail: Mapping[str, Any] | None = None,
    ) -> "Hall":
        """One fact more, with the next seq. Raises ValueError if no business day is open: a fact belongs to one."""
        if self.day is None:
            raise ValueError(f"{kind} outside a business day")
        fact = Fact(self.seq + 1, self.day, at, actor, kind, ticket, counter, skipped, detail or {})
        return replace(self, seq=fact.seq, last_at=max(self.last_at, at), facts=(*self.facts, fact))

    def settled(self) -> "Hall":
        """The same hall with nothing left to tell: its facts are in the journal."""
        return replace(self, facts=(), closed={}, announced=())


def queues_of(tickets: Iterable[Ticket]) -> dict[tuple[str, str], tuple[Ticket, ...]]:
    """The waiting ones among the tickets, by (service, class), oldest first."""
    lines: dict[tuple[str, str], list[Ticket]] = {}
    for ticket in tickets:
        if ticket.state is TicketState.WAITING:
            lines.setdefault((ticket.service, ticket.class_id), []).append(ticket)
    return {key: tuple(sorted(line, key=_order)) for key, line in lines.items()}


def _with(queues: Queues[Ticket], ticket: Ticket) -> Queues[Ticket]:
    key = (ticket.service, ticket.class_id)
    line = tuple(queues.get(key, ()))
    at = bisect_left(line, ticket.order, key=_order)
    return {**queues, key: (*line[:at], ticket, *line[at:])}


def _without(queues: Queues[Ticket], ticket: Ticket) -> Queues[Ticket]:
    key = (ticket.service, ticket.class_id)
    line = tuple(queues[key])
    at = bisect_left(line, ticket.order, key=_order)
    return {**queues, key: line[:at] + line[at + 1 :]}


def _order(ticket: Ticket) -> tuple[float, int]:
    return ticket.order
