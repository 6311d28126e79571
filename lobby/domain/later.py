"""Whether a wait gets longer than the ticket says, said before it happens (science.md section 2), and steadily.

A forecast goes up and down by more than the step for which a wait is told to be longer. Whoever read "sorry, later" and
a minute afterwards nothing of it believes neither, so that what was said once stands for a while, and then until it is
plainly wrong. The simple formula, which is worked out anew each time, foresees nothing here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from lobby.domain.errands import TRANSFERRED
from lobby.domain.estimate import LEAST_LONGER, Waits, shown
from lobby.domain.hall import Hall
from lobby.domain.simple_wait import Prospect
from lobby.domain.ticket import Ticket, Wait

STANDS = timedelta(minutes=5)
"""For so long at least it is said, whatever is foretold then."""


def is_later(waits: Waits, ticket: Ticket, prospect: Prospect, now: datetime) -> bool:
    """True if what was printed is over, if the middle of what is foretold passes it, or if that was said and stands."""
    printed = printed_until(ticket)
    if printed is None:
        return False
    if now > printed or _said_since(waits, ticket) is not None:
        return True
    return prospect.is_foretold and prospect.wait is not None and _middle(prospect.wait, now) > printed


def with_later(hall: Hall, before: Waits, after: Waits, now: datetime) -> Waits:
    """The forecast `after`, foretold now, which knows of whom it is said that they wait longer than was printed, and
    since when: those whose middle passes it now, and those of `before` of whom it still stands.
    """
    return replace(after, later=dict(_later(hall, before, after, now)))


def printed_until(ticket: Ticket) -> datetime | None:
    """The last instant that the ticket says; None if it says nothing of the present wait.

    Who reads "no wait" is still called in time within a minute.
    """
    if ticket.shown is None or not is_first_wait(ticket):
        return None
    return ticket.issued_at + timedelta(minutes=max(1, shown(ticket.shown)[1]))


def is_first_wait(ticket: Ticket) -> bool:
    """Who was at a counter, or away, before is past what the ticket says, and comes first anyway."""
    return ticket.called_at is None and ticket.came_back in (None, TRANSFERRED)


def _later(hall: Hall, before: Waits, after: Waits, now: datetime) -> Iterator[tuple[str, datetime]]:
    for number, wait in after.holders.items():
        ticket = hall.tickets[number]
        printed, since = printed_until(ticket), _said_since(before, ticket)
        if printed is None:
            continue
        if wait is not None and _middle(wait, now) > printed:
            yield number, since or now
        elif since is not None and (now < since + STANDS or not _is_plainly_in_time(wait, printed, now)):
            yield number, since


def _said_since(waits: Waits, ticket: Ticket) -> datetime | None:
    """Since when it is said of this ticket; of another day's with its number it may have been said before."""
    since = waits.later.get(ticket.number)
    return None if since is None or since < ticket.issued_at else since


def _is_plainly_in_time(wait: Wait | None, printed: datetime, now: datetime) -> bool:
    """Sooner than was printed by as much as a wait must be longer to be told so."""
    return wait is not None and _middle(wait, now) <= printed - timedelta(minutes=LEAST_LONGER)


def _middle(wait: Wait, now: datetime) -> datetime:
    return now + timedelta(minutes=wait.mid)
