"""Calls that the rule does not choose: somebody without a number where nobody waits, and one whom a person chose."""

from dataclasses import dataclass
from datetime import datetime

from lobby.domain.calls import ask_for_ready, called, must_be_open
from lobby.domain.counter import Counter, CounterState
from lobby.domain.dispatch import Choice, Rule
from lobby.domain.errors import Conflict
from lobby.domain.explain import explain_override, explain_walk_up
from lobby.domain.hall import Hall
from lobby.domain.reason import Reason
from lobby.domain.ticket import Ticket, TicketState
from lobby.domain.tickets import NewTicket, with_new_ticket


def walk_up(hall: Hall, counter_id: str, new: NewTicket, now: datetime, actor: str) -> Hall:
    """Somebody stands at the counter without a number and has one now; served at once only if nobody waits there (S01).

    Else the ticket waits in its turn, as it does if the counter is busy or paused, or does not serve that service.
    Raises Conflict `counter_closed`, and as `tickets.must_be_issuable`.
    """
    counter = hall.counter(counter_id)
    if counter.state is CounterState.CLOSED:
        raise Conflict("counter_closed", counter=counter_id)
    may_call = counter.is_calling and counter.serves(new.order.service) and not hall.count_waiting(counter.services)
    hall = with_new_ticket(hall, new, now, actor)
    if not may_call:
        return ask_for_ready(hall, now)
    ticket = hall.tickets[new.number]
    choice = Choice(ticket, Rule.WALK_UP, (), hall.branch.fairness.classes[ticket.class_id].account)
    hall = called(hall, counter, choice, explain_walk_up(), now, actor)
    return ask_for_ready(hall, now)


@dataclass(frozen=True, slots=True)
class Chosen:
    """That this ticket be called now, and why: `reason` for the journal, `words` for staff, `public` for customers
    (None: that the manager arranged it).
    """

    number: str
    reason: Reason
    words: str
    public: str | None


def override(hall: Hall, counter_id: str, chosen: Chosen, now: datetime, actor: str) -> Hall:
    """The counter holds this ticket because a person says so: the one way past the caps, counted apart (I10).

    Raises Conflict
    `counter_closed`, `counter_paused`, `counter_busy`, `already_closed`, `already_called` (with the counter),
    `not_here` for one that is aside, `not_served_here`.
    """
    counter = hall.counter(counter_id)
    must_be_open(counter)
    if counter.ticket is not None:
        raise Conflict("counter_busy", counter=counter_id, ticket=counter.ticket)
    ticket = _waiting(hall, chosen.number)
    if not counter.serves(ticket.service):
        raise Conflict("not_served_here", counter=counter_id, service=ticket.service)
    passed = _older(hall, counter, ticket)
    choice = Choice(ticket, Rule.OVERRIDE, passed, hall.branch.fairness.classes[ticket.class_id].account)
    why = explain_override(choice, chosen.words, chosen.public)
    hall = called(hall, counter, choice, why, now, actor, **chosen.reason.told)
    return ask_for_ready(hall, now)


def _waiting(hall: Hall, number: str) -> Ticket:
    ticket = hall.live(number)
    if ticket.at_counter is not None:
        raise Conflict("already_called", ticket=number, counter=ticket.at_counter)
    if ticket.state is not TicketState.WAITING:
        raise Conflict("not_here", ticket=number, state=ticket.state.value)
    return ticket


def _older(hall: Hall, counter: Counter, ticket: Ticket) -> tuple[Ticket, ...]:
    """Those whom the call passes."""
    eligible = (one for line in hall.lines(counter.services) for one in line)
    return tuple(one for one in eligible if one.order < ticket.order)
