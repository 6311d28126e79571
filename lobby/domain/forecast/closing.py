"""Tellers stay until everybody has been called: a plan says when the last of them may go, not that people then wait in
vain."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from lobby.domain.forecast.scene import SceneCounter

STAYS = 12 * 3600.0
"""So many seconds longer than planned whoever closes last stays, if people wait so long: longer than any forecast."""


def with_who_stays(counters: Sequence[SceneCounter], now: float) -> list[SceneCounter]:
    """These counters, of which those stay that are still to close and then are the last for one of their services."""
    last: dict[str, float] = {}
    for counter in counters:
        for service in _usual(counter):
            last[service] = max(last.get(service, 0.0), _closes(counter))
    return [
        _staying(counter) if _closes(counter) > now and _is_last(counter, last) else counter for counter in counters
    ]


def _is_last(counter: SceneCounter, last: dict[str, float]) -> bool:
    return any(last[service] <= _closes(counter) for service in _usual(counter))


def _usual(counter: SceneCounter) -> Sequence[str]:
    """What it serves, but for a lending."""
    return counter.planned_services or counter.services


def _closes(counter: SceneCounter) -> float:
    """When its plan ends; never, of an open one without."""
    if counter.plan is None:
        return inf if counter.is_open else 0.0
    return counter.plan[-1][1] if counter.plan else 0.0


def _staying(counter: SceneCounter) -> SceneCounter:
    if not counter.plan:
        return counter
    *before, (begins, ends) = counter.plan
    return replace(counter, plan=(*before, (begins, ends + STAYS)))
