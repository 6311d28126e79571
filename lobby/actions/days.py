"""What happens because time passes: due things are applied."""

from collections.abc import Mapping

from lobby.actions.lobby import Lobby
from lobby.domain.days import next_due
from lobby.domain.hall import Hall


def pass_time(lobby: Lobby) -> Mapping[str, Hall]:
    """Everything due by now has happened in every branch. Answers the branches as they then stand.

    A timer comes by with this; every deed does the same first, so a late timer changes nothing (science.md section 1).
    """
    with lobby.store.read() as connection:
        halls = lobby.store.halls(connection)
    return {branch_id: _passed(lobby, hall) for branch_id, hall in halls.items()}


def _passed(lobby: Lobby, hall: Hall) -> Hall:
    if next_due(hall, max(lobby.clock.now(), hall.last_at)) is None:
        return hall
    with lobby.change(hall.branch.id) as change:
        return change.hall.settled()
