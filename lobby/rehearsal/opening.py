"""Whether the day can begin: the branch is there, its clock is the one expected, and numbers are given."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from lobby.rehearsal.board import Board
from lobby.rehearsal.house import House, read_house
from lobby.rehearsal.settings import CannotPlay, Settings
from lobby.rehearsal.wire import Wire

_SETTLES_IN_SECONDS = 3.0


def find_house(wire: Wire, settings: Settings) -> House:
    """The branch to play in. Raises CannotPlay if it cannot be read, or its clock has not the speed asked for."""
    answer = wire.get(f"/branches/{settings.branch}", "kiosk")
    if not answer.done:
        raise CannotPlay(f"{settings.url} does not tell of branch {settings.branch}: {answer}")
    house = read_house(answer.body)
    if settings.speed is not None and abs(settings.speed - house.speed) > 1e-6:
        raise CannotPlay(
            f"the clock of {settings.url} runs at {house.speed:g}x, not at {settings.speed:g}x;"
            f" start it with `lobby serve --clock START+{settings.speed:g}x`, or leave --speed out"
        )
    return house


def first_look(board: Board) -> Mapping[str, Any]:
    """The board by which the clock is set, and after which the journal is of this rehearsal.

    A server that has just started gives no numbers and knows no next opening until its first second has passed.
    """
    deadline = time.monotonic() + _SETTLES_IN_SECONDS
    seen = board.look()
    while not (seen["numbers"]["open"] or seen["numbers"]["opens_at"]) and time.monotonic() < deadline:
        time.sleep(0.05)
        seen = board.look()
    return seen


def opening(house: House, now: datetime, numbers: Mapping[str, Any]) -> datetime:
    """The instant at which the day's first minute begins. `numbers`: what the board says of them.

    On a fast clock that has not reached the opening, the opening of that day. Otherwise now: on a real clock one
    rehearses at any time of day, and a day joined late would begin with a crowd. Raises CannotPlay if no numbers are
    given when they are needed.
    """
    local = now.astimezone(house.time_zone)
    opens = datetime.combine(local.date(), house.opens_at, house.time_zone)
    if house.speed != 1 and local <= opens and numbers["reason"] != "closed_day":
        return opens
    if not numbers["open"]:
        again = numbers["opens_at"] or "nobody knows when"
        raise CannotPlay(f"{house.id} gives no numbers now ({numbers['reason']}); next: {again}")
    # A second of real time, in which the players come to their places.
    return now + timedelta(seconds=house.speed)
