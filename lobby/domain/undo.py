"""Undo: the last deed on a ticket taken back, soon after and only if nothing has been built on it.

A call is not undone, for the hall heard it: whoever was called by mistake returns (`aside.come_back`).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lobby.domain.calls import ask_for_ready
from lobby.domain.counter import Counter, CounterState
from lobby.domain.errors import Conflict
from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.ticket import AT_COUNTER, Before, Ticket, TicketState

UNDO_WITHIN = timedelta(seconds=10)
"""As long as the key stands on the page: a slip of the hand is noticed at once."""

LED_TO = {
    TicketState.FINISHED: "finish",
    TicketState.MISSED: "no_show",
    TicketState.PARKED: "park",
    TicketState.REDIRECTED: "redirect",
    TicketState.WAITING: "transfer",
}
"""Which deed took a ticket from its counter, by where that left it. An errand elsewhere is a transfer here."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """A deed (one of LED_TO) by which the ticket of that number left its counter, and until when it can be undone."""

    deed: str
    number: str
    until: datetime


def undo(hall: Hall, ticket: Ticket, now: datetime, actor: str) -> Hall:
    """Finish, no-show, park, transfer, redirect or errand of this ticket (of the open day, perhaps closed) never was.

    It is back at its counter, or waits where it was; seniority, and skips that were counted since, stay. Raises
    Conflict `nothing_to_undo`, `undo_too_late`, `already_called` (with the counter), `counter_busy`, `counter_closed`.
    """
    if ticket.at_counter is not None:
        raise Conflict("already_called", ticket=ticket.number, counter=ticket.at_counter)
    before = ticket.before
    if before is None:
        raise Conflict("nothing_to_undo", ticket=ticket.number)
    if now - before.at > UNDO_WITHIN:
        raise Conflict("undo_too_late", ticket=ticket.number, seconds=int(UNDO_WITHIN.total_seconds()))
    counter_id = before.counter if before.state in AT_COUNTER else None
    if counter_id is not None:
        hall = _put_back(hall, counter_id, ticket, before, now)
    hall = hall.reopened(ticket).with_ticket(_as_before(ticket, before))
    about = {"undone_seq": before.seq}
    hall = hall.told(Kind.DEED_UNDONE, now, actor, ticket=ticket.number, counter=counter_id, detail=about)
    return ask_for_ready(hall, now)


def undoable_until(ticket: Ticket) -> datetime | None:
    """Until when the last deed on this ticket can be undone; None if it cannot be."""
    return None if ticket.before is None else ticket.before.at + UNDO_WITHIN


def undoable_at(counter: Counter, last: Ticket | None, now: datetime) -> Undoable | None:
    """What the teller at this counter can take back now; None if nothing.

    `last` is the ticket that the counter held before, live or closed, None if it held none.
    """
    if counter.ticket is not None or last is None or last.before is None:
        return None
    was = last.before
    until = undoable_until(last)
    # Whoever has done something more with it since, elsewhere, has to take that back, and not this counter.
    if until is None or now > until or was.counter != counter.id or was.state not in AT_COUNTER:
        return None
    return Undoable(LED_TO[last.state], last.number, until)


def _put_back(hall: Hall, counter_id: str, ticket: Ticket, before: Before, now: datetime) -> Hall:
    """The counter holds the ticket again, since when it did."""
    counter = hall.counter(counter_id)
    if counter.state is CounterState.CLOSED:
        raise Conflict("counter_closed", counter=counter_id)
    if counter.ticket is not None:
        raise Conflict("counter_busy", counter=counter_id, ticket=counter.ticket)
    since = before.started_at or before.called_at or now
    return hall.with_counter(replace(counter, ticket=ticket.number, last=None, ready_since=None, since=since))


def _as_before(ticket: Ticket, before: Before) -> Ticket:
    return replace(
        ticket,
        state=before.state,
        service=before.service,
        counter=before.counter,
        called_at=before.called_at,
        recalls=before.recalls,
        started_at=before.started_at,
        closed_at=None,
        aside=before.aside,
        came_back=before.came_back,
        came_back_at=before.came_back_at,
        before=None,
    )
