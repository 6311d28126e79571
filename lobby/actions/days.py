"""What happens because time passes: due things are applied, and what a closed day taught is kept."""

from datetime import date

from lobby.actions.lobby import Lobby
from lobby.domain.days import next_due


def pass_time(lobby: Lobby, branch_id: str) -> date | None:
    """Everything due by now has happened. Answers the business day that is open now, None if none is.

    A timer comes by with this; every deed does the same first, so a late timer changes nothing (science.md section 1).
    """
    with lobby.store.read() as connection:
        hall = lobby.store.hall(connection, branch_id)
    if next_due(hall, max(lobby.clock.now(), hall.last_at)) is None:
        return hall.day
    with lobby.change(branch_id) as change:
        return change.hall.day


def keep_learned(lobby: Lobby, branch_id: str, day: date) -> None:
    """What was learned up to this day is kept, so that a start need not read the branch's whole past."""
    lobby.store.keep_learned(branch_id, day, lobby.learned(branch_id))
