"""What if: a scene in which something is done that nobody has done, to be played forward beside the scene as it is.

Deeds here are refused as the real ones are, so that nobody is shown what a thing would do that cannot be done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce

from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.forecast.scene import Scene, SceneCounter, Span

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class OpenNow:
    """A closed counter is opened, or a paused one resumes, until its plan closes it next. `services` are what it then
    serves, None for those that it would serve anyway."""

    counter: str
    services: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """An open counter is paused for so long, in minutes; None for as long as pauses last here."""

    counter: str
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """One ticket may be passed so often on this account."""

    account: str
    skips: int


@dataclass(frozen=True, slots=True)
class HeadStart:
    """A class counts as having come so many minutes earlier."""

    class_id: str
    minutes: float


Change = OpenNow | Pause | Cap | HeadStart


def applied(scene: Scene, changes: Iterable[Change]) -> Scene:
    """The scene after all of these changes, one after the other.

    Raises NotFound `unknown_counter`, `unknown_service`; Refusal `unknown_account`, `unknown_class`, `below_zero`,
    `class_has_no_account`; Conflict `counter_not_closed`, `counter_closed`, `counter_paused`.
    """
    return reduce(_changed, changes, scene)


def _changed(scene: Scene, change: Change) -> Scene:
    match change:
        case OpenNow():
            return _opened(scene, change)
        case Pause():
            return _paused(scene, change)
        case Cap():
            return _capped(scene, change)
        case HeadStart():
            return _with_head_start(scene, change)


def _opened(scene: Scene, change: OpenNow) -> Scene:
    counter = _counter(scene, change.counter)
    if counter.is_open and not counter.is_paused:
        raise Conflict("counter_not_closed", counter=counter.id, state="open")
    services = counter.services if change.services is None else _known(scene, change.services)
    plan = _plan_from(scene.now, counter.plan)
    opened = replace(
        counter, is_open=True, is_paused=False, since=scene.now, resumes=None, services=services, plan=plan
    )
    return _with_counter(scene, opened)


def _plan_from(now: float, plan: tuple[Span, ...] | None) -> tuple[Span, ...] | None:
    """The plan of a counter that is opened now: open until it would close next; where it would not, until it does."""
    ahead = [(begins, ends) for begins, ends in plan or () if ends > now]
    if not ahead:
        return None
    (_, closes), *later = ahead
    return ((now, closes), *later)


def _paused(scene: Scene, change: Pause) -> Scene:
    counter = _counter(scene, change.counter)
    if not counter.is_open:
        raise Conflict("counter_closed", counter=counter.id)
    if counter.is_paused:
        raise Conflict("counter_paused", counter=counter.id)
    resumes = None if change.minutes is None else scene.now + _MINUTE * _at_least_zero(change.minutes)
    return _with_counter(scene, replace(counter, is_paused=True, is_ready=False, since=scene.now, resumes=resumes))


def _capped(scene: Scene, change: Cap) -> Scene:
    caps = scene.fairness.caps
    if change.account not in caps:
        raise Refusal("unknown_account", account=change.account)
    _at_least_zero(change.skips)
    return replace(scene, fairness=replace(scene.fairness, caps={**caps, change.account: change.skips}))


def _with_head_start(scene: Scene, change: HeadStart) -> Scene:
    classes = scene.fairness.classes
    if change.class_id not in classes:
        raise Refusal("unknown_class", class_id=change.class_id)
    one = classes[change.class_id]
    if one.account is None:
        raise Refusal("class_has_no_account", class_id=one.id)
    earlier = replace(one, head_start=timedelta(minutes=_at_least_zero(change.minutes)))
    return replace(scene, fairness=replace(scene.fairness, classes={**classes, one.id: earlier}))


def _at_least_zero(number: float) -> float:
    if number < 0:
        raise Refusal("below_zero", number=number)
    return number


def _counter(scene: Scene, name: str) -> SceneCounter:
    found = next((counter for counter in scene.counters if counter.id == name), None)
    if found is None:
        raise NotFound("unknown_counter", counter=name)
    return found


def _with_counter(scene: Scene, counter: SceneCounter) -> Scene:
    return replace(scene, counters=tuple(counter if one.id == counter.id else one for one in scene.counters))


def _known(scene: Scene, services: Iterable[str]) -> tuple[str, ...]:
    """The same services, each once, in the order of the scene."""
    wanted = {*services}
    unknown = sorted(wanted - {*scene.services})
    if unknown:
        raise NotFound("unknown_service", service=unknown[0])
    return tuple(service for service in scene.services if service in wanted)
