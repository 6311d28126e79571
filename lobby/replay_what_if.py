"""Recorded days played again as they were, and with something changed: what that would have done to the waits.

What is played comes from the journal alone: who came when, and which counters were open; how long people are served is
learned from the same days. What a change means for a day is told in `domain/forecast/day_changes.py`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from lobby.domain.errors import LobbyError
from lobby.domain.fact import Fact, Kind
from lobby.domain.fairness import LONG_MINUTES, Waits, figures
from lobby.domain.forecast.compared import Outlook, outlook
from lobby.domain.forecast.day_changes import DayChange, Serves, changed
from lobby.domain.forecast.learned import Known, Learned
from lobby.domain.forecast.model import Model, Pool
from lobby.domain.forecast.recorded_day import RecordedDay, recorded_day
from lobby.domain.forecast.simulate import forecast

_A_DAY = 24 * 60.0


@dataclass(frozen=True, slots=True)
class Settings:
    """The changes to make, each with the words in which it was asked for, and the zone of the branch's wall (None: as
    each journal writes its instants)."""

    changes: Mapping[str, DayChange]
    zone: tzinfo | None


@dataclass(frozen=True, slots=True)
class Played:
    """The waits of so many people: as they were recorded (None: nobody was called), played again, and played with the
    changes; always of those alone who were called."""

    people: int
    recorded: Waits | None
    before: Outlook
    after: Outlook


@dataclass(frozen=True, slots=True)
class Refused:
    """A setting that could not be followed on some of the days, and why on the first of them."""

    setting: str
    days: int
    why: LobbyError


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What came of it. `replicas` times each of the `days` was played; `left_out` people went to a machine and are in
    none of it. `everybody` is None if nobody came at all."""

    days: int
    replicas: int
    left_out: int
    everybody: Played | None
    classes: Mapping[str, Played]
    refused: Sequence[Refused]


@dataclass(frozen=True, slots=True)
class _One:
    """Somebody who came: the minutes waited as recorded (None: left uncalled), and those of each replica."""

    class_id: str
    waited: float | None
    before: Pool
    after: Pool


def what_if(
    learn: Iterable[Sequence[Fact]],
    days: Iterable[Sequence[Fact]],
    settings: Settings,
    went_on: Callable[[], object],
) -> WhatIf:
    """These days played again, each believed to be as it and all before it have taught, `learn` first.

    `went_on` is told after each day.
    """
    learned = Learned(Known({}))
    for facts in learn:
        _take(learned, facts)
    people: list[_One] = []
    left_out = played = 0
    refused: dict[str, list[LobbyError]] = {}
    for facts in days:
        day = recorded_day(facts, settings.zone)
        closing = next((place for place, fact in enumerate(facts) if fact.kind is Kind.DAY_CLOSED), len(facts))
        _take(learned, facts[:closing])
        if day is not None:
            # While the day is open: how fast it went is forgotten with its closing.
            model = _without_chance(learned.model(facts[closing - 1].at.timestamp(), day.scene.midnight))
            after = _changed(day, settings.changes, refused)
            people += _played(day, after, model)
            left_out += day.left_out
            played += 1
        _take(learned, facts[closing:])
        went_on()
    return WhatIf(
        days=played,
        replicas=min((len(one.before) for one in people), default=0),
        left_out=left_out,
        everybody=_told(people) if people else None,
        classes={name: _told([one for one in people if one.class_id == name]) for name in _classes(people)},
        refused=[Refused(setting, len(whys), whys[0]) for setting, whys in refused.items()],
    )


def _take(learned: Learned, facts: Iterable[Fact]) -> None:
    for fact in facts:
        learned.take(fact)


def _without_chance(model: Model) -> Model:
    """The model for a day of which is known who came, and came again, and when counters were open: only service times
    are drawn, who gives up, and who does not come when called."""
    return replace(model, arrivals={}, reserves={}, returns={}, pauses=0.0, late_minutes=(0.0,), afterwards=())


def _changed(day: RecordedDay, changes: Mapping[str, DayChange], refused: dict[str, list[LobbyError]]) -> RecordedDay:
    """The day with every change that can be made on it; why others cannot is put to `refused`, by setting.

    What counters serve is settled first: then they can be opened.
    """
    for setting, change in sorted(changes.items(), key=lambda one: not isinstance(one[1], Serves)):
        try:
            day = changed(day, change)
        except LobbyError as why:
            refused.setdefault(setting, []).append(why)
    return day


def _played(day: RecordedDay, after: RecordedDay, model: Model) -> list[_One]:
    as_it_was, as_changed = (forecast(one.scene, model, horizon=_A_DAY).by_replica for one in (day, after))

    def whole(waits: Pool, since: float) -> Pool:
        return [(day.scene.now - since) / 60 + minutes for minutes in waits]

    return [
        _One(
            one.class_id,
            day.waits[one.name],
            whole(as_it_was[one.name], one.since),
            whole(as_changed[one.name], one.since),
        )
        for _, one in day.scene.coming
        if one.name in day.waits
    ]


def _classes(people: Iterable[_One]) -> list[str]:
    return sorted({one.class_id for one in people})


def _told(people: Sequence[_One]) -> Played:
    """Of one at least. The k-th replicas of all days are taken together, as one run of them all."""
    replicas = min(len(one.before) for one in people)
    waits = [one.waited for one in people if one.waited is not None]
    return Played(
        people=len(people),
        recorded=figures(sorted(waits)) if waits else None,
        before=outlook([one.before[:replicas] for one in people], LONG_MINUTES),
        after=outlook([one.after[:replicas] for one in people], LONG_MINUTES),
    )
