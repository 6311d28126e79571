"""The journal of the rehearsal, recounted by the definitions: waits by class, and how often one ticket was passed.

Takes nothing from the server's own counts. Entries in, figures out; no network here.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

_UNKNOWN = "unknown"
"""Account of a ticket that took its number before the rehearsal began; named so only if one passed somebody."""

_PROMISE_MINUTES = 20.0
"""The banks' own limit for a wait (the day's figures)."""


@dataclass(frozen=True, slots=True)
class Waits:
    """From issue to the first call, of the tickets of one class that were called; `over_20_minutes` is their share."""

    tickets: int
    mean_minutes: float
    p90_minutes: float
    max_minutes: float
    over_20_minutes: float


@dataclass(frozen=True, slots=True)
class Recount:
    """`waits` by class, only classes that were called; `most_skips`: account -> most passes one ticket suffered."""

    waits: Mapping[str, Waits]
    most_skips: Mapping[str, int]


def recount(entries: Iterable[Mapping[str, Any]], accounts: Mapping[str, str | None]) -> Recount:
    """The figures of these journal entries, oldest first. `accounts`: class -> account, None for ordinary."""
    classes: dict[str, str] = {}
    issued_at: dict[str, datetime] = {}
    minutes: dict[str, list[float]] = {}
    skips: dict[str, Counter[str]] = {account: Counter() for account in accounts.values() if account is not None}
    for entry in entries:
        ticket = str(entry.get("ticket"))
        match entry["kind"]:
            case "ticket_issued":
                classes[ticket] = str(entry["class"])
                issued_at[ticket] = datetime.fromisoformat(entry["at"])
            case "class_granted":
                classes[ticket] = str(entry["class"])
            case "ticket_called":
                account = accounts.get(classes.get(ticket, _UNKNOWN), _UNKNOWN) or _UNKNOWN
                for passed in entry.get("skipped", ()):
                    skips.setdefault(account, Counter())[str(passed)] += 1
                if ticket in issued_at:
                    waited = datetime.fromisoformat(entry["at"]) - issued_at.pop(ticket)
                    minutes.setdefault(classes[ticket], []).append(waited / timedelta(minutes=1))
    return Recount(
        waits={name: waits_of(waited) for name, waited in sorted(minutes.items())},
        most_skips={account: max(counts.values(), default=0) for account, counts in skips.items()},
    )


def waits_of(minutes: Sequence[float]) -> Waits:
    """The figures of these waits, at least one. The 90th percentile is the nearest rank: a wait somebody had."""
    ordered = sorted(minutes)
    return Waits(
        tickets=len(ordered),
        mean_minutes=round(math.fsum(ordered) / len(ordered), 2),
        p90_minutes=round(ordered[math.ceil(0.9 * len(ordered)) - 1], 2),
        max_minutes=round(ordered[-1], 2),
        over_20_minutes=round(sum(one > _PROMISE_MINUTES for one in ordered) / len(ordered), 3),
    )
