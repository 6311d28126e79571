"""A call centre: nothing is planned or told of its agents but their calls, and people hang up within minutes.

Pace, spread and the share of far longer calls as on a real call centre's month (day.md); the rest is assumed.
"""

from dataclasses import replace
from random import Random

from tests.benchmarks.branch_days.layout import Habits, Layout, Offered, Rota, Seat, half_hours

AGENTS = 36

_PRIORITY = {"priority": 0.15}
_TYPES = (
    Offered("PS", 0.55, 3.0, 1.0, _PRIORITY, 25, 3.0, series="", transfers_to=("NE", "NW")),
    Offered("NE", 0.15, 4.5, 1.1, _PRIORITY, 25, 3.0, series=""),
    Offered("NW", 0.12, 2.0, 1.05, {}, series="", transfers_to=("PS",)),
    Offered("TT", 0.1, 4.0, 1.0, {"priority": 0.4}, series=""),
    Offered("IN", 0.08, 6.5, 1.0, _PRIORITY, series=""),
)
"""Coefficients of variation of 1.0 to 1.16 are deviations of .83 to .92 of the logarithm."""


def _agents() -> tuple[Seat, ...]:
    """Who can do what: nearly everybody the common calls, some of them anything else, for ever the same ones."""
    chance = Random("skills")
    found = []
    for number in range(1, AGENTS + 1):
        skills = ["PS"] if chance.random() < 0.85 else []
        skills += [one.id for one in _TYPES[1:] if chance.random() < 0.35]
        found.append(Seat(f"agent{number:02d}", tuple(skills or ["PS", "NW"])))
    return tuple(found)


PRIORITY = Layout(
    id="f",
    services=_TYPES,
    seats=_agents(),
    head_starts={"priority": 1.5},
    accounts={"priority": "all"},
    caps={},
    policy=None,
    tickets={"light": 900, "ordinary": 1250, "heavy": 1550},
    weights=half_hours(
        14, (1, 2, 4, 5, 7, 8, 9, 9, 9, 9, 8, 8, 8, 8, 8, 7, 7, 7, 7, 6, 6, 6, 5, 5, 5, 4, 4, 3, 3, 2, 2, 1)
    ),
    habits=Habits(
        between_median=0.1,
        between_sd=1.0,
        walk_median=0.02,
        no_show_at_once=0.0,
        no_show_a_minute=0.0,
        patience_median=4.5,
        patience_sd=1.1,
        pauses=0.3,
        pause_median=8.0,
        late_sd=5.0,
        parks=0.0,
        granted=0.0,
        several_slips=0.0,
        left_open=0.0,
    ),
    opens=(7, 0),
    last_number=(22, 45),
    closes=(23, 0),
    weekdays={0: 1.1, 1: 1.0, 2: 1.0, 3: 1.0, 4: 0.8, 5: 0.5, 6: 1.1},
    pay_days={},
    rota=Rota(present=0.65, starts=(7, 8, 9, 10, 12, 14, 16), hours=6, break_minutes=20),
    untold=frozenset(
        {
            *("day_opened", "day_closed", "counter_planned", "counter_opened", "counter_paused", "counter_resumed"),
            *("counter_closed", "counter_ready", "service_started"),
        }
    ),
    wall_hours=2,
    written_hours=None,
)

IN_ORDER = replace(
    PRIORITY,
    id="g",
    head_starts={"priority": 0.0},
    untold=PRIORITY.untold - {"counter_opened", "counter_closed"},
    tells_services=False,
    tells_teller=False,
)
"""First come, first served whatever the class, and agents who sign in and out without saying what they can do."""
