"""Two forecasts of one hall side by side: what a change does to the waits of each class and for each service.

A wait is whole: what somebody has waited already, and what is still to come. Both forecasts use the same draws for the
same person, so that what differs between them is the change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from math import ceil, fsum, inf, isnan

from lobby.domain.forecast.model import Model, Pool
from lobby.domain.forecast.scene import Scene, Waiter
from lobby.domain.forecast.simulate import Forecast, forecast


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over the replicas: eight of ten have one between `low` and `high`, half of them at most `mid`."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The waits of some people: their mean and their longest but for a tenth (the nearest rank), in minutes, and the
    share of them who wait longer than was promised, who is never called among them.

    `mean` and `p90` are None where they have no end in more than one replica of ten. All three are of those who stay;
    `left` is how many of the people give up, and `uncalled` how many others are not called, on average.
    """

    mean: Spread | None
    p90: Spread | None
    over: Spread
    left: float
    uncalled: float


@dataclass(frozen=True, slots=True)
class Compared:
    """The waits of so many people (one at least), without a change and with it.

    `mean` and `p90` are of those who are called either way, if any are, so that they compare the same people; the rest
    is of everybody.
    """

    people: int
    before: Outlook
    after: Outlook


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everybody (None: nobody waits), and by class and by service those who wait, in the order of the scene."""

    everybody: Compared | None
    classes: Mapping[str, Compared]
    services: Mapping[str, Compared]


def weighed(scene: Scene, after: Scene, model: Model, promised: float) -> Comparison:
    """What it does to those who wait in the scene if it were this other one: both are played forward."""
    return compared(forecast(scene, model), forecast(after, model), scene, promised)


def compared(before: Forecast, after: Forecast, scene: Scene, promised: float) -> Comparison:
    """What the change does to those who wait in the scene, or will come to it, with `promised` minutes as the promise.

    Both forecasts are of this scene, the second with a change applied.
    """
    people = [*scene.waiters, *(waiter for _, waiter in scene.coming)]

    def of(some: Sequence[Waiter]) -> Compared:
        both = [_waits(one, scene, some) for one in (before, after)]
        either_way = [all(map(_is_called, waits)) for waits in zip(*both, strict=True)]
        return Compared(len(some), *(_outlook_of_called(waits, either_way, promised) for waits in both))

    return Comparison(
        everybody=of(people) if people else None,
        classes=_by(people, scene.fairness.classes, lambda one: one.class_id, of),
        services=_by(people, scene.services, lambda one: one.service, of),
    )


def outlook(waits: Sequence[Pool], promised: float) -> Outlook:
    """The outlook of some people (one at least) whose whole waits these are: a value for each replica, in its order.

    It is of those who stay: a wait in a replica in which its person gives up is not a number.
    """
    staying = [sorted(wait for wait in replica if not isnan(wait)) for replica in zip(*waits, strict=True)]
    replicas = [replica for replica in staying if replica] or [[inf]]
    left = sum(len(waits) - len(replica) for replica in staying)
    uncalled = sum(wait == inf for replica in staying for wait in replica)
    return Outlook(
        mean=_ended(spread(fsum(replica) / len(replica) for replica in replicas)),
        p90=_ended(spread(replica[ceil(0.9 * len(replica)) - 1] for replica in replicas)),
        over=spread(sum(wait > promised for wait in replica) / len(replica) for replica in replicas),
        left=left / len(staying),
        uncalled=uncalled / len(staying),
    )


def _outlook_of_called(waits: Sequence[Pool], are_called: Sequence[bool], promised: float) -> Outlook:
    """Their outlook, in which the mean and p90 are of those who are called, if any are."""
    everybodys, called = outlook(waits, promised), [*compress(waits, are_called)]
    if not called:
        return everybodys
    theirs = outlook(called, promised)
    return replace(everybodys, mean=theirs.mean, p90=theirs.p90)


def _is_called(waits: Pool) -> bool:
    """Called, or gone, in nine replicas of ten at least."""
    return waits.count(inf) <= 0.1 * len(waits)


def spread(figures: Iterable[float]) -> Spread:
    """The spread of a figure that each replica has; of one replica at least. By nearest rank."""
    ordered = sorted(figures)
    low, mid, high = (ordered[ceil(level * len(ordered)) - 1] for level in (0.1, 0.5, 0.9))
    return Spread(low, mid, high)


def _ended(one: Spread) -> Spread | None:
    return None if one.high == inf else one


def _waits(forecast: Forecast, scene: Scene, people: Iterable[Waiter]) -> list[Pool]:
    """The whole wait of each of these people, replica by replica."""
    return [[(scene.now - one.since) / 60 + minutes for minutes in forecast.by_replica[one.name]] for one in people]


def _by(
    people: Sequence[Waiter],
    names: Iterable[str],
    name_of: Callable[[Waiter], str],
    of: Callable[[Sequence[Waiter]], Compared],
) -> Mapping[str, Compared]:
    """The people of each name that somebody has."""
    parts = {name: [one for one in people if name_of(one) == name] for name in names}
    return {name: of(some) for name, some in parts.items() if some}
