"""Deeds of lending flexible counters: by a manager, who gets the counter as it is afterwards, or by itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from lobby.actions.counters import on_counter
from lobby.actions.lobby import Answer, Asked, Lobby
from lobby.domain import flexible
from lobby.domain.branch import LendingMode
from lobby.domain.fact import SYSTEM
from lobby.domain.hall import Hall
from lobby.domain.lending import by_itself, made


def lend(
    lobby: Lobby, branch_id: str, counter_id: str, services: Sequence[str] | None, until: datetime | None, asked: Asked
) -> Answer:
    """Serving these too, until then. Raises as `domain.flexible.lend`."""
    return on_counter(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: flexible.lend(change.hall, counter_id, services, until, change.now, asked.actor),
    )


def take_back(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """Serving what is planned for it. Raises as `domain.flexible.take_back`."""
    return on_counter(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: flexible.take_back(change.hall, counter_id, change.now, asked.actor),
    )


def leave_alone(lobby: Lobby, branch_id: str, counter_id: str, minutes: int | None, asked: Asked) -> Answer:
    """Nothing is advised of it for so long (None: as configured). Raises as `domain.flexible.leave_alone`."""
    length = None if minutes is None else timedelta(minutes=minutes)
    return on_counter(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: flexible.leave_alone(change.hall, counter_id, length, change.now, asked.actor),
    )


def lend_by_itself(lobby: Lobby, halls: Iterable[Hall]) -> None:
    """In each of these branches that lends by itself the most pressing step is made, if there is one.

    A timer comes by with this, and not every deed: to work out waits takes longer than a deed may. It looks first
    without holding the branch, so that a quiet second costs nobody anything, and again while it does: another process
    may have been faster. One step at a time: the next second sees what the first has done.
    """
    for hall in halls:
        branch_id = hall.branch.id
        if hall.branch.lending.mode is not LendingMode.AUTOMATIC:
            continue
        if by_itself(hall, lobby.waits(branch_id).times, max(lobby.clock.now(), hall.last_at)) is None:
            continue
        with lobby.change(branch_id) as change:
            step = by_itself(change.hall, lobby.waits(branch_id).times, change.now)
            if step is not None:
                change.hall = made(change.hall, step, change.now, SYSTEM)
