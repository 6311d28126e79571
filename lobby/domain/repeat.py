"""One customer and several numbers: no second one while the first is good, and who takes many (S11).

A customer is known by keyed hashes of what they showed, and only on the day and at the branch; who showed nothing, or
something else each time, is not known to be the same.
"""

from datetime import datetime, timedelta

from lobby.domain.errors import Conflict
from lobby.domain.hall import Hall
from lobby.domain.ticket import Ticket
from lobby.domain.tickets import Order

HOUR = timedelta(hours=1)
"""Over which `Ticket.taken` counts."""


def must_be_the_only(hall: Hall, order: Order, now: datetime) -> None:
    """Return if nobody who showed the same holds a number that was taken within `one_number` and is not closed.

    Raises Conflict `number_already_taken` with the number, its state, and the counter that calls or serves it.
    """
    for ticket in hall.tickets.values():
        if ticket.identity in order.identity and now - ticket.issued_at < hall.branch.repeats.one_number:
            raise Conflict(
                "number_already_taken", number=ticket.number, state=ticket.state.value, counter=ticket.at_counter
            )


def repeats(hall: Hall, now: datetime) -> tuple[Ticket, ...]:
    """The live tickets of the last hour with which somebody has taken more than `per_hour`; the oldest first."""
    many = [
        ticket
        for ticket in hall.tickets.values()
        if ticket.taken > hall.branch.repeats.per_hour and now - ticket.issued_at < HOUR
    ]
    return tuple(sorted(many, key=lambda ticket: (ticket.issued_at, ticket.seq)))
