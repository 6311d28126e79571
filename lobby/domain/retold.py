"""What a retold day is about: its tickets and its counters, as they stand.

Tickets and counters are changed in place while a day is retold: a month of days has some 300,000 facts, and a new value
for each would be most of the time that it takes.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeAlias

from lobby.domain.counter import CounterState
from lobby.domain.ticket import TicketState

Kept: TypeAlias = tuple[Any, ...]
"""A ticket as it was before a deed; see `RetoldTicket.as_it_is`."""

PlannedSpan: TypeAlias = tuple[datetime, datetime]
"""From and until."""


@dataclass(slots=True, eq=False)
class RetoldTicket:
    """A ticket as it stands; what `dispatch.choose` asks of one who waits is here too.

    `skips` are counted by the definition, `overridden` those among them that a person chose. `counter` holds it, or
    held it last. `until` is the promise of a parked one; `kept` and `late` count promises that have come due. `missed`
    counts calls that it did not answer. `came_back_at` is since when it waits again, None if it never left its place;
    `slips` as the customer said.
    """

    name: str
    service: str
    class_id: str
    seniority: float
    seq: int
    issued_at: datetime
    state: TicketState = TicketState.WAITING
    skips: dict[str, int] = field(default_factory=dict)
    overridden: int = 0
    counter: str | None = None
    first_called_at: datetime | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    until: datetime | None = None
    missed: int = 0
    kept: int = 0
    late: int = 0
    came_back_at: datetime | None = None
    slips: int = 1

    @property
    def waits_since(self) -> datetime:
        """Since when it waits: from its issue, or from coming back."""
        return self.came_back_at or self.issued_at

    def as_it_is(self) -> Kept:
        """All that an undo brings back: everything but the skips, and that it has been called."""
        return _kept(self)

    def be_again(self, kept: Kept) -> None:
        """The ticket is as it was then."""
        for name, value in zip(_KEPT, kept, strict=True):
            setattr(self, name, value)


_KEPT = (
    *("state", "service", "class_id", "seniority", "counter", "called_at", "started_at", "closed_at", "until"),
    *("missed", "kept", "late", "came_back_at"),
)
_kept: Callable[[RetoldTicket], Kept] = attrgetter(*_KEPT)


@dataclass(slots=True, eq=False)
class RetoldCounter:
    """A counter as it stands. `said` are the services that the journal gave it, None if it never did; `called` those
    for which it has called so far.

    `since` is when it opened, paused, resumed, closed, or was left by its last ticket, whichever came last; None before
    all of that. `paused_until` is when its pause will probably end, None if nobody said. `plan` are the spans in which
    it is meant to be open, breaks left out; None if nobody planned it, empty if it is meant to stay closed.
    """

    id: str
    state: CounterState = CounterState.CLOSED
    said: Collection[str] | None = None
    called: set[str] = field(default_factory=set)
    vip_first: bool = False
    teller: str | None = None
    ticket: str | None = None
    ready_since: datetime | None = None
    since: datetime | None = None
    paused_until: datetime | None = None
    plan: tuple[PlannedSpan, ...] | None = None

    @property
    def services(self) -> Collection[str]:
        """What it serves, as far as the journal tells."""
        return self.called if self.said is None else self.said
