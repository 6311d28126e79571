"""What a rehearsal ends with, and its shape as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lobby.rehearsal.recount import Waits


@dataclass(frozen=True, slots=True)
class Errors:
    """Must be 0. `first` are the first few in words."""

    count: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the journal of the whole day, recounted by the definitions, says against the server. All but `overrides`,
    `unasked` and the number of `entries` must be 0 or empty.

    `over_cap`: calls by the rule past somebody who stood at the cap. `broken`: what cannot have happened, as a gap in
    seq, a ticket called twice, or lost. `lost`: what was acknowledged and is not in the journal. `unasked`: what the
    journal has and nobody here was answered; must be empty if nobody else was at work. `disagreements` with the
    server's fairness report; `compared` is false if there was none of just this day.
    """

    entries: int
    over_cap: int
    overrides: int
    broken: Errors
    lost: Errors
    unasked: Errors
    compared: bool
    disagreements: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is said against the server."""
        return not (self.over_cap or self.broken.count or self.lost.count or self.disagreements)


@dataclass(frozen=True, slots=True)
class Summary:
    """One day played. `tickets`: issued = finished + missed + cancelled + unserved, as the journal has them in the end;
    whom a machine has helped is among the cancelled. `deeds`: how often each was done.

    `waits`, `most_skips` and `recount` are recounted from the journal; no entry of `most_skips`, which leaves out what
    a person chose, may be above that of `caps`. `retries` by cause and `conflicts` by code are no errors: what was
    retried was done in the end, once, and a conflict is somebody else having been faster, or a deed too early or too
    late. `late_seconds_max` is in seconds of the day: how late the latest deed was sent against its due time, or
    answered if it had to be sent again. `day` is the business day, None if none was open.
    """

    branch: str
    day: str | None
    seed: int
    scale: float
    speed: float
    minutes: float
    tickets: Mapping[str, int]
    deeds: Mapping[str, int]
    waits: Mapping[str, Waits]
    calls_by_rule: Mapping[str, int]
    most_skips: Mapping[str, int]
    caps: Mapping[str, int]
    recount: Proof
    errors: Errors
    retries: Mapping[str, int]
    conflicts: Mapping[str, int]
    requests: int
    wall_seconds: float
    late_seconds_max: float

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong, and the recount has nothing against it."""
        return self.errors.count == 0 and self.recount.holds

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for `json.dumps`."""
        return asdict(self)
