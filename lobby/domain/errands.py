"""Deeds that change what a ticket is for, or as whom it is called: transfer, reclassify, errand, grant.

The seniority and the skips stay as they are: nobody queues twice for one visit (science.md section 1).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from lobby.domain.calls import ask_for_ready
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.reason import Reason
from lobby.domain.ticket import ASIDE, Ticket, TicketState

TRANSFERRED = "transferred"
ERRAND = "errand"
"""Why somebody waits again who did not leave: for another service, or for one more."""


def transfer(hall: Hall, number: str, service: str, now: datetime, actor: str) -> Hall:
    """The ticket waits for another service, from a counter or before any call.

    Raises NotFound `unknown_service`; Conflict `already_closed`, `same_service`, `not_here` for one that is aside.
    """
    ticket = hall.live(number)
    _must_be_another(hall, ticket, service)
    if ticket.state in ASIDE:
        raise Conflict("not_here", ticket=number, state=ticket.state.value)
    return _waits_for(hall, ticket, service, {}, now, actor)


def reclassify(hall: Hall, counter_id: str, service: str, now: datetime, actor: str) -> Hall:
    """The ticket at the counter is for another service than was chosen at the kiosk, and is served here all the same.

    Raises NotFound `unknown_service`; Conflict `no_ticket`, `same_service`, `not_served_here`.
    """
    counter = hall.counter(counter_id)
    ticket = hall.ticket_at(counter)
    _must_be_another(hall, ticket, service)
    if not counter.serves(service):
        raise Conflict("not_served_here", counter=counter_id, service=service)
    hall = hall.with_ticket(replace(ticket, service=service))
    about = {"service": service}
    return hall.told(Kind.SERVICE_RECLASSIFIED, now, actor, ticket=ticket.number, counter=counter_id, detail=about)


def errand(hall: Hall, counter_id: str, service: str, now: datetime, actor: str) -> Hall:
    """The errand is done, and the customer has one more: served here at once, or waiting for it at the old place.

    The same service again is served here too: another errand of its kind. Raises NotFound `unknown_service`; Conflict
    `no_ticket`.
    """
    counter = hall.counter(counter_id)
    ticket = hall.ticket_at(counter)
    _must_be_known(hall, service)
    if not counter.serves(service):
        return _waits_for(hall, ticket, service, {"errand": True}, now, actor)
    hall = hall.with_ticket(replace(ticket, state=TicketState.SERVING, service=service, started_at=now))
    hall = hall.with_counter(replace(counter, since=now))
    about = {"service": service, "errand": True}
    return hall.told(Kind.SERVICE_RECLASSIFIED, now, actor, ticket=ticket.number, counter=counter_id, detail=about)


def grant(hall: Hall, number: str, class_id: str, care: str | None, reason: Reason, now: datetime, actor: str) -> Hall:
    """The ticket is of that class from now on; with the class `care`, `care` is the ground, if one was named.

    Raises Refusal `unknown_class`; Conflict `already_closed`, `same_class`.
    """
    ticket = hall.live(number)
    if class_id not in hall.branch.fairness.classes:
        raise Refusal("unknown_class", given=class_id, allowed=list(hall.branch.fairness.classes))
    if ticket.class_id == class_id:
        raise Conflict("same_class", ticket=number, given=class_id)
    hall = hall.with_ticket(replace(ticket, class_id=class_id, care=care, before=None))
    about = {"class": class_id, **reason.told}
    hall = hall.told(Kind.CLASS_GRANTED, now, actor, ticket=number, counter=ticket.at_counter, detail=about)
    return ask_for_ready(hall, now)


def _waits_for(
    hall: Hall, ticket: Ticket, service: str, about: Mapping[str, object], now: datetime, actor: str
) -> Hall:
    moved = replace(
        ticket,
        state=TicketState.WAITING,
        service=service,
        started_at=None,
        came_back=ERRAND if "errand" in about else TRANSFERRED,
        came_back_at=now if ticket.at_counter else ticket.came_back_at,
        before=hall.before(ticket, now),
    )
    about = {"service": service, "from": ticket.service, **about}
    hall = hall.released(ticket, now).with_ticket(moved)
    hall = hall.told(Kind.TICKET_TRANSFERRED, now, actor, ticket=ticket.number, counter=ticket.at_counter, detail=about)
    return ask_for_ready(hall, now)


def _must_be_another(hall: Hall, ticket: Ticket, service: str) -> None:
    _must_be_known(hall, service)
    if ticket.service == service:
        raise Conflict("same_service", ticket=ticket.number, service=service)


def _must_be_known(hall: Hall, service: str) -> None:
    if service not in hall.branch.services:
        raise NotFound("unknown_service", service=service)
