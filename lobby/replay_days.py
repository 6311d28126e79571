"""Recorded days gone through in order: what they taught, and how good what was said at each issue was.

Nothing is used before it has happened: a ticket's estimate comes before the ticket stands in line.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import inf
from pathlib import Path

from lobby.domain.branch import ORDINARY
from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.habits import Habits
from lobby.domain.forecast.learned import Known, Learned
from lobby.domain.forecast.levels import Levels
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.recorded_scene import scene_of_retelling
from lobby.domain.forecast.simulate import forecast
from lobby.domain.forecast.unserved import Unserved
from lobby.domain.formulas import Formulas
from lobby.domain.retelling import Retelling
from lobby.domain.scores import ScoredTicket, finds_a_free_counter
from lobby.replay import go_through

LEVEL_DAYS = 10
"""On so many of the days to learn from, the last ones, estimates are made too, so that the interval's levels have
followed: some 2,000 tickets of an ordinary branch, and a level moves by at most 0.009 each."""

ModelOf = Callable[[Path, float], Model]
"""What is to be believed of a recorded day at an instant, in seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """The days that were scored, retold, and every ticket that was."""

    days: Sequence[Retelling]
    scored: Sequence[ScoredTicket]


def replayed(
    days: Sequence[Path],
    learn: Sequence[Path] = (),
    *,
    model_of: ModelOf | None = None,
    complain: Callable[[str], None] = lambda _: None,
    went_on: Callable[[int], object] = lambda _: None,
) -> Replayed:
    """The days scored, after those to learn from were gone through.

    An oracle gives `model_of`, and is asked instead of what was learned. `complain` and `went_on` are as of
    `replay.go_through`.
    """
    knowing = _Knowing()
    through = []
    for place, path in enumerate([*learn, *days]):
        day = _Day(knowing, path, model_of, asks=place >= len(learn) - LEVEL_DAYS)
        go_through(path, day.take, complain, went_on)
        knowing.end_day()
        if place >= len(learn):
            through.append(day)
    return Replayed([day.retelling for day in through], [one for day in through for one in day.scored])


class _Knowing:
    """All that is known after the days gone through so far."""

    def __init__(self) -> None:
        self.learned = Learned(Known({}))
        self.levels = Levels()
        self.habits = Habits()
        self.formulas = Formulas()
        self.unserved = Unserved()

    def end_day(self) -> None:
        """The day is over, though its journal may not say so."""
        self.learned = Learned.again(Known({}), self.learned.kept())
        self.habits.end_day()
        self.formulas.end_day()


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said of a ticket at its issue; `scored` is still without the wait. `served`: somebody was known who
    serves it, or would."""

    scored: ScoredTicket
    served: bool


class _Day:
    """One day under way. `scored` are the tickets that were called so far."""

    def __init__(self, knowing: _Knowing, path: Path, model_of: ModelOf | None, *, asks: bool) -> None:
        self.retelling = Retelling()
        self.scored: list[ScoredTicket] = []
        self._knowing = knowing
        self._path = path
        self._model_of = model_of
        self._asks = asks
        self._told: dict[str, _Told] = {}

    def take(self, fact: Fact) -> None:
        """This has happened. Raises Refusal if it cannot be told."""
        told = self._at_issue(fact) if self._asks and fact.kind is Kind.TICKET_ISSUED else None
        self.retelling.take(fact)
        if told is not None:
            self._told[str(fact.ticket)] = told
        knowing = self._knowing
        knowing.habits.take(fact, self.retelling)
        knowing.formulas.take(fact, self.retelling)
        knowing.learned.take(replace(fact, day=self._date_of(fact)))
        if fact.kind is Kind.TICKET_CALLED:
            self._called(str(fact.ticket))

    def _date_of(self, fact: Fact) -> date:
        """A file is one day, even if midnight as its instants are written falls within it."""
        return fact.day if self.retelling.began_at is None else self.retelling.began_at.date()

    def _at_issue(self, fact: Fact) -> _Told | None:
        """What is said to this ticket, which does not stand in line yet; None if it could be called at once."""
        service, class_id = str(fact.detail["service"]), str(fact.detail.get("class") or ORDINARY)
        if finds_a_free_counter(self.retelling, service):
            return None
        knowing = self._knowing
        waits = self._waits(service, class_id, fact.at)
        shown = knowing.levels.within(service, class_id, waits or knowing.unserved.pool(service))
        formulas = knowing.formulas.at_issue(self.retelling, service, fact.at)
        return _Told(ScoredTicket(service, class_id, fact.at, 0.0, shown, formulas), bool(waits))

    def _waits(self, service: str, class_id: str, now: datetime) -> Sequence[float]:
        """The waits foretold to a newcomer; empty if nobody is known who would ever call it.

        Only who is called is scored, so those that never end are left out, even if most do not.
        """
        habits = self._knowing.habits
        habits.services.setdefault(service)
        scene = scene_of_retelling(self.retelling, now, habits, (class_id,))
        model = (
            self._knowing.learned.model(scene.now, scene.midnight)
            if self._model_of is None
            else self._model_of(self._path, scene.now)
        )
        waits = forecast(scene, model, only=(service, class_id)).newcomers[service, class_id]
        return waits[: bisect_left(waits, inf)]

    def _called(self, name: str) -> None:
        call, told = self.retelling.calls[-1], self._told.pop(name, None)
        if told is None or call.waited_minutes is None:
            return
        one = replace(told.scored, waited=call.waited_minutes)
        self.scored.append(one)
        self._knowing.levels = self._knowing.levels.after(one.service, one.class_id, one.shown, one.waited)
        if not told.served:
            self._knowing.unserved.take(one.service, one.waited)
