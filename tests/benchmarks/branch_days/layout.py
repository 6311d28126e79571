"""What a made branch is: its services, counters, rules, people's habits, and how much of all that its journal tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Clock = tuple[int, int]
"""Hour and minute on the branch's wall."""

LOADS = ("light", "ordinary", "heavy")

HALF_HOURS = 48


@dataclass(frozen=True, slots=True)
class Offered:
    """A service. `share` of the tickets are for it; `minutes` for one at an average teller, lognormal with this
    coefficient of variation; one in `long_one_in` takes `long_times` as long (0: none does). `classes` are shares of
    its tickets, the ordinary class has the rest. `weights` of half hours from midnight, where they are its own.
    `transfers_to` are services at which some tickets turn out to belong."""

    id: str
    share: float
    minutes: float
    cv: float
    classes: Mapping[str, float] = field(default_factory=dict)
    long_one_in: int = 0
    long_times: float = 4.0
    weights: Sequence[float] = ()
    transfers_to: tuple[str, ...] = ()
    series: str = "A"


@dataclass(frozen=True, slots=True)
class Seat:
    """A counter. Nobody plans one with `reserve_at`: it is opened when about so many wait for its services.

    `lent` are services that it also serves while many wait for them. `week` says which weekdays it is open on."""

    id: str
    services: tuple[str, ...]
    opens: Clock = (9, 0)
    closes: Clock = (17, 0)
    breaks: tuple[tuple[Clock, Clock], ...] = ()
    vip_first: bool = False
    reserve_at: int = 0
    lent: tuple[str, ...] = ()
    week: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Habits:
    """How people and things behave: what an estimator has to find out. Durations are minutes, deviations of logs.

    Chances of a no-show grow by `no_show_a_minute` from `no_show_at_once` to `no_show_most`. `pauses` are unplanned
    ones an open counter and hour. `slowing` is how much longer a service takes for each who waits more than eight.
    `left_open` is the chance that somebody goes to lunch and leaves the last ticket open. With chance `shift`, a day
    has two hours in which everything takes `shift_times` as long.
    """

    teller_sd: float = 0.2
    day_sd: float = 0.07
    volume_sd: float = 0.08
    between_median: float = 0.2
    between_sd: float = 0.8
    walk_median: float = 0.3
    no_show_at_once: float = 0.04
    no_show_a_minute: float = 0.003
    no_show_most: float = 0.3
    patience_median: float = 75.0
    patience_sd: float = 0.8
    pauses: float = 0.25
    pause_median: float = 7.0
    pause_sd: float = 0.7
    late_mean: float = 0.5
    late_sd: float = 2.0
    transfers: float = 0.03
    parks: float = 0.015
    granted: float = 0.005
    several_slips: float = 0.06
    per_slip: float = 0.6
    left_open: float = 0.04
    slowing: float = 0.0
    shift: float = 0.0
    shift_times: float = 1.7


@dataclass(frozen=True, slots=True)
class Rota:
    """Shifts of a place that plans nothing in advance: each agent works with this chance, from one of `starts`, for
    `hours`, with two breaks of `break_minutes`."""

    present: float
    starts: tuple[int, ...]
    hours: int
    break_minutes: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A branch, or a call centre. `tickets` is how many come on an average day, by load.

    `head_starts` in minutes and `caps` and `accounts` are the rule that is kept. `policy` is what the journal says of
    it, None if nothing. `untold` are kinds that the journal does not have, `tells_services` whether a counter's opening
    names them, `tells_teller` whether it names who sits there (else only the actor does). Instants are written in the
    zone that is `written_hours` from UTC, or in none if that is None; the wall is `wall_hours` from UTC.
    """

    id: str
    services: tuple[Offered, ...]
    seats: tuple[Seat, ...]
    head_starts: Mapping[str, float]
    accounts: Mapping[str, str]
    caps: Mapping[str, int]
    policy: Mapping[str, Any] | None
    tickets: Mapping[str, float]
    weights: Sequence[float]
    habits: Habits = field(default_factory=Habits)
    tellers: tuple[str, ...] = ()
    opens: Clock = (9, 0)
    last_number: Clock = (16, 45)
    closes: Clock = (17, 0)
    weekdays: Mapping[int, float] = field(default_factory=lambda: {0: 1.05, 1: 0.95, 2: 0.95, 3: 1.0, 4: 1.1, 5: 0.9})
    pay_days: Mapping[int, float] = field(default_factory=lambda: {15: 1.3, 25: 1.15})
    rota: Rota | None = None
    untold: frozenset[str] = frozenset()
    tells_services: bool = True
    tells_teller: bool = True
    wall_hours: int = 8
    written_hours: int | None = 0

    def service(self, service_id: str) -> Offered:
        """The service of that name."""
        return next(one for one in self.services if one.id == service_id)


def half_hours(first: int, weights: Sequence[float]) -> tuple[float, ...]:
    """Weights for a whole day, of which these begin at that half hour after midnight."""
    return (*(0.0,) * first, *weights, *(0.0,) * (HALF_HOURS - first - len(weights)))
