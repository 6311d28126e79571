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
CLOSED = frozenset({TicketState.FINISHED, TicketState.LEFT})


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a wait will probably be, in minutes: eight in ten end between `low` and `high`, half before `mid`."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands.

    `seniority` is q of the rule: the instant it counts as having come, in seconds since the epoch, UTC. It is a number
    and not a datetime because the rule subtracts head starts from it some 15,000 times for one refresh of a hall.
    `seq` is n: the journal seq of its issue, which settles equal seniority. `skips` counts, per account, how often a
    later ticket was called past it; an account that never did is missing. `counter` is the counter that holds it, or
    held it last; None before the first call. `recalls` counts the recalls of the present call. `shown` is the wait
    printed at issue, None if no counter served the service then.
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

    @property
    def order(self) -> tuple[float, int]:
        """Older tickets have the smaller order (science.md section 1)."""
        return (self.seniority, self.seq)

    @property
    def passed(self) -> int:
        """How often it has been passed, on all accounts together."""
        return sum(self.skips.values())
