"""Deeds between a ticket's first and its last: aside and back, another service, another class, one more errand, undo.

Each answers 200 with the ticket as its holder sees it afterwards. Which ticket it is about is said by a `Which`.
"""

from collections.abc import Callable
from datetime import timedelta

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.actions.which import AtCounter, ChosenFor, Which, closed
from lobby.domain import aside, errands
from lobby.domain.chosen import Chosen
from lobby.domain.chosen import override as override_at
from lobby.domain.errors import Conflict
from lobby.domain.hall import Hall
from lobby.domain.slip import ticket_view
from lobby.domain.ticket import ASIDE, CLOSED, Ticket
from lobby.domain.undo import undo as undo_on

Decide = Callable[[Change, Ticket], Hall]


def park(lobby: Lobby, which: Which, minutes: int, words: str, asked: Asked) -> Answer:
    """Out of the queue until a promised time (S34). Raises as `domain.aside.park`."""

    def decide(change: Change, ticket: Ticket) -> Hall:
        reason = change.reason(words, change.hall.branch.park_reasons)
        return aside.park(change.hall, ticket.number, timedelta(minutes=minutes), reason, change.now, asked.actor)

    return on_live(lobby, which, asked, decide)


def redirect(lobby: Lobby, which: Which, machine: str, asked: Asked, *, accompanied: bool) -> Answer:
    """To a machine, keeping the place. Raises as `domain.aside.redirect`."""
    return on_live(
        lobby,
        which,
        asked,
        lambda change, ticket: aside.redirect(
            change.hall, ticket.number, machine, change.now, asked.actor, accompanied=accompanied
        ),
    )


def come_back(lobby: Lobby, which: Which, words: str, asked: Asked) -> Answer:
    """Waiting again at the old place, even from closed. Raises as `domain.aside.come_back`."""
    return _on_any(
        lobby,
        which,
        asked,
        lambda change, ticket: aside.come_back(
            change.hall, ticket, change.reason(words, aside.RETURN_REASONS), change.now, asked.actor
        ),
    )


def come_back_as_holder(lobby: Lobby, which: Which, words: str, asked: Asked) -> Answer:
    """The same for the customer's own phone: from aside alone. A call, and an end, are staff's to take back.

    Raises as `come_back`, and Conflict `already_called` with the counter.
    """

    def decide(change: Change, ticket: Ticket) -> Hall:
        if ticket.at_counter is not None:
            raise Conflict("already_called", ticket=ticket.number, counter=ticket.at_counter)
        if ticket.state not in ASIDE:
            raise Conflict("already_waiting", ticket=ticket.number)
        reason = change.reason(words, aside.RETURN_REASONS)
        return aside.come_back(change.hall, ticket, reason, change.now, asked.actor)

    return on_live(lobby, which, asked, decide)


def back(lobby: Lobby, which: Which, asked: Asked) -> Answer:
    """There after all, after a missed call. Raises as `domain.aside.back`."""
    return on_live(
        lobby, which, asked, lambda change, ticket: aside.back(change.hall, ticket.number, change.now, asked.actor)
    )


def transfer(lobby: Lobby, which: Which, service: str, asked: Asked) -> Answer:
    """Waiting for another service. Raises as `domain.errands.transfer`."""
    return on_live(
        lobby,
        which,
        asked,
        lambda change, ticket: errands.transfer(change.hall, ticket.number, service, change.now, asked.actor),
    )


def grant(lobby: Lobby, which: Which, class_id: str, words: str, asked: Asked) -> Answer:
    """Of another class; a ground for care as the reason stays on the ticket. Raises as `domain.errands.grant`."""

    def decide(change: Change, ticket: Ticket) -> Hall:
        hall = change.hall
        care = words if words in hall.branch.care else None
        # The journal knows the class, never the ground: it would tell for ever of somebody's health.
        reason = change.reason("care" if care else words, ("care",))
        return errands.grant(hall, ticket.number, class_id, care, reason, change.now, asked.actor)

    return on_live(lobby, which, asked, decide)


def reclassify(lobby: Lobby, at: AtCounter, service: str, asked: Asked) -> Answer:
    """For another service than was chosen at the kiosk. Raises as `domain.errands.reclassify`."""
    return on_live(
        lobby,
        at,
        asked,
        lambda change, _: errands.reclassify(change.hall, at.counter, service, change.now, asked.actor),
    )


def errand(lobby: Lobby, at: AtCounter, service: str, asked: Asked) -> Answer:
    """One more errand, here or at another counter. Raises as `domain.errands.errand`."""
    return on_live(
        lobby, at, asked, lambda change, _: errands.errand(change.hall, at.counter, service, change.now, asked.actor)
    )


def override(lobby: Lobby, which: Which, counter_id: str, staff: str, public: str | None, asked: Asked) -> Answer:
    """Called at the counter because a person says so. Raises as `domain.chosen.override`."""

    def decide(change: Change, ticket: Ticket) -> Hall:
        chosen = Chosen(ticket.number, change.reason(staff, ()), staff, public)
        return override_at(change.hall, counter_id, chosen, change.now, asked.actor)

    return on_live(lobby, ChosenFor(counter_id, which), asked, decide)


def undo(lobby: Lobby, which: Which, asked: Asked) -> Answer:
    """The last deed on it never was. Raises as `domain.undo.undo`."""
    return _on_any(lobby, which, asked, lambda change, ticket: undo_on(change.hall, ticket, change.now, asked.actor))


def on_live(lobby: Lobby, which: Which, asked: Asked, decide: Decide) -> Answer:
    """Do it to a ticket that is not closed. Raises Conflict `already_closed`, and what `decide` raises."""

    def decide_on_live(change: Change, ticket: Ticket) -> Hall:
        if ticket.state in CLOSED:
            raise closed(ticket)
        return decide(change, ticket)

    return _on_any(lobby, which, asked, decide_on_live)


def _on_any(lobby: Lobby, which: Which, asked: Asked, decide: Decide) -> Answer:
    def deed(change: Change) -> Answer:
        ticket = which.find(change)
        change.hall = decide(change, ticket)
        after = change.hall.ticket_of_today(ticket.number)
        return Answer(200, ticket_view(change.hall, after, lobby.waits(which.branch), change.now))

    return lobby.perform(which.branch, asked, deed)
