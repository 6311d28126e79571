"""Halls with flexible counters for tests: a branch that lends, and the two ways in which chance plays with one.

Counters 1 and 2 serve cash, 3 transfers, 5 companies. 3 may be lent to cash, 5 to cash and transfers.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from lobby.domain.branch import Branch, Lending, LendingMeasure, LendingMode
from lobby.domain.flexible import lend, take_back
from lobby.domain.lending import Step, advice, by_itself, made
from lobby.domain.simple_wait import Times
from tests.domain.builders import branch
from tests.domain.scene import Scene

NOTHING: Times = {}
SERVED = {"1": ("cash",), "2": ("cash",), "3": ("transfer",), "5": ("corporate",)}
FLEXIBLE = {"3": ("cash",), "5": ("cash", "transfer")}


def lending_branch(
    *,
    mode: LendingMode = LendingMode.ADVISE,
    measure: LendingMeasure = LendingMeasure.WAITING,
    lend_at: int = 6,
    return_at: int = 2,
    minimum: Mapping[str, int] | None = None,
    served: Mapping[str, tuple[str, ...]] = SERVED,
    flexible: Mapping[str, tuple[str, ...]] = FLEXIBLE,
) -> Branch:
    """A branch that lends these counters so, and leaves one alone for a quarter of an hour."""
    made_of = branch(served)
    plans = {id_: replace(plan, flexible=flexible.get(id_, ())) for id_, plan in made_of.counters.items()}
    rules = Lending(mode, measure, lend_at, return_at, timedelta(minutes=15), minimum or {})
    return replace(made_of, counters=plans, lending=rules)


def all_flexible(house: Branch) -> Branch:
    """The branch with every counter flexible to whatever it does not serve, lending by itself at the least need."""
    plans = {
        plan.id: replace(plan, flexible=tuple(service for service in house.services if service not in plan.services))
        for plan in house.counters.values()
    }
    rules = Lending(LendingMode.AUTOMATIC, LendingMeasure.WAITING, 2, 1, timedelta(minutes=15), {})
    return replace(house, counters=plans, lending=rules)


def staffed(house: Branch, *counters: str) -> Scene:
    """Monday at ten, with these counters open."""
    scene = Scene(house)
    for counter in counters:
        scene.opens(counter)
    return scene


def come(scene: Scene, count: int, service: str = "cash") -> None:
    """So many take a number."""
    for _ in range(count):
        scene.issues(service)


def steps(scene: Scene) -> list[Step]:
    """What is advised now."""
    return advice(scene.hall, NOTHING, scene.now)


def lends(scene: Scene, counter: str, *services: str, actor: str = "manager") -> None:
    """The counter is lent, to these services or to all that it may be lent to."""
    scene.does(lambda hall, now: lend(hall, counter, services or None, None, now, actor))


def takes_back(scene: Scene, counter: str, actor: str = "manager") -> None:
    """The counter is taken back."""
    scene.does(lambda hall, now: take_back(hall, counter, now, actor))


def ticks(scene: Scene) -> Step | None:
    """A second's timer comes by: the step that it made, None if none."""
    step = by_itself(scene.hall, NOTHING, scene.now)
    if step is not None:
        scene.does(lambda hall, now: made(hall, step, now, "system"))
    return step
