"""Deeds that take a ticket out of the queue for a while, or bring it back: with its seniority and its skips.

Each takes the hall and answers with the next one, or raises an error of the family and nothing has changed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from lobby.domain.calls import ask_for_ready
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.reason import Reason
from lobby.domain.ticket import Aside, Ticket, TicketState
from lobby.domain.views import instant_view

PROMISE_DUE = "promise_due"
IN_TIME = "in_time"
RETURN_REASONS = ("machine_failed", "called_by_mistake", "unfinished", "ready")
"""Why somebody may be sent back to the queue, or be back early (`ready`); the two above the domain finds by itself."""


def park(hall: Hall, number: str, promised: timedelta, reason: Reason, now: datetime, actor: str) -> Hall:
    """The ticket waits again by itself after so long, which is a promise; its counter goes on without it (S34).

    A parked one may be promised another time. Raises Conflict `already_closed`, `not_here` for one that is missed or
    at a machine.
    """
    ticket = hall.live(number)
    if ticket.state in (TicketState.MISSED, TicketState.REDIRECTED):
        raise Conflict("not_here", ticket=number, state=ticket.state.value)
    until = now + promised
    parked = replace(ticket, state=TicketState.PARKED, aside=Aside(now, until=until, reason=reason.code))
    about = {"until": instant_view(until), **reason.told}
    return _set_aside(hall, ticket, parked, Kind.TICKET_PARKED, about, now, actor)


def redirect(hall: Hall, number: str, machine_id: str, now: datetime, actor: str, *, accompanied: bool) -> Hall:
    """The customer tries a machine, and keeps the place meanwhile (S07); `accompanied` if somebody goes along (S21).

    Raises Conflict `already_closed`, `not_here` for one that is missed; NotFound `unknown_machine`; Refusal
    `machine_cannot` if the service cannot be done on it.
    """
    ticket = hall.live(number)
    if ticket.state is TicketState.MISSED:
        raise Conflict("not_here", ticket=number, state=ticket.state.value)
    machine = hall.branch.machines.get(machine_id)
    if machine is None:
        raise NotFound("unknown_machine", machine=machine_id)
    if ticket.service not in machine.services:
        raise Refusal("machine_cannot", machine=machine_id, service=ticket.service)
    aside = Aside(now, machine=machine_id, accompanied=accompanied)
    sent = replace(ticket, state=TicketState.REDIRECTED, aside=aside)
    about = {"machine": machine_id, "accompanied": accompanied}
    return _set_aside(hall, ticket, sent, Kind.TICKET_REDIRECTED, about, now, actor)


def come_back(hall: Hall, ticket: Ticket, reason: Reason, now: datetime, actor: str) -> Hall:
    """The ticket waits again at its old place, or a ready counter has called it.

    From aside, from a counter, or, of the open day, closed: an errand that was not finished needs no new number (S07).
    After a missed call it is `back`. Raises Conflict `already_waiting`.
    """
    if ticket.state is TicketState.MISSED:
        return back(hall, ticket.number, now, actor)
    if ticket.state is TicketState.WAITING:
        raise Conflict("already_waiting", ticket=ticket.number)
    return _waits_again(hall, ticket, reason, now, actor)


def back(hall: Hall, number: str, now: datetime, actor: str) -> Hall:
    """Who was not there when called has come: at the old place within the grace, else as if they came now.

    The one thing that moves a seniority (science.md section 1). Raises Conflict `already_closed`, `not_missed`.
    """
    ticket = hall.live(number)
    if ticket.state is not TicketState.MISSED:
        where = {} if ticket.at_counter is None else {"counter": ticket.at_counter}
        raise Conflict("not_missed", ticket=number, state=ticket.state.value, **where)
    until = in_time_until(hall, ticket)
    if until is not None and now <= until:
        return _waits_again(hall, ticket, Reason(IN_TIME), now, actor)
    late = replace(_waiting(ticket), seniority=now.timestamp(), came_back="late", came_back_at=now)
    hall = hall.with_ticket(late).told(Kind.TICKET_BACK_LATE, now, actor, ticket=number)
    return ask_for_ready(hall, now)


def in_time_until(hall: Hall, ticket: Ticket) -> datetime | None:
    """Until when, that instant included, who missed the call keeps the place; None of a ticket that is not missed."""
    if ticket.state is not TicketState.MISSED or ticket.aside is None:
        return None
    return ticket.aside.since + hall.branch.calls.late_grace


def _set_aside(
    hall: Hall, ticket: Ticket, after: Ticket, kind: Kind, about: Mapping[str, object], now: datetime, actor: str
) -> Hall:
    after = replace(after, before=hall.before(ticket, now))
    hall = hall.released(ticket, now).with_ticket(after)
    return hall.told(kind, now, actor, ticket=ticket.number, counter=ticket.at_counter, detail=about)


def _waits_again(hall: Hall, ticket: Ticket, reason: Reason, now: datetime, actor: str) -> Hall:
    again = replace(_waiting(ticket), came_back=reason.code, came_back_at=now)
    hall = hall.released(ticket, now).reopened(ticket).with_ticket(again)
    hall = hall.told(
        Kind.TICKET_RETURNED, now, actor, ticket=ticket.number, counter=ticket.at_counter, detail=reason.told
    )
    return ask_for_ready(hall, now)


def _waiting(ticket: Ticket) -> Ticket:
    return replace(ticket, state=TicketState.WAITING, started_at=None, closed_at=None, aside=None, before=None)
