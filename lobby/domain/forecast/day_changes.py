"""What if, on a whole day: counters open at other times, or for other services, than they were when it was recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lobby.domain.errors import NotFound
from lobby.domain.forecast.recorded_day import RecordedDay
from lobby.domain.forecast.scene import Scene, SceneCounter, Span
from lobby.domain.forecast.what_if import Cap, HeadStart, applied


@dataclass(frozen=True, slots=True)
class Opened:
    """The counter is open in this span too, in seconds of the day, for what it served first that day."""

    counter: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paused:
    """The counter is not open in this span, in seconds of the day."""

    counter: str
    span: Span


@dataclass(frozen=True, slots=True)
class Serves:
    """The counter serves these services all day. Of one that was not open that day it is said what it is for."""

    counter: str
    services: tuple[str, ...]


DayChange = Opened | Paused | Serves | Cap | HeadStart


def changed(day: RecordedDay, change: DayChange) -> RecordedDay:
    """The day with this change. Raises what `what_if.applied` raises; NotFound `unknown_counter` for one that was not
    open that day, `unknown_service`."""
    match change:
        case Serves():
            return _serving(day, change)
        case Opened():
            return _opened(day, change)
        case Paused():
            return _paused(day, change)
        case Cap() | HeadStart():
            return replace(day, scene=applied(day.scene, [change]))


def _serving(day: RecordedDay, change: Serves) -> RecordedDay:
    for service in change.services:
        if service not in day.scene.services:
            raise NotFound("unknown_service", service=service)
    own = _counters_of(day, change.counter)
    if own:
        return _with(day, [replace(counter, services=change.services) for counter in own])
    counter = SceneCounter(change.counter, change.services, False, None, False, False, False, since=0.0, plan=())
    scene = replace(day.scene, counters=(*day.scene.counters, counter))
    return replace(day, scene=scene, counter_of={**day.counter_of, counter.id: change.counter})


def _opened(day: RecordedDay, change: Opened) -> RecordedDay:
    own = _known(day, change.counter)
    more = _instants(day.scene, change.span)
    for counter in own:
        more = without(more, counter.plan or ())
    first = own[0]
    return _with(day, [replace(first, plan=tuple(sorted([*(first.plan or ()), *more])))])


def _paused(day: RecordedDay, change: Paused) -> RecordedDay:
    span = _instants(day.scene, change.span)
    own = _known(day, change.counter)
    return _with(day, [replace(counter, plan=tuple(without(counter.plan or (), span))) for counter in own])


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans where the others are taken out."""
    left = [*spans]
    for begins, ends in taken:
        left = [
            piece
            for since, until in left
            for piece in ((since, min(until, begins)), (max(since, ends), until))
            if piece[0] < piece[1]
        ]
    return left


def _instants(scene: Scene, span: Span) -> list[Span]:
    return [(scene.midnight + span[0], scene.midnight + span[1])]


def _counters_of(day: RecordedDay, name: str) -> list[SceneCounter]:
    return [counter for counter in day.scene.counters if day.counter_of[counter.id] == name]


def _known(day: RecordedDay, name: str) -> list[SceneCounter]:
    own = _counters_of(day, name)
    if not own:
        raise NotFound("unknown_counter", counter=name)
    return own


def _with(day: RecordedDay, counters: Sequence[SceneCounter]) -> RecordedDay:
    ours = {counter.id: counter for counter in counters}
    return replace(day, scene=replace(day.scene, counters=tuple(ours.get(one.id, one) for one in day.scene.counters)))
