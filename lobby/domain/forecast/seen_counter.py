"""A counter of a day that is told: since when it does what it does, and the ticket that it holds or held."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from lobby.domain.fact import Kind
from lobby.domain.retold import PlannedSpan, RetoldCounter, RetoldTicket


def teller_of(counter: RetoldCounter) -> str:
    """By whose speed the counter serves: its teller if the journal says who that is, else its own."""
    return str(counter.teller or counter.id)


@dataclass(slots=True, eq=False)
class Hold:
    """A counter holds or held a ticket since its call. `service` is what it was called for, all that one knows
    beforehand; `waited` are minutes. `is_bad`: its end says nothing of how long it took. `how` it ended, and
    `moved_to` which service."""

    ticket: RetoldTicket
    service: str
    teller: str
    called_at: datetime
    waited: float
    is_bad: bool = False
    ended_at: datetime | None = None
    how: Kind | None = None
    moved_to: str | None = None


@dataclass(slots=True, eq=False)
class SeenCounter:
    """A counter since when it is open or paused, if it is; `pause_is_news` if nobody planned it. `free_since` is None
    unless it could have called since then. `ended` is its last hold until the next begins."""

    open_since: datetime | None = None
    paused_since: datetime | None = None
    pause_is_news: bool = False
    free_since: datetime | None = None
    hold: Hold | None = None
    ended: Hold | None = None


def is_meant_open(plan: tuple[PlannedSpan, ...], at: datetime) -> bool:
    """It lies in one of the plan's spans."""
    return any(begins <= at < ends for begins, ends in plan)


def is_over_a_break(plan: tuple[PlannedSpan, ...] | None, since: datetime, until: datetime) -> bool:
    """A whole planned break lies between."""
    return any(since < ends and begins < until for (_, ends), (begins, _) in pairwise(plan or ()))
