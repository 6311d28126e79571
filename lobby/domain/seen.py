"""Deeds on a ticket as somebody saw it: from a tablet, a moment later, it may stand elsewhere.

Park, redirect, transfer, grant, return and undo make sense both in the queue and at a counter. Who means the one who
waits must not take them out of a call that was made in between.
"""

from lobby.domain.errors import Conflict
from lobby.domain.ticket import Ticket, TicketState


def must_still_be(ticket: Ticket, seen: TicketState) -> None:
    """Return if this live ticket is in the state in which the asker saw it.

    Raises Conflict `already_called` with the counter if it is at one now, else `state_changed` with the state.
    """
    if ticket.state is seen:
        return
    if ticket.at_counter is not None:
        raise Conflict("already_called", ticket=ticket.number, counter=ticket.at_counter)
    raise Conflict("state_changed", ticket=ticket.number, state=ticket.state.value)
