"""The journal of a day, recounted by the definitions: waits by class, passes, and where every ticket ended.

Takes nothing from the server's own counts. Entries in, figures out; no network here.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lobby.rehearsal.told import ASIDE, AT_COUNTER, FINISHED, MISSED, WAITING, Entry, Told

_UNKNOWN = "unknown"
"""Account of somebody who passed another by the rule and has no right to: a broken rule, or a ticket never issued."""

OVERRIDE = "override"
"""The rule of a call that a person chose; also the account of such a call, if the class of the called one has none."""

_TIME = "system"
"""The actor of what time alone did."""

_ABOUT: Mapping[str, str] = {"alert_acknowledged": "alert", "counter_planned": "counter"}
"""Where an entry that is about no ticket, and stands for a deed, says what it is about."""

_PROMISE_MINUTES = 20.0
"""The banks' own limit for a wait (the day's figures)."""

ENDS = ("finished", "missed", "cancelled", "unserved")
"""How a ticket may end; whom a machine has helped has cancelled."""

_ENDS = {WAITING: "unserved", AT_COUNTER: "unserved", ASIDE: "unserved", MISSED: "missed", FINISHED: "finished"}
_HOW_LEFT = {"cancelled": "cancelled", "machine": "cancelled", "gave_up": "missed", "day_closed": "unserved"}


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
    """`waits` by class, only classes that were called; `rules`: calls by rule.

    `most_skips`: account -> most passes by the rule that one ticket suffered; `most_passes`: the same with those that a
    person chose. `over_cap`: calls by the rule past somebody who stood at the cap. `ends`: ticket -> finished, missed,
    cancelled or unserved; `called` are those that were called at all. `done`: by (kind, ticket), an alert or a changed
    plan by (kind, key or counter), how often somebody did that, leaving out what time alone did. `broken`: in words,
    what cannot have happened.
    """

    entries: int
    waits: Mapping[str, Waits]
    rules: Mapping[str, int]
    most_skips: Mapping[str, int]
    most_passes: Mapping[str, int]
    over_cap: int
    ends: Mapping[str, str]
    called: Collection[str]
    done: Mapping[tuple[str, str], int]
    broken: tuple[str, ...]


def recount(entries: Iterable[Entry], accounts: Mapping[str, str | None], caps: Mapping[str, int]) -> Recount:
    """The figures of these journal entries, oldest first, from the opening of the day on.

    `accounts`: class -> account, None for ordinary. `caps`: account -> how often one ticket may be passed on it.
    """
    day = _Recounting(accounts, caps)
    for entry in entries:
        day.take(entry)
    return day.figures()


class _Recounting:
    """The figures so far. A pass is (account, ticket passed)."""

    def __init__(self, accounts: Mapping[str, str | None], caps: Mapping[str, int]) -> None:
        self._accounts, self._caps = accounts, caps
        self._told = Told()
        self._classes: dict[str, str] = {}
        self._issued_at: dict[str, datetime] = {}
        self._minutes: dict[str, list[float]] = {}
        self._called: set[str] = set()
        self._rules: Counter[str] = Counter()
        self._done: Counter[tuple[str, str]] = Counter()
        self._skips: Counter[tuple[str, str]] = Counter()
        self._passes: Counter[tuple[str, str]] = Counter()
        self._over_cap = 0

    def take(self, entry: Entry) -> None:
        """This happened next."""
        self._told.take(entry)
        kind = str(entry["kind"])
        about = entry.get(_ABOUT.get(kind, "ticket"))
        if about is not None and entry.get("actor") != _TIME:
            self._done[kind, str(about)] += 1
        if entry.get("ticket") is None:
            return
        ticket = str(entry["ticket"])
        if kind == "ticket_issued":
            self._issued_at[ticket] = datetime.fromisoformat(entry["at"])
        if kind in ("ticket_issued", "class_granted"):
            self._classes[ticket] = str(entry["class"])
        if kind == "ticket_called":
            self._call(entry, ticket)

    def figures(self) -> Recount:
        """What has come of it."""
        return Recount(
            entries=self._told.entries,
            waits={name: waits_of(waited) for name, waited in sorted(self._minutes.items())},
            rules=dict(self._rules.most_common()),
            most_skips=self._most(self._skips),
            most_passes=self._most(self._passes),
            over_cap=self._over_cap,
            ends={ticket: self._end(ticket) for ticket in self._issued_at},
            called=frozenset(self._called),
            done=dict(self._done),
            broken=tuple(self._told.broken),
        )

    def _call(self, entry: Entry, ticket: str) -> None:
        rule = str(entry.get("rule"))
        account = self._accounts.get(self._classes.get(ticket, _UNKNOWN)) or (
            OVERRIDE if rule == OVERRIDE else _UNKNOWN
        )
        passed = [(account, str(name)) for name in entry.get("skipped", ())]
        self._rules[rule] += 1
        if rule != OVERRIDE:
            self._over_cap += any(self._passes[one] >= self._caps.get(account, 0) for one in passed)
            self._skips.update(passed)
        self._passes.update(passed)
        if ticket not in self._called and ticket in self._issued_at:
            waited = datetime.fromisoformat(entry["at"]) - self._issued_at[ticket]
            self._minutes.setdefault(self._classes[ticket], []).append(waited / timedelta(minutes=1))
        self._called.add(ticket)

    def _most(self, passes: Mapping[tuple[str, str], int]) -> dict[str, int]:
        most = {account: 0 for account in self._accounts.values() if account is not None}
        for (account, _), count in passes.items():
            most[account] = max(most.get(account, 0), count)
        return most

    def _end(self, ticket: str) -> str:
        how = self._told.how_left(ticket)
        return _ENDS[self._told.place_of(ticket)] if how is None else _HOW_LEFT.get(how, "unserved")


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
