"""Deeds that begin or end a ticket: issue, walk-up, cancel. What happens in between is in `visits`."""

import secrets

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.actions.visits import on_live
from lobby.actions.which import Which
from lobby.domain import tickets
from lobby.domain.chosen import walk_up as walk_up_at
from lobby.domain.dispatch import choose
from lobby.domain.estimate import newcomer
from lobby.domain.hall import Hall
from lobby.domain.last_numbers import number_of
from lobby.domain.repeat import HOUR, must_be_the_only
from lobby.domain.simple_wait import Prospect
from lobby.domain.slip import issued_view
from lobby.domain.tickets import NewTicket, Order

ID_BYTES = 16
"""128 bits: an id that nobody can guess."""


def issue(lobby: Lobby, branch_id: str, order: Order, asked: Asked) -> Answer:
    """A ticket waits, or a ready counter has called it; 201 with what is printed on it.

    Raises NotFound `unknown_branch`, `unknown_service`; Refusal `unknown_care`; Conflict `kiosk_closed`.
    """

    return lobby.perform(branch_id, asked, lambda change: _issued(lobby, change, order, asked.actor))


def issue_the_only(lobby: Lobby, branch_id: str, order: Order, asked: Asked) -> Answer:
    """The same for whoever takes one themselves, if they have none yet; staff may give a second one.

    Raises as `issue`, and Conflict `number_already_taken` as `domain.repeat.must_be_the_only`.
    """

    def deed(change: Change) -> Answer:
        must_be_the_only(change.hall, order, change.now)
        return _issued(lobby, change, order, asked.actor)

    return lobby.perform(branch_id, asked, deed)


def walk_up(lobby: Lobby, branch_id: str, counter_id: str, order: Order, asked: Asked) -> Answer:
    """Somebody at the counter has a number now, and is served at once if nobody waits there; 200 with what is printed.

    `first` is who is called next at this counter, None if it was the walk-up. Raises as `issue`; NotFound
    `unknown_counter`; Conflict `counter_closed`.
    """

    def deed(change: Change) -> Answer:
        change.hall.counter(counter_id)
        new, prospect = _new_ticket(lobby, change, order)
        change.hall = walk_up_at(change.hall, counter_id, new, change.now, asked.actor)
        issued = issued_view(change.hall, change.hall.tickets[new.number], prospect)
        return Answer(200, {**issued, "first": _first_at(change.hall, counter_id)})

    return lobby.perform(branch_id, asked, deed)


def cancel(lobby: Lobby, which: Which, words: str, asked: Asked) -> Answer:
    """The ticket has left the queue; 200 with the holder's picture. Raises as `domain.tickets.cancel`."""
    return on_live(
        lobby,
        which,
        asked,
        lambda change, ticket: tickets.cancel(
            change.hall, ticket.number, change.reason(words, tickets.LEAVING_REASONS), change.now, asked.actor
        ),
    )


def _issued(lobby: Lobby, change: Change, order: Order, actor: str) -> Answer:
    new, prospect = _new_ticket(lobby, change, order)
    change.hall = tickets.issue(change.hall, new, change.now, actor)
    return Answer(201, issued_view(change.hall, change.hall.tickets[new.number], prospect))


def _new_ticket(lobby: Lobby, change: Change, order: Order) -> tuple[NewTicket, Prospect]:
    """The number that is given for the order, and the newcomer's prospect from before it is there."""
    hall, now = change.hall, change.now
    tickets.must_be_issuable(hall, order, now)
    class_id = tickets.class_for(hall.branch, order)
    prospect = newcomer(hall, lobby.waits(hall.branch.id), order.service, class_id, now)
    number = _next_number(change, order.service)
    taken = change.transaction.taken_since(order.identity, now - HOUR) + 1
    ticket_id = secrets.token_urlsafe(ID_BYTES)
    new = NewTicket(order, ticket_id, number, prospect.wait, taken, prospect.ahead, prospect.is_foretold)
    return new, prospect


def _first_at(hall: Hall, counter_id: str) -> str | None:
    counter = hall.counters[counter_id]
    choice = choose(hall.queues, counter.services, hall.branch.fairness, vip_first=counter.vip_first)
    return None if choice is None else choice.ticket.number


def _next_number(change: Change, service: str) -> str:
    """The next number of the service's series."""
    if change.hall.day is None:
        raise ValueError("numbers are given within a business day")
    series = change.hall.branch.series_of(service)
    return number_of(series, change.transaction.next_ordinal(change.hall.day, series))
