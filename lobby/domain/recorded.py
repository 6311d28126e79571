"""Facts read from a day's journal, as JSON lines, whoever recorded it: our own, another program's, one made by hand.

The contract says what may be missing. What a fact means for the day is told in `retelling.py`.
"""

import json
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact, Kind

_BESIDE_THE_DETAIL = frozenset({"seq", "at", "kind", "actor", "ticket", "counter", "skipped"})

_OF_A_TICKET = frozenset(
    {
        *(Kind.TICKET_ISSUED, Kind.CLASS_GRANTED, Kind.SERVICE_RECLASSIFIED, Kind.ESTIMATE_SHOWN, Kind.TICKET_CALLED),
        *(Kind.TICKET_RECALLED, Kind.SERVICE_STARTED, Kind.SERVICE_FINISHED, Kind.TICKET_MISSED, Kind.TICKET_LEFT),
        *(Kind.TICKET_BACK_LATE, Kind.TICKET_PARKED, Kind.TICKET_TRANSFERRED, Kind.TICKET_REDIRECTED),
        Kind.TICKET_RETURNED,
    }
)
_OF_A_COUNTER = frozenset({Kind.TICKET_CALLED, *(kind for kind in Kind if kind.startswith("counter_"))})
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.POLICY_SET: ("head_start_minutes", "max_skips"),
    Kind.COUNTER_SERVICES_SET: ("services",),
    Kind.TICKET_ISSUED: ("service",),
    Kind.CLASS_GRANTED: ("class",),
    Kind.SERVICE_RECLASSIFIED: ("service",),
    Kind.TICKET_TRANSFERRED: ("service",),
    Kind.DEED_UNDONE: ("undone_seq",),
    Kind.ALERT_ACKNOWLEDGED: ("alert",),
}
"""Without these a fact of that kind tells nothing."""


def read_fact(line: str, seq: int) -> Fact:
    """The fact that stands on this line; `seq` is its place if the line says none. Tickets keep the names they have.

    `skipped` is left out: who was passed is counted by the definition. Raises Refusal `not_json`, `lacks` (with
    `field`), `not_an_instant`, `unknown_kind`.
    """
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        raise Refusal("not_json") from None
    if not isinstance(entry, dict):
        raise Refusal("not_json")
    kind, at = _kind(entry), _instant(entry)
    ticket, counter = _name(entry.get("ticket")), _name(entry.get("counter"))
    if ticket is None and kind is Kind.TICKET_ISSUED:
        ticket = _name(entry.get("number"))
    if ticket is None and kind in _OF_A_TICKET:
        raise Refusal("lacks", field="ticket")
    if counter is None and kind in _OF_A_COUNTER:
        raise Refusal("lacks", field="counter")
    for field in _NEEDED.get(kind, ()):
        if entry.get(field) is None:
            raise Refusal("lacks", field=field)
    detail = {name: value for name, value in entry.items() if name not in _BESIDE_THE_DETAIL}
    said = entry.get("seq")
    place = said if isinstance(said, int) else seq
    return Fact(place, at.date(), at, str(entry.get("actor") or ""), kind, ticket, counter, (), detail)


def _kind(entry: Mapping[str, Any]) -> Kind:
    kind = entry.get("kind")
    if kind is None:
        raise Refusal("lacks", field="kind")
    try:
        return Kind(kind)
    except ValueError:
        raise Refusal("unknown_kind", kind=str(kind)) from None


def _instant(entry: Mapping[str, Any]) -> datetime:
    said = entry.get("at")
    if said is None:
        raise Refusal("lacks", field="at")
    at = instant_of(said)
    if at is None:
        raise Refusal("not_an_instant", at=str(said))
    return at


def instant_of(said: object) -> datetime | None:
    """The instant in these words, taken for UTC if they name no zone; None if there is none in them.

    In the first and the last year of the calendar is how other programs write that nobody knows.
    """
    if not isinstance(said, str):
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    if at.year in (MINYEAR, MAXYEAR):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _name(value: object) -> str | None:
    """A ticket or a counter may be named by a number too; an empty name is none."""
    return None if value is None or value == "" else str(value)
