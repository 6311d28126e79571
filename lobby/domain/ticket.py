"""A ticket: one customer's place in the branch's queue for one business day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class TicketState(StrEnum):
    """Where a ticket stands; it is in exactly one of these (invariant I8)."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    MISSED = "missed"
    PARKED = "parked"
    REDIRECTED = "redirected"
    FINISHED = "finished"
    LEFT = "left"


AT_COUNTER = frozenset({TicketState.CALLED, TicketState.SERVING})
ASIDE = frozenset({TicketState.PARKED, TicketState.REDIRECTED, TicketState.MISSED})
CLOSED = frozenset({TicketState.FINISHED, TicketState.LEFT})

NO_ACCOUNT = "override"
"""Under this word `Ticket.skips` counts those who were put before it by a person and whose class has no account."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a wait will probably be, in minutes: eight in ten end between `low` and `high`, half before `mid`."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a ticket is neither waiting nor at a counter: parked, sent to a machine, or not there when it was called.

    `since` is when that began. Of a parked one `until` is the promise, at which it waits again by itself, and `reason`
    a code of the configuration. Of a redirected one `machine` says where, `accompanied` whether somebody goes along.
    """

    since: datetime
    until: datetime | None = None
    reason: str | None = None
    machine: str | None = None
    accompanied: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What a deed that can be undone has changed of a ticket: all this as it was before the fact `seq` of `at`."""

    seq: int
    at: datetime
    state: TicketState
    service: str
    counter: str | None
    called_at: datetime | None
    recalls: int
    started_at: datetime | None
    aside: Aside | None
    came_back: str | None
    came_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands.

    `seniority` is q of the rule: the instant it counts as having come, in seconds since the epoch, UTC. It is a number
    and not a datetime because the rule subtracts head starts from it some 15,000 times for one refresh of a hall.
    `seq` is n: the journal seq of its issue, which settles equal seniority. `skips` counts, per account, how often a
    later ticket was called past it; an account that never did is missing. Of these, `overridden` were not by the rule
    but chosen by a person. `counter` is the counter that holds it, or held it last; None before the first call.
    `recalls` counts the recalls of the present call. `shown` is the wait printed at issue, None if no counter served
    the service then. `came_back` is why it waits again, or for another service, and `came_back_at` since when, None if
    it never left its place. `before` is how it was before its last deed, if that can be undone. `identity` is a keyed
    hash of what the customer showed, None if nothing; it is erased when the day closes. `taken` says that this was the
    how-manieth number of that identity within an hour, 1 if nothing was shown.
    """

    id: str
    number: str
    service: str
    class_id: str
    seniority: float
    seq: int
    issued_at: datetime
    state: TicketState = TicketState.WAITING
    skips: Mapping[str, int] = field(default_factory=dict)
    overridden: int = 0
    language: str = "zh"
    care: str | None = None
    amount: int | None = None
    slips: int = 1
    counter: str | None = None
    called_at: datetime | None = None
    recalls: int = 0
    started_at: datetime | None = None
    closed_at: datetime | None = None
    shown: Wait | None = None
    aside: Aside | None = None
    came_back: str | None = None
    came_back_at: datetime | None = None
    before: Before | None = None
    identity: str | None = None
    taken: int = 1

    @property
    def at_counter(self) -> str | None:
        """The counter that it is at, called or being served; None if it is at none."""
        return self.counter if self.state in AT_COUNTER else None

    @property
    def waits_since(self) -> datetime:
        """Since when it waits: from its issue, or from coming back."""
        return self.came_back_at or self.issued_at

    @property
    def begun_at(self) -> datetime | None:
        """When its service began: if nobody said so, with the call; None before the first."""
        return self.started_at or self.called_at

    @property
    def order(self) -> tuple[float, int]:
        """Older tickets have the smaller order (science.md section 1)."""
        return (self.seniority, self.seq)

    @property
    def passed(self) -> int:
        """How often the rule has called a later one before it, on all accounts together."""
        return sum(self.skips.values()) - self.overridden
