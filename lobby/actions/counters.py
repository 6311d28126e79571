"""Deeds of a counter: open, services, pause, resume, close. Each answers 200 with the counter as it is afterwards."""

from collections.abc import Callable, Sequence
from datetime import datetime

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.domain import counters
from lobby.domain.cover import uncovered_view, uncovered_without
from lobby.domain.hall import Hall
from lobby.domain.views import counter_view


def open_counter(lobby: Lobby, branch_id: str, counter_id: str, services: Sequence[str] | None, asked: Asked) -> Answer:
    """Staffed, serving these services (None: those planned). Raises as `domain.counters.open_counter`."""
    return on_counter(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: counters.open_counter(change.hall, counter_id, services, change.now, asked.actor),
    )


def set_services(
    lobby: Lobby, branch_id: str, counter_id: str, services: Sequence[str], until: datetime | None, asked: Asked
) -> Answer:
    """Serving just these, until then. Raises as `domain.counters.set_services`."""
    return on_counter(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: counters.set_services(change.hall, counter_id, services, until, change.now, asked.actor),
    )


def pause(lobby: Lobby, branch_id: str, counter_id: str, reason: str, asked: Asked) -> Answer:
    """Calling nobody until resumed; answers too which services are left with too few. As `domain.counters.pause`.

    A reason that is no code of the configuration is kept as a note, out of the journal and off the screens.
    """

    def paused(change: Change) -> Hall:
        known = change.hall.branch.pause_reasons
        typical = known[reason].typical if reason in known else None
        why = change.reason(reason, known)
        return counters.pause(change.hall, counter_id, why, typical, change.now, asked.actor)

    return _leaving(lobby, branch_id, counter_id, asked, paused)


def resume(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """Free to call again. Raises as `domain.counters.resume`."""
    return on_counter(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: counters.resume(change.hall, counter_id, change.now, asked.actor),
    )


def close_counter(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked) -> Answer:
    """Nobody sits there; answers too which services are left with too few. As `domain.counters.close_counter`."""
    return _leaving(
        lobby,
        branch_id,
        counter_id,
        asked,
        lambda change: counters.close_counter(change.hall, counter_id, change.now, asked.actor),
    )


def on_counter(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked, decide: Callable[[Change], Hall]) -> Answer:
    """Do it to a counter of the branch; answers 200 with the counter as it is then. Raises what `decide` raises."""

    def deed(change: Change) -> Answer:
        change.hall = decide(change)
        return Answer(200, counter_view(change.hall, change.hall.counters[counter_id]))

    return lobby.perform(branch_id, asked, deed)


def _leaving(lobby: Lobby, branch_id: str, counter_id: str, asked: Asked, decide: Callable[[Change], Hall]) -> Answer:
    """The counter goes, whatever that leaves: people decide, and are told."""

    def deed(change: Change) -> Answer:
        left = uncovered_view(uncovered_without(change.hall, counter_id, change.now))
        change.hall = decide(change)
        return Answer(200, {**counter_view(change.hall, change.hall.counters[counter_id]), "uncovered": left})

    return lobby.perform(branch_id, asked, deed)
