"""What a desk needs beside the hall: the ticket that left its counter a moment ago, which may be closed by now."""

from datetime import datetime

from sqlalchemy import Connection

from lobby.domain.hall import Hall
from lobby.domain.ticket import Ticket
from lobby.domain.undo import UNDO_WITHIN
from lobby.store.reading import ticket_of_day


def held_before(connection: Connection, hall: Hall, counter_id: str, now: datetime) -> Ticket | None:
    """The ticket that the counter held before, as long as anything about it can be undone there; else None.

    Raises NotFound `unknown_counter`.
    """
    counter = hall.counter(counter_id)
    # A desk is read after every fact of its branch: the database is asked only just after a ticket has left.
    if hall.day is None or counter.last is None or counter.ticket is not None or now - counter.since > UNDO_WITHIN:
        return None
    live = hall.tickets.get(counter.last)
    return live or ticket_of_day(connection, hall.branch, hall.day, counter.last)
