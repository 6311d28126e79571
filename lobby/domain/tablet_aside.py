"""Those who are aside, for the tablet: asked to come back, sent to a machine, or not there when they were called."""

from datetime import datetime

from lobby.domain.hall import Hall
from lobby.domain.ticket import ASIDE, Ticket, TicketState
from lobby.domain.views import View, aside_view, instant_view

_ORDER = (TicketState.PARKED, TicketState.REDIRECTED, TicketState.MISSED)


def aside_rows(hall: Hall) -> list[View]:
    """Everybody who is aside: whose promised time comes first, then who is at a machine, then who was missed."""
    tickets = [ticket for ticket in hall.tickets.values() if ticket.state in ASIDE]
    return [_row(ticket) for ticket in sorted(tickets, key=_order)]


def _order(ticket: Ticket) -> tuple[int, datetime, int]:
    aside = ticket.aside
    at = ticket.issued_at if aside is None else aside.until or aside.since
    return _ORDER.index(ticket.state), at, ticket.seq


def _row(ticket: Ticket) -> View:
    return {
        "number": ticket.number,
        "service": ticket.service,
        "class": ticket.class_id,
        "care": ticket.care,
        "language": ticket.language,
        "issued_at": instant_view(ticket.issued_at),
        "state": ticket.state.value,
        "aside": aside_view(ticket.aside),
    }
