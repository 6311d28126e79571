"""Deeds on tickets that no counter holds: issue, cancel."""

import secrets

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.domain import tickets
from lobby.domain.errors import Conflict
from lobby.domain.estimate import newcomer
from lobby.domain.slip import issued_view, ticket_view
from lobby.domain.tickets import Order
from lobby.store import FoundTicket

ID_BYTES = 16
"""128 bits: an id that nobody can guess."""


def issue(lobby: Lobby, branch_id: str, order: Order, asked: Asked) -> Answer:
    """A ticket waits, or a ready counter has called it; 201 with what is printed on it.

    Raises NotFound `unknown_branch`, `unknown_service`; Refusal `unknown_care`; Conflict `kiosk_closed`.
    """

    def deed(change: Change) -> Answer:
        hall, now = change.hall, change.now
        tickets.must_be_issuable(hall, order, now)
        prospect = newcomer(hall, lobby.learned(branch_id), order.service, tickets.class_for(hall.branch, order), now)
        number = _next_number(change, order.service)
        ticket_id = secrets.token_urlsafe(ID_BYTES)
        change.hall = tickets.issue(hall, order, ticket_id, number, prospect.wait, now, asked.actor)
        return Answer(201, issued_view(change.hall, change.hall.tickets[number], prospect))

    return lobby.perform(branch_id, asked, deed)


def cancel(lobby: Lobby, found: FoundTicket, asked: Asked) -> Answer:
    """The ticket has left the queue; 200 with the holder's picture.

    Raises Conflict `already_called` (with the counter), `already_closed` (with the counter that held it, if any did).
    """

    def deed(change: Change) -> Answer:
        number = found.ticket.number
        if change.hall.day != found.day or number not in change.hall.tickets:
            raise _already_closed(change, found)
        change.hall = tickets.cancel(change.hall, number, change.now, asked.actor)
        left = change.hall.ticket_of_today(number)
        return Answer(200, ticket_view(change.hall, left, lobby.learned(found.branch), change.now))

    return lobby.perform(found.branch, asked, deed)


def _already_closed(change: Change, found: FoundTicket) -> Conflict:
    counter = change.transaction.counter_of(found.day, found.ticket.number)
    where = {} if counter is None else {"counter": counter}
    return Conflict("already_closed", ticket=found.ticket.number, **where)


def _next_number(change: Change, service: str) -> str:
    """The next number of the service's series: a letter and at least three digits."""
    if change.hall.day is None:
        raise ValueError("numbers are given within a business day")
    series = change.hall.branch.series_of(service)
    return f"{series}{change.transaction.next_ordinal(change.hall.day, series):03d}"
