"""Deeds at a counter that holds a ticket or wants one: next, recall, start, finish, no-show."""

from collections.abc import Callable
from datetime import datetime

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.domain import calls
from lobby.domain.desk import present_view
from lobby.domain.hall import Hall
from lobby.domain.slip import ticket_view

Decide = Callable[[Hall, str, datetime, str], Hall]


def next_ticket(lobby: Lobby, branch_id: str, counter_id: str, *, finish: bool, asked: Asked) -> Answer:
    """The rule's next ticket is called; 200 with it and why, or 204: the counter is ready, nobody is eligible.

    With `finish` the present ticket is finished first. Raises as `domain.calls.next_ticket`.
    """
    decide: Decide = calls.finish_then_next if finish else calls.next_ticket

    def deed(change: Change) -> Answer:
        change.hall = decide(change.hall, counter_id, change.now, asked.actor)
        number = change.hall.counters[counter_id].ticket
        if number is None:
            return Answer(204, None)
        called = present_view(change.hall, change.hall.tickets[number], change.now)
        return Answer(200, {"ticket": called, "why": called["why"]})

    return lobby.perform(branch_id, asked, deed)


def recall(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """Announced once more. Raises as `domain.calls.recall`."""
    return _on_present(lobby, branch_id, counter_id, asked, calls.recall)


def start(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """The customer stands at the counter. Raises as `domain.calls.start`."""
    return _on_present(lobby, branch_id, counter_id, asked, calls.start)


def finish(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """The errand is done. Raises as `domain.calls.finish`."""
    return _on_present(lobby, branch_id, counter_id, asked, calls.finish)


def no_show(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """The called customer did not come. Raises as `domain.calls.no_show`."""
    return _on_present(lobby, branch_id, counter_id, asked, calls.no_show)


def _on_present(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked, decide: Decide) -> Answer:
    """Do it to the ticket at the counter; 200 with that ticket as it is afterwards."""

    def deed(change: Change) -> Answer:
        number = change.hall.counter(counter_id).ticket
        change.hall = decide(change.hall, counter_id, change.now, asked.actor)
        if number is None:
            raise ValueError("a deed on the present ticket needs one; the domain refuses otherwise")
        ticket = change.hall.ticket_of_today(number)
        return Answer(200, ticket_view(change.hall, ticket, lobby.waits(branch_id), change.now))

    return lobby.perform(branch_id, asked, deed)
