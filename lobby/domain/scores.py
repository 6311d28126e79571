"""How good estimates were: each scored ticket's wait beside what was said at its issue."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lobby.domain.counter import CounterState
from lobby.domain.formulas import FORMULAS
from lobby.domain.retelling import Retelling
from lobby.domain.ticket import Wait
from lobby.domain.views import View

OUTSIDE_COSTS = 2 / 0.2
"""What a minute outside an 80% interval costs beside the interval's length (Winkler 1972)."""


@dataclass(frozen=True, slots=True)
class ScoredTicket:
    """A ticket that found no free counter when it was issued and was called that day. Minutes.

    `service` and `class_id` are those at issue, when `shown` was said of it; `formulas` is what each simple formula
    said then.
    """

    service: str
    class_id: str
    issued_at: datetime
    waited: float
    shown: Wait
    formulas: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Score:
    """Of at least one ticket: mean absolute error, root mean squared error and mean error of the middle (more than 0:
    too much was said), the share inside the interval, and the interval's Winkler score. Minutes."""

    tickets: int
    mae: float
    rmse: float
    bias: float
    coverage: float
    winkler: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The score of all, None if there are none, and by (service, class); the mean absolute error of each formula."""

    all: Score | None
    by: Mapping[tuple[str, str], Score]
    formulas: Mapping[str, float]


def finds_a_free_counter(day: Retelling, service: str) -> bool:
    """Whether somebody who comes now for this service could be called at once."""
    return any(
        counter.state is CounterState.OPEN and counter.ticket is None and service in counter.services
        for counter in day.counters.values()
    )


def scores_of(scored: Sequence[ScoredTicket]) -> Scores:
    """The scores of these tickets together."""
    groups: dict[tuple[str, str], list[ScoredTicket]] = {}
    for one in scored:
        groups.setdefault((one.service, one.class_id), []).append(one)
    return Scores(
        all=_score(scored) if scored else None,
        by={key: _score(group) for key, group in sorted(groups.items())},
        formulas={
            name: _mean(abs(one.formulas[name] - one.waited) for one in scored) for name in (FORMULAS if scored else ())
        },
    )


def scores_view(scores: Scores) -> View:
    """The scores as `lobby replay --json` prints them; null where there was no ticket."""
    return {
        "estimate": {
            **_score_view(scores.all),
            "by": {f"{service}/{class_id}": _score_view(one) for (service, class_id), one in scores.by.items()},
        },
        "formulas": {name: {"mae_minutes": _rounded(scores.formulas.get(name))} for name in FORMULAS},
    }


def winkler(shown: Wait, waited: float) -> float:
    """What the interval costs: its length, and more for how far outside the wait was."""
    outside = max(0.0, shown.low - waited) + max(0.0, waited - shown.high)
    return shown.high - shown.low + OUTSIDE_COSTS * outside


def _score(scored: Sequence[ScoredTicket]) -> Score:
    errors = [one.shown.mid - one.waited for one in scored]
    return Score(
        tickets=len(scored),
        mae=_mean(map(abs, errors)),
        rmse=math.sqrt(_mean(error**2 for error in errors)),
        bias=_mean(errors),
        coverage=_mean(one.shown.low <= one.waited <= one.shown.high for one in scored),
        winkler=_mean(winkler(one.shown, one.waited) for one in scored),
    )


def _score_view(score: Score | None) -> View:
    if score is None:
        return {"tickets": 0, **dict.fromkeys(_VIEWED)}
    return {"tickets": score.tickets, **{name: _rounded(getattr(score, key)) for name, key in _VIEWED.items()}}


_VIEWED = {
    "mae_minutes": "mae",
    "rmse_minutes": "rmse",
    "bias_minutes": "bias",
    "coverage80": "coverage",
    "winkler80": "winkler",
}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return math.fsum(found) / len(found)
