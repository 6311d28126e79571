"""What a forecast starts from: a hall, live or recorded, reduced to what decides who waits and for how long.

Instants are seconds since the epoch, UTC. A scene is plain values, so that it can be sent to the worker process.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lobby.domain.branch import Fairness

Span = tuple[float, float]
"""From and until, in seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """One who waits. `seniority`, `seq` and `skips` are the rule's (`dispatch.Waiting`); it waits `since` then.
    `slips` as the customer said."""

    name: str
    service: str
    class_id: str
    seniority: float
    seq: int
    since: float
    skips: Mapping[str, int] = field(default_factory=dict)
    slips: int = 1


@dataclass(frozen=True, slots=True)
class Held:
    """The ticket that a counter holds. `begun` is when it was called, which is when it began to hold the counter;
    `is_started` says that somebody came, so that nobody need be expected not to. `slips` as the customer said."""

    name: str
    service: str
    class_id: str
    seq: int
    begun: float
    is_started: bool
    slips: int = 1


@dataclass(frozen=True, slots=True)
class SceneCounter:
    """A counter. `services` is what it serves, or would if it opened now; `teller` by whose speed, None if unknown.

    It `is_open` or not; an open one `is_paused` or not, since `since`, probably until `resumes` (None: nobody said).
    A paused one that holds a ticket finishes it first. `is_ready`: it asked and got nobody. `plan` are the spans of the
    day in which it is meant to be open, or stays for those who wait, breaks left out; None if nobody planned it, which
    is not the same as empty. After `services_until`, if that is said, it serves `planned_services` again.
    """

    id: str
    services: tuple[str, ...]
    vip_first: bool
    teller: str | None
    is_open: bool
    is_paused: bool
    is_ready: bool
    since: float
    held: Held | None = None
    resumes: float | None = None
    plan: tuple[Span, ...] | None = None
    services_until: float | None = None
    planned_services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A hall at the instant `now`.

    `midnight` is the beginning of the branch's day: half hours are counted from it. Nobody new comes after
    `last_number`, None if that is not known. `waiters` in any order; `coming` are promises: who will wait again, from
    when. `classes` are those for which newcomers are to be foretold, beside those who wait.
    """

    now: float
    midnight: float
    last_number: float | None
    fairness: Fairness
    services: tuple[str, ...]
    classes: tuple[str, ...]
    waiters: Sequence[Waiter]
    coming: Sequence[tuple[float, Waiter]]
    counters: Sequence[SceneCounter]
