"""Those who wait in a forecast, as the rule sees them and as time treats them. Minutes count from the scene's now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lobby.domain.branch import TicketClass
from lobby.domain.forecast.draws import Luck
from lobby.domain.forecast.model import Pace


@dataclass(frozen=True, slots=True)
class PersonKind:
    """What all of one service and class have in common: their group (a bit), the line where they wait, their pace.

    Services that the same counters serve are one group, and to the rule one queue.
    """

    service: str
    ticket_class: TicketClass
    group: int
    line: "list[Person]"
    pace: Pace


class Person:
    """One who waits or will. `dispatch.Waiting`, and what happens when it is called.

    `is_young`: it counts as having come after now. `skips` are those of the replica being played, and `capped` the
    accounts on which it may not be passed any more; both are replaced and never changed, as the scene's are kept in
    `first`. `calls` has its call in each replica: infinite where none comes, no number where it gives up before; None
    if nobody asks for them. `leaving` is when it gives up, by replica; None if nobody ever does. `is_sent_on`: a
    counter sent it here.
    """

    __slots__ = (
        "calls",
        "capped",
        "class_id",
        "first",
        "group",
        "is_sent_on",
        "is_young",
        "kind",
        "leaving",
        "line",
        "luck",
        "seniority",
        "seq",
        "service",
        "since",
        "skips",
    )

    def __init__(
        self,
        kind: PersonKind,
        seniority: float,
        seq: int,
        skips: Mapping[str, int],
        capped: Sequence[str],
        since: float,
        is_young: bool,
        luck: Luck,
    ) -> None:
        self.kind = kind
        self.service = kind.service
        self.class_id = kind.ticket_class.id
        self.group = kind.group
        self.line = kind.line
        self.seniority = seniority
        self.seq = seq
        self.skips = skips
        self.capped = capped
        self.first = (skips, capped)
        self.since = since
        self.is_young = is_young
        self.luck = luck
        self.calls: list[float] | None = None
        self.leaving: list[float] | None = None
        self.is_sent_on = False

    def __lt__(self, other: "Person") -> bool:
        """Of two who do the same at once and have one seq, as a recorded journal may give, neither is before."""
        return False

    def begin(self) -> None:
        """It has been passed as often as in the scene."""
        self.skips, self.capped = self.first
