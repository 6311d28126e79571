"""The scene played forward under the model, by the live rule itself: every counter asks `dispatch.choose` in its turn.

One run serves the whole hall: everybody who waits, and for each service and class one newcomer, a ghost, who takes no
counter and skips nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from math import inf
from operator import or_

from lobby.domain.forecast.draws import luck_of
from lobby.domain.forecast.floor import Floor, floor_of
from lobby.domain.forecast.ghosts import Ghosts
from lobby.domain.forecast.model import Model, Pace, Pool
from lobby.domain.forecast.newcomers import Newcomers
from lobby.domain.forecast.people import Person
from lobby.domain.forecast.play import Play
from lobby.domain.forecast.played_counter import PlayedCounter
from lobby.domain.forecast.scene import Scene, Waiter
from lobby.domain.forecast.staying import if_staying

REPLICAS = 200
"""How often a hall is played. 25 are too few: their 80% intervals held 72% (science.md section 2)."""

REPLICAS_OF_MANY = 75
"""How often a hall is played in which more than MANY wait. Where every hall was, the estimates of twelve busy days had
0.5% more error than with 200."""

MANY = 40

HORIZON = 720.0
"""Minutes ahead after which nothing is foretold. Assumed: nobody waits for half a day."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Minutes from now until the call, one for each replica, sorted; infinite where the day ends without one.

    `waits` by the name of everybody who waits or was promised a turn, as they are if they do not give up; `newcomers`
    by (service, class) of somebody who came now. `by_replica` are the waits not sorted, and no number where one gives
    up before: what stands at one place belongs to one replica, whoever's it is.
    """

    waits: Mapping[str, Pool]
    newcomers: Mapping[tuple[str, str], Pool]
    by_replica: Mapping[str, Pool] = field(default_factory=dict)


def forecast(scene: Scene, model: Model, *, only: tuple[str, str] | None = None, horizon: float = HORIZON) -> Forecast:
    """The scene played forward some hundred times, for so many minutes at most.

    `only` one newcomer, by service and class, may be wanted: then each playing ends with its call, and of nobody else
    anything is said.
    """
    everybody = [*scene.waiters, *(waiter for _, waiter in scene.coming)]
    count = REPLICAS if len(everybody) <= MANY else REPLICAS_OF_MANY
    floor = floor_of(scene, model)
    counters = [
        PlayedCounter(place, counter, scene, model, floor, count) for place, counter in enumerate(scene.counters)
    ]
    reached = reduce(or_, (counter.reaches() for counter in counters), 0)
    tiers_first = reduce(or_, (counter.reaches() for counter in counters if counter.vip_first), 0)
    services, classes = (scene.services, scene.classes) if only is None else ([only[0]], [only[1]])
    asked_for = reached if only is None else 0
    caps = scene.fairness.caps
    people = [_person(waiter, scene.now, model, floor, caps, asked_for, count) for waiter in everybody]
    seq = 1 + max((waiter.seq for waiter in everybody), default=0)

    promised = people[len(scene.waiters) :]
    play = Play(
        scene.fairness,
        model,
        floor,
        counters,
        people[: len(scene.waiters)],
        [((at - scene.now) / 60, person) for (at, _), person in zip(scene.coming, promised, strict=True)],
        Newcomers(scene, model, floor, tiers_first, seq + 1, count),
        Ghosts(classes, scene.fairness, scene.now, seq, floor.mask(services) & reached, count),
        count,
        horizon,
    )
    for replica in range(count):
        play.replica(replica)

    staying = if_staying(people, play.ghosts.calls, count)
    return Forecast(
        {waiter.name: pool for waiter, pool in zip(everybody, staying, strict=True) if only is None},
        {
            (service, class_id): play.ghosts.pool(floor.groups[service], class_id, count)
            for service in services
            for class_id in classes
        },
        {
            waiter.name: [inf] * count if person.calls is None else person.calls
            for waiter, person in zip(everybody, people, strict=True)
            if only is None
        },
    )


def _person(
    waiter: Waiter, now: float, model: Model, floor: Floor, caps: Mapping[str, int], reached: int, count: int
) -> Person:
    kind = floor.kinds[waiter.service, waiter.class_id]
    if waiter.slips > 1:
        longer = 1 + model.per_slip * (waiter.slips - 1)
        kind = replace(kind, pace=Pace(kind.pace.minutes * longer, kind.pace.pool))
    since, is_young = (waiter.since - now) / 60, waiter.seniority > now
    luck = luck_of(waiter.seq, count)
    capped = tuple(account for account, skips in waiter.skips.items() if skips >= caps.get(account, 0))
    person = Person(kind, waiter.seniority, waiter.seq, dict(waiter.skips), capped, since, is_young, luck)
    person.calls = [inf] * count if kind.group & reached else None
    return person
