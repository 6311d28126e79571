"""Deeds on a ticket, over HTTP: each by the ticket's id, by its number of today, or at the counter that holds it."""

import re
from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lobby.actions import tickets, visits
from lobby.actions.access import HOLDER
from lobby.actions.identity import Identity
from lobby.actions.which import AsSeen, AtCounter, ById, ByNumber, LastAt, Which
from lobby.domain.errors import NotFound
from lobby.domain.ticket import TicketState
from lobby.domain.tickets import Order
from lobby.web.bearer import STAFF, bearer, bearer_or_holder
from lobby.web.deeds import answered, asked
from lobby.web.requests import (
    EmptyBody,
    GrantBody,
    IssueBody,
    OnTicketBody,
    OverrideBody,
    ParkBody,
    ReasonOnTicketBody,
    RedirectBody,
    ServiceBody,
    TransferBody,
    read_body,
)
from lobby.web.rooms import rooms

ticket_deeds = Blueprint("ticket_deeds", __name__)

NUMBER = re.compile(r"[A-Z][0-9]{3,}")
"""What a number looks like; an id is longer and has no such beginning by itself."""

View = Callable[..., ResponseReturnValue]


def ticket_deed(name: str, *, at_counter: bool = True) -> Callable[[View], View]:
    """The view answers for this deed by id and by number, and of the ticket at a counter too."""

    def on(view: View) -> View:
        paths = ["/tickets/<ticket_id>", "/branches/<branch_id>/tickets/<number>"]
        if at_counter:
            paths.append("/branches/<branch_id>/counters/<counter_id>")
        for path in paths:
            ticket_deeds.post(f"{path}/{name}", endpoint=name)(view)
        return view

    return on


@ticket_deed("park")
def park(**named: str) -> ResponseReturnValue:
    """The ticket leaves the queue until a promised time."""
    name, which = _staff(named)
    body = read_body(ParkBody)
    return answered(visits.park(rooms().lobby, _as_seen(which, body), body.minutes, body.reason, asked(name, body)))


@ticket_deed("redirect")
def redirect(**named: str) -> ResponseReturnValue:
    """The customer tries a machine, and keeps the place."""
    name, which = _staff(named)
    body = read_body(RedirectBody)
    which, deed = _as_seen(which, body), asked(name, body)
    return answered(visits.redirect(rooms().lobby, which, body.machine, deed, accompanied=body.accompanied))


@ticket_deed("return")
def come_back(**named: str) -> ResponseReturnValue:
    """The ticket waits again at its old place. Its holder may do so only from aside."""
    name, which = _staff_or_holder(named)
    body = read_body(ReasonOnTicketBody)
    deed = visits.come_back_as_holder if name.startswith(HOLDER) else visits.come_back
    return answered(deed(rooms().lobby, _as_seen(which, body), body.reason, asked(name, body)))


@ticket_deed("transfer")
def transfer(**named: str) -> ResponseReturnValue:
    """The ticket waits for another service."""
    name, which = _staff(named)
    body = read_body(TransferBody)
    return answered(visits.transfer(rooms().lobby, _as_seen(which, body), body.service, asked(name, body)))


@ticket_deed("grant", at_counter=False)
def grant(**named: str) -> ResponseReturnValue:
    """The ticket is of another class."""
    name, which = _staff(named)
    body = read_body(GrantBody)
    which, deed = _as_seen(which, body), asked(name, body)
    return answered(visits.grant(rooms().lobby, which, body.class_id, body.reason, deed))


@ticket_deed("cancel", at_counter=False)
def cancel(**named: str) -> ResponseReturnValue:
    """The holder, or staff for them, gives the number up."""
    name, which = _staff_or_holder(named)
    body = read_body(ReasonOnTicketBody)
    return answered(tickets.cancel(rooms().lobby, _as_seen(which, body), body.reason, asked(name, body)))


@ticket_deed("late", at_counter=False)
def late(**named: str) -> ResponseReturnValue:
    """Who was not there when called has come."""
    name, which = _staff_or_holder(named)
    return answered(visits.back(rooms().lobby, which, asked(name, read_body(EmptyBody))))


@ticket_deed("undo")
def undo(**named: str) -> ResponseReturnValue:
    """The last deed on the ticket, or on the one that the counter held last, never was."""
    name, which = _staff(named)
    if isinstance(which, AtCounter):
        which = LastAt(which.branch, which.counter)
    body = read_body(OnTicketBody)
    return answered(visits.undo(rooms().lobby, _as_seen(which, body), asked(name, body)))


@ticket_deeds.post("/branches/<branch_id>/counters/<counter_id>/reclassify")
def reclassify(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The ticket at the counter is for another service than was chosen at the kiosk."""
    who = bearer(STAFF, branch_id)
    body = read_body(ServiceBody)
    at = AtCounter(branch_id, counter_id)
    return answered(visits.reclassify(rooms().lobby, at, body.service, asked(who.name, body)))


@ticket_deeds.post("/branches/<branch_id>/counters/<counter_id>/errand")
def errand(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The customer at the counter has one errand more."""
    who = bearer(STAFF, branch_id)
    body = read_body(ServiceBody)
    at = AtCounter(branch_id, counter_id)
    return answered(visits.errand(rooms().lobby, at, body.service, asked(who.name, body)))


@ticket_deeds.post("/branches/<branch_id>/counters/<counter_id>/walk-up", endpoint="walk-up")
def walk_up(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """Somebody at the counter without a number has one now, and is served at once only if nobody waits there."""
    who = bearer(STAFF, branch_id)
    body = read_body(IssueBody)
    return answered(tickets.walk_up(rooms().lobby, branch_id, counter_id, order_of(body), asked(who.name, body)))


@ticket_deeds.post("/branches/<branch_id>/counters/<counter_id>/call", endpoint="call")
def call(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """A chosen ticket is called, past the rule, with a reason."""
    who = bearer(STAFF, branch_id)
    body = read_body(OverrideBody)
    which = _named(branch_id, body.ticket)
    deed = asked(who.name, body)
    reason = body.reason
    return answered(visits.override(rooms().lobby, which, counter_id, reason.staff, reason.public, deed))


def order_of(body: IssueBody) -> Order:
    """What the customer asks for, with the tier that the directory has for what they show.

    Asked before the branch is held: nobody else waits for the directory.
    """
    order = Order(body.service, None, body.care, body.amount, body.count, body.language)
    if body.identity is None:
        return order
    identity = Identity(body.identity.kind, body.identity.value)
    return replace(order, tier=rooms().directory.class_of(identity), identity=rooms().keys.of_ticket(identity))


def _named(branch_id: str, ticket: str) -> Which:
    """By number or by id. Raises NotFound `unknown_ticket`, also for the id of another branch's ticket."""
    if NUMBER.fullmatch(ticket):
        return ByNumber(branch_id, ticket)
    found = rooms().pictures.found(ticket)
    if found.branch != branch_id:
        raise NotFound("unknown_ticket")
    return ById(found)


def _staff(named: dict[str, str]) -> tuple[str, Which]:
    """Who asks, a teller or a manager of that branch, and which ticket it is about."""
    which = _which(named)
    return bearer(STAFF, which.branch).name, which


def _staff_or_holder(named: dict[str, str]) -> tuple[str, Which]:
    """The same, or whoever has nothing but the ticket's id."""
    which = _which(named)
    if isinstance(which, ById):
        return bearer_or_holder(STAFF, which.branch, which.found.ticket.number), which
    return bearer(STAFF, which.branch).name, which


def _as_seen(which: Which, body: OnTicketBody) -> Which:
    """The same ticket, only if it is still as the asker saw it; whoever says nothing of that means it as it is."""
    return which if body.if_state is None else AsSeen(which, TicketState(body.if_state))


def _which(named: dict[str, str]) -> Which:
    if "ticket_id" in named:
        return ById(rooms().pictures.found(named["ticket_id"]))
    if "number" in named:
        return ByNumber(named["branch_id"], named["number"])
    return AtCounter(named["branch_id"], named["counter_id"])
