"""Whether the order was kept: what can be said of a day, or of several, from their retelling alone.

A wait is from issue to the first call, whoever chose it, and belongs to the class that the ticket had then. Time spent
aside before that call (parked, at a machine) is in it: the customer was in the branch's hands all the while. A ticket
that was never called has no wait.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lobby.domain.retelling import Retelling
from lobby.domain.retold_call import RetoldCall

LONG_MINUTES = 20.0
"""The banks' own limit for a wait, by which branches are compared (day.md); not the promise of one branch."""

BY_THE_RULE = "not_said"
"""The rule of a call whose journal names none."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of one class, in minutes. `p90` is the nearest rank: the shortest wait that somebody really had and
    that nine in ten did not exceed. `over_20` is the share that were longer than LONG_MINUTES."""

    tickets: int
    mean: float
    p90: float
    longest: float
    over_20: float


@dataclass(frozen=True, slots=True)
class MostSkips:
    """The most that any one ticket was passed on an account, of `cap` times (None: no cap is known), and who that was,
    oldest first. `chosen` is how many of the passes of one of them a person chose, at most."""

    account: str
    most: int
    cap: int | None
    tickets: tuple[str, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """What was counted. `rules` has the calls by rule, most first; `skips` every account that has a cap or a skip.

    `over_cap` and `order_breaks` are the calls that should not have been, `overrides` those that a person chose.
    `kept` and `late` count the promises to parked tickets that came due.
    """

    tickets: int
    called: int
    rules: Mapping[str, int]
    waits: Mapping[str, Waits]
    skips: tuple[MostSkips, ...]
    over_cap: tuple[RetoldCall, ...]
    order_breaks: tuple[RetoldCall, ...]
    overrides: tuple[RetoldCall, ...]
    no_shows: int
    kept: int
    late: int

    @property
    def max_skips(self) -> int:
        """The most that any one ticket was passed on any one account."""
        return max((one.most for one in self.skips), default=0)


def fairness_of(days: Sequence[Retelling]) -> FairnessReport:
    """The report of these days together."""
    tickets = [ticket for day in days for ticket in day.tickets]
    calls = [call for day in days for call in day.calls]
    return FairnessReport(
        tickets=len(tickets),
        called=sum(call.waited_minutes is not None for call in calls),
        rules=dict(Counter(call.rule or BY_THE_RULE for call in calls).most_common()),
        waits=_waits(calls),
        skips=_most_skips(days),
        over_cap=tuple(call for call in calls if call.over_cap),
        order_breaks=tuple(call for call in calls if call.breaks_order),
        overrides=tuple(call for call in calls if call.is_override),
        no_shows=sum(ticket.missed for ticket in tickets),
        kept=sum(ticket.kept for ticket in tickets),
        late=sum(ticket.late for ticket in tickets),
    )


def _waits(calls: Iterable[RetoldCall]) -> Mapping[str, Waits]:
    minutes: dict[str, list[float]] = {}
    for call in calls:
        if call.waited_minutes is not None:
            minutes.setdefault(call.class_id, []).append(call.waited_minutes)
    return {class_id: figures(sorted(waited)) for class_id, waited in sorted(minutes.items())}


def figures(ordered: Sequence[float]) -> Waits:
    """Of at least one wait, shortest first."""
    return Waits(
        tickets=len(ordered),
        mean=math.fsum(ordered) / len(ordered),
        p90=ordered[math.ceil(0.9 * len(ordered)) - 1],
        longest=ordered[-1],
        over_20=sum(one > LONG_MINUTES for one in ordered) / len(ordered),
    )


def _most_skips(days: Sequence[Retelling]) -> tuple[MostSkips, ...]:
    """Accounts with a cap first, as the last policy names them; then those on which somebody was passed without one."""
    most: Counter[str] = Counter()
    for day in days:
        for ticket in day.tickets:
            for account, count in ticket.skips.items():
                most[account] = max(most[account], count)
    accounts = dict.fromkeys([*(account for day in reversed(days) for account in day.policy.accounts_capped), *most])
    caps = {account: _cap(days, account) for account in accounts}
    return tuple(_who(days, account, most[account], caps[account]) for account in accounts)


def _cap(days: Sequence[Retelling], account: str) -> int | None:
    """The cap of the last day that had one."""
    known = (day.policy.cap_of(account) for day in reversed(days))
    return next((cap for cap in known if cap is not None), None)


def _who(days: Sequence[Retelling], account: str, most: int, cap: int | None) -> MostSkips:
    found, chosen = list[str](), 0
    for day in days if most else ():
        names = [ticket.name for ticket in day.tickets if ticket.skips.get(account, 0) == most]
        by_person = Counter(
            name for call in day.calls if call.is_override and call.account == account for name in call.passed
        )
        chosen = max(chosen, *(by_person[name] for name in names), 0)
        found += names
    return MostSkips(account, most, cap, tuple(found), chosen)
