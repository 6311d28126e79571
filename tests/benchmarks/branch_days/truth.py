"""What an oracle would know of a made day: the fields of `lobby.domain.forecast.model.Model`, as plain JSON.

    {"paces": {service: {"minutes": 5.2, "pool": [...]}}, "tellers": {teller: 1.1}, "together": [1.0], "afterwards": [],
     "strange_minutes": 0.0, "per_slip": 0.6, "between": [...], "no_shows": [...], "no_show_minutes": [...],
     "gives_up": [...], "pauses": 0.25, "pause_minutes": [...], "late_minutes": [...],
     "returns": {"service/to": 0.01}, "arrivals": {"service/class": [48 numbers]}, "reserves": {counter: 12}}

Everything is true of this very day: `minutes` have the day's pace in them, so that nothing is left for `together` to
say, nor for `afterwards`; `arrivals` have the day's volume. Paces are from the call to the counter's being free, the
walk to the counter included. `no_shows` and `gives_up` have one value for each of WAITED_FROM. Half hours are counted
from midnight as the journal's instants are written: from midnight UTC where they end in Z or name no zone. Pools are
sorted. `keywords` makes a model's arguments of it. What no model has a word for is not in it: parks, lendings, hours in
which everything is slower, people who come back or are granted a class.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.benchmarks.branch_days.hall import Counter
from tests.benchmarks.branch_days.laws import hang_ups, lognormals, no_show, normals, service_pool
from tests.benchmarks.branch_days.layout import HALF_HOURS, Layout, Offered
from tests.benchmarks.branch_days.people import expected, given

Truth = dict[str, Any]

WAITED_FROM = (0.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0)
"""As in `lobby.domain.forecast.model`, which is not asked here."""

DRAWS = 1500
FEW = 300


def truth_of(
    layout: Layout, counters: list[Counter], tickets: float, day_times: float, half_hours_later: int, chance: Random
) -> Truth:
    """What is true of a day on which so many tickets were expected and everything took `day_times` as long."""
    habits = layout.habits
    starts = lognormals(habits.walk_median, 0.5, DRAWS)
    ends = (*WAITED_FROM[1:], 2 * WAITED_FROM[-1])
    spans = list(zip(WAITED_FROM, ends, strict=True))
    return {
        "paces": {one.id: _pace(one, day_times, starts, chance) for one in layout.services},
        "tellers": {one.teller: round(one.times, 4) for one in counters},
        "together": [1.0],
        "afterwards": [],
        "strange_minutes": 0.0,
        "per_slip": habits.per_slip,
        "between": _rounded(lognormals(habits.between_median, habits.between_sd, FEW)),
        "no_shows": [round(no_show(habits, (begins + until) / 2), 4) for begins, until in spans],
        "no_show_minutes": _rounded([(61 + 49 * (n + 0.5) / FEW) / 60 for n in range(FEW)]),
        "gives_up": [round(hang_ups(habits, begins, until), 6) for begins, until in spans],
        "pauses": habits.pauses,
        "pause_minutes": _rounded(lognormals(habits.pause_median, habits.pause_sd, FEW)),
        "late_minutes": _rounded(normals(habits.late_mean, habits.late_sd, FEW)),
        "returns": {
            f"{one.id}/{to}": habits.transfers / len(one.transfers_to)
            for one in layout.services
            for to in one.transfers_to
        },
        "arrivals": _arrivals(layout, tickets, half_hours_later),
        "reserves": {one.id: one.seat.reserve_at for one in counters if one.seat.reserve_at},
    }


def keywords(truth: Truth) -> dict[str, Any]:
    """The same with pairs as keys, where a model has pairs; paces are still `minutes` and `pool`."""
    return {**truth, "returns": _paired(truth["returns"]), "arrivals": _paired(truth["arrivals"])}


def _paired(named: Mapping[str, Any]) -> dict[tuple[str, ...], Any]:
    return {tuple(name.split("/")): value for name, value in named.items()}


def _pace(service: Offered, day_times: float, walks: list[float], chance: Random) -> Truth:
    """The walk is drawn by itself; it does not grow with the day's pace."""
    walked = chance.sample(walks, DRAWS)
    minutes = service.minutes * day_times
    pool = service_pool(service, DRAWS, chance)
    held = sorted(one * day_times + walk for one, walk in zip(pool, walked, strict=True))
    return {"minutes": round(minutes, 4), "pool": _rounded([one / minutes for one in held])}


def _arrivals(layout: Layout, tickets: float, half_hours_later: int) -> dict[str, list[float]]:
    found = {}
    for service in layout.services:
        come = [one * given(layout, n) for n, one in enumerate(expected(layout, service, tickets))]
        for class_id, share in service.classes.items():
            on_wall = [share * one for one in come]
            found[f"{service.id}/{class_id}"] = _rounded(
                [on_wall[(n - half_hours_later) % HALF_HOURS] for n in range(HALF_HOURS)]
            )
    return found


def _rounded(values: list[float]) -> list[float]:
    return [round(one, 4) for one in values]
