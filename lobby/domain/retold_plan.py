"""When a counter is meant to be open, as a journal says it: in instants, or in times on the branch's wall."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from lobby.domain.retold import PlannedSpan


def plan_told(detail: Mapping[str, Any], began_at: datetime) -> tuple[PlannedSpan, ...] | None:
    """The spans of a `counter_planned`, in order, breaks left out; empty if the counter is meant to stay closed.

    `began_at` is the day's first instant: times on the wall are of its day and its offset from UTC. None if the fact
    says nothing of when, or nothing that can be read; a break that cannot be read is none.
    """
    if "opens_at" not in detail:
        return None
    if detail["opens_at"] is None:
        return ()
    opens_at, closes_at = _when(detail["opens_at"], began_at), _when(detail.get("closes_at"), began_at)
    if opens_at is None:
        return None
    spans: list[PlannedSpan] = []
    after = opens_at
    for begins, ends in sorted(_breaks(detail.get("breaks"), began_at)):
        spans.append((after, begins))
        after = max(after, ends)
    spans.append((after, closes_at or _midnight(began_at) + timedelta(days=1)))
    return tuple((begins, ends) for begins, ends in spans if begins < ends)


def _breaks(said: object, began_at: datetime) -> list[PlannedSpan]:
    pairs = said if isinstance(said, list | tuple) else ()
    read = ([_when(one, began_at) for one in pair] for pair in pairs if isinstance(pair, Sequence) and len(pair) == 2)
    return [(begins, ends) for begins, ends in read if begins is not None and ends is not None]


def _when(said: object, began_at: datetime) -> datetime | None:
    if not isinstance(said, str):
        return None
    try:
        on_the_wall = time.fromisoformat(said)
    except ValueError:
        return _instant(said, began_at)
    return datetime.combine(began_at.date(), on_the_wall, began_at.tzinfo)


def _instant(said: str, began_at: datetime) -> datetime | None:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=began_at.tzinfo)


def _midnight(began_at: datetime) -> datetime:
    return began_at.replace(hour=0, minute=0, second=0, microsecond=0)
