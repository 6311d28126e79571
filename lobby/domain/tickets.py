"""Deeds on a ticket that no counter holds: issue and cancel."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lobby.domain.branch import ORDINARY, Branch
from lobby.domain.calls import ask_for_ready
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.hours import numbers
from lobby.domain.reason import Reason
from lobby.domain.ticket import Ticket, TicketState, Wait

LEAVING_REASONS = ("left", "too_long", "done_elsewhere")
"""Why somebody gives a number up; `left` is what the phone says, where nobody is asked."""

CARE_CLASS = "care"
"""The class that a ground for care gives; every configuration has it if it has grounds for care."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer asks for: a service, and the class established for them (None: none was).

    `care` is a ground for care of the configuration. `amount` is in yuan. `slips` is how many forms they bring.
    `identity` are keyed hashes of what they showed, empty if nothing: the first is kept with the ticket, the others are
    what it was under earlier keys.
    """

    service: str
    tier: str | None = None
    care: str | None = None
    amount: int | None = None
    slips: int = 1
    language: str = "zh"
    identity: tuple[str, ...] = ()


def must_be_issuable(hall: Hall, order: Order, now: datetime) -> None:
    """Return if a number can be given for this order now.

    Raises NotFound `unknown_service`, Refusal `unknown_care`, or Conflict `kiosk_closed` with `reason` and `opens_at`.
    """
    if order.service not in hall.branch.services:
        raise NotFound("unknown_service", service=order.service)
    if order.care is not None and order.care not in hall.branch.care:
        raise Refusal("unknown_care", care=order.care, allowed=list(hall.branch.care))
    given = numbers(hall.branch, now)
    if hall.day is None or not given.are_given:
        raise Conflict("kiosk_closed", reason=given.reason or "day_closed", opens_at=given.opens_at)


def class_for(branch: Branch, order: Order) -> str:
    """The class of the ticket: of those established, the one that counts as having come earliest.

    Where two count alike, any is better than ordinary, and care than a tier.
    """
    classes = branch.fairness.classes
    established = [ORDINARY]
    if order.tier is not None and order.tier in classes:
        established.append(order.tier)
    if order.care is not None and CARE_CLASS in classes:
        established.append(CARE_CLASS)
    return max(reversed(established), key=lambda class_id: classes[class_id].head_start)


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A number about to be given for an order. `shown` is the wait printed on it, None if no counter serves that.
    `taken`: the how-manieth of that identity within an hour. `ahead` is how many it was told stand before it, None if
    nothing was said. `is_foretold`: the wait is a forecast's, by which forecasts may be judged."""

    order: Order
    id: str
    number: str
    shown: Wait | None
    taken: int = 1
    ahead: int | None = None
    is_foretold: bool = False


def issue(hall: Hall, new: NewTicket, now: datetime, actor: str) -> Hall:
    """A ticket with this number waits, or a ready counter has called it. Raises as `must_be_issuable`."""
    return ask_for_ready(with_new_ticket(hall, new, now, actor), now)


def with_new_ticket(hall: Hall, new: NewTicket, now: datetime, actor: str) -> Hall:
    """The ticket waits, and no ready counter has been asked for yet. Raises as `must_be_issuable`."""
    order, shown = new.order, new.shown
    must_be_issuable(hall, order, now)
    class_id = class_for(hall.branch, order)
    about = {"number": new.number, "service": order.service, "class": class_id}
    several = {"count": order.slips} if order.slips > 1 else {}
    series = hall.branch.series_of(order.service)
    hall = replace(hall, given={**hall.given, series: hall.given.get(series, 0) + 1})
    told = {} if new.ahead is None else {"ahead": new.ahead}
    hall = hall.told(Kind.TICKET_ISSUED, now, actor, ticket=new.number, detail={**about, **several, **told})
    ticket = Ticket(
        id=new.id,
        number=new.number,
        service=order.service,
        class_id=class_id,
        seniority=now.timestamp(),
        seq=hall.seq,
        issued_at=now,
        language=order.language,
        care=order.care,
        amount=order.amount,
        slips=order.slips,
        shown=shown,
        identity=order.identity[0] if order.identity else None,
        taken=new.taken,
    )
    if shown is not None:
        wait: dict[str, Any] = {"low": shown.low, "mid": shown.mid, "high": shown.high}
        if new.is_foretold:
            wait["foretold"] = True
        hall = hall.told(Kind.ESTIMATE_SHOWN, now, actor, ticket=new.number, detail=wait)
    return hall.with_ticket(ticket)


def cancel(hall: Hall, number: str, reason: Reason, now: datetime, actor: str) -> Hall:
    """The ticket has left the queue: its holder does not want to wait, or was helped by the machine they were sent to.

    Raises Conflict `already_called` (with the counter), `already_closed`.
    """
    ticket = hall.live(number)
    if ticket.at_counter is not None:
        raise Conflict("already_called", ticket=number, counter=ticket.at_counter)
    how = "machine" if ticket.state is TicketState.REDIRECTED else "cancelled"
    hall = hall.with_ticket(replace(ticket, state=TicketState.LEFT, closed_at=now, before=None))
    return hall.told(Kind.TICKET_LEFT, now, actor, ticket=number, detail={"how": how, **reason.told})
