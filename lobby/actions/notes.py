"""Erasing what people wrote in free words: reasons of overrides, pauses, parks and whatever else is kept as a note."""

from datetime import date

from lobby.actions.lobby import Lobby
from lobby.domain.errors import Conflict
from lobby.store.erasing import erase_notes
from lobby.store.looking_back import days_before


def erase(lobby: Lobby, branch_id: str, day: date, *, and_before: bool) -> int:
    """The notes of that business day, and of all before it if so asked, say nothing any more; answers how many did.

    The facts stay: who chose whom and when is told as before, only not why. Screens follow with their next picture.
    Raises NotFound `unknown_branch`, Conflict `day_is_open` unless that day is before the open one.
    """
    with lobby.store.read() as connection:
        open_day = lobby.store.hall(connection, branch_id).day
        if open_day is not None and day >= open_day:
            raise Conflict("day_is_open", day=open_day.isoformat())
        days = [*days_before(connection, branch_id, day), day] if and_before else [day]
    erased = 0
    for one in days:  # each in a transaction of its own: years of notes must not keep a teller waiting
        with lobby.store.write() as connection:
            erased += erase_notes(connection, branch_id, one)
    return erased
