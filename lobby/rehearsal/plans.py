"""The lobby manager changes a counter's plan for today: a pause that is known of before comes to stand in it."""

from collections.abc import Mapping
from typing import Any

from lobby.rehearsal.rota import Foreseen
from lobby.rehearsal.stage import Stage

_MOST_BREAKS = 8
"""As many as a server takes in one plan."""


def change_plan(stage: Stage, foreseen: Foreseen) -> None:
    """The counter's plan of today has this pause; nothing, if it is not meant to be open then, or no day is open."""
    path = f"/branches/{stage.house.id}"
    answer = stage.wire.get(f"{path}/plans", "manager")
    begins, ends = (
        stage.clock.instant_of(minute).astimezone(stage.house.time_zone) for minute in (foreseen.begins, foreseen.ends)
    )
    is_today = begins.date().isoformat() == ends.date().isoformat() == answer.body.get("day")
    if not is_today or not answer.body["is_open"]:
        return
    meant = next(one["planned"] for one in answer.body["counters"] if one["id"] == foreseen.counter)
    changed = with_break(meant, f"{begins:%H:%M}", f"{ends:%H:%M}")
    if changed is not None:
        stage.wire.post(f"{path}/counters/{foreseen.counter}/plan", "manager", changed)


def with_break(meant: Mapping[str, Any], begins: str, ends: str) -> Mapping[str, Any] | None:
    """The same plan with this break, in the place of those that it touches: a lunch that is moved is one lunch.

    Times of day as 13:05, on one day. None if the counter is not meant to be open around the whole break.
    """
    if meant["opens_at"] is None or not meant["opens_at"] < begins < ends < meant["closes_at"]:
        return None
    others = [[one[0], one[1]] for one in meant["breaks"] if one[1] < begins or ends < one[0]]
    breaks = sorted([*others, [begins, ends]])
    return {**meant, "breaks": breaks} if len(breaks) <= _MOST_BREAKS else None
