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
class Summary:
    """One day played. `tickets`: issued = finished + missed + cancelled + unserved.

    `waits` and `most_skips` are recounted from the journal; no entry of `most_skips` may be above that of `caps`.
    `retries` by cause and `conflicts` by code are no errors: what was retried was done in the end, once, and a
    conflict is somebody else having been faster, or a deed too early. `late_seconds_max` is in seconds of the day: how
    late the latest deed was sent against its due time, or answered if it had to be sent again. `day` is the business
    day, None if none was open.
    """

    branch: str
    day: str | None
    seed: int
    scale: float
    speed: float
    minutes: float
    tickets: Mapping[str, int]
    waits: Mapping[str, Waits]
    most_skips: Mapping[str, int]
    caps: Mapping[str, int]
    errors: Errors
    retries: Mapping[str, int]
    conflicts: Mapping[str, int]
    requests: int
    wall_seconds: float
    late_seconds_max: float

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for `json.dumps`."""
        return asdict(self)
