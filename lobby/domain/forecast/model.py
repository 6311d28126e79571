"""What is believed of times and people, as plain numbers. Learned from what happened, or, for an oracle, simply true.

Durations are minutes. A pool is a sorted sequence of values that are equally likely: no shape is assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

HALF_HOURS = 48
"""Half hours of a day, from midnight."""

Pool = Sequence[float]


@dataclass(frozen=True, slots=True)
class Pace:
    """Service times of one service: `minutes` times one of `pool`, at an average teller, on this day as it goes."""

    minutes: float
    pool: Pool


@dataclass(frozen=True, slots=True)
class Model:
    """What is believed.

    `paces` by service; `tellers` says how many times an average teller's time each takes (missing: 1). `together` are
    equally likely values, sorted, of how many times as long as that everything takes at present: one for a whole run,
    since nobody knows how this day goes on, but it goes for all alike. What is strange about it lasts `strange_minutes`
    more on average; who is called then takes `afterwards` times as long, sorted likewise (none: it stays as it is).
    `per_slip`: each slip more than one adds this share of a service time. `between` are the minutes from a counter's
    being free to its next call while people wait.
    `no_shows` is the chance that a called one does not come, by minutes waited: one for each of `WAITED_FROM`;
    `no_show_minutes` how long the counter is held by that. `gives_up` is the chance a minute that one who waits leaves,
    by minutes waited likewise.
    `pauses` is how many an open counter has in an hour, `pause_minutes` how long they last, `late_minutes` how much
    later than planned (less is earlier) a counter opens.
    `returns` is the chance that a service ends with a transfer, by (service, to which).
    `arrivals` are people expected in each half hour of the day, HALF_HOURS of them, by (service, class), for classes
    with a head start: others pass nobody.
    `reserves`: how many people wait when a closed counter that nobody planned for now is opened, by counter.
    """

    paces: Mapping[str, Pace]
    tellers: Mapping[str, float] = field(default_factory=dict)
    together: Pool = (1.0,)
    afterwards: Pool = ()
    strange_minutes: float = inf
    per_slip: float = 0.0
    between: Pool = (0.0,)
    no_shows: Sequence[float] = (0.0,)
    no_show_minutes: Pool = (1.0,)
    gives_up: Sequence[float] = (0.0,)
    pauses: float = 0.0
    pause_minutes: Pool = (10.0,)
    late_minutes: Pool = (0.0,)
    returns: Mapping[tuple[str, str], float] = field(default_factory=dict)
    arrivals: Mapping[tuple[str, str], Sequence[float]] = field(default_factory=dict)
    reserves: Mapping[str, float] = field(default_factory=dict)


WAITED_FROM = (0.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0)
"""Minutes waited from which each value of `no_shows` and of `gives_up` holds; a shorter sequence keeps its last."""
