"""A hall in which chance plays: counters lent by themselves do not go to and fro."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from lobby.domain import calls
from lobby.domain.branch import LendingMeasure, LendingMode
from lobby.domain.counter import CounterState
from lobby.domain.flexible import left_short
from tests.domain.lending_halls import lending_branch, staffed, ticks
from tests.domain.scene import Scene

LEND_AT, RETURN_AT = 6, 2
SEEDS = range(25)
MEASURES = pytest.mark.parametrize("measure", LendingMeasure)


def hall(measure: LendingMeasure, seed: int) -> tuple[Scene, Random]:
    """Everybody at work, lent by itself, one counter of transfers kept."""
    served = {"1": ("cash",), "2": ("cash",), "3": ("transfer",), "4": ("transfer",), "5": ("corporate",)}
    flexible = {"3": ("cash",), "4": ("cash",), "5": ("cash", "transfer")}
    thresholds = (LEND_AT, RETURN_AT) if measure is LendingMeasure.WAITING else (25, 10)
    house = lending_branch(
        mode=LendingMode.AUTOMATIC,
        measure=measure,
        lend_at=thresholds[0],
        return_at=thresholds[1],
        minimum={"transfer": 1},
        served=served,
        flexible=flexible,
    )
    patient = replace(house, calls=replace(house.calls, ready=timedelta(hours=9)))  # nobody's counter lapses here
    return staffed(patient, *served), Random(seed)


def plays(scene: Scene, random: Random, rate: float) -> None:
    """A minute or less, in which somebody may come, and somebody may be served."""
    scene.passes(seconds=random.randint(5, 60))
    if random.random() < rate:
        scene.issues(random.choices(("cash", "transfer", "corporate"), (12, 2, 1))[0])
    working = [counter.id for counter in scene.hall.counters.values() if counter.state is CounterState.OPEN]
    if random.random() < 0.9:
        scene.at(random.choice(working), calls.finish_then_next)


def people(scene: Scene, service: str) -> int:
    """Those who wait for the service, or would without the counters that are lent to it."""
    lent = [counter for counter in scene.hall.counters.values() if service in counter.lent and counter.ticket]
    helped = [scene.hall.tickets[counter.ticket].service for counter in lent if counter.ticket]
    return scene.hall.count_waiting([service]) + helped.count(service)


def crossings(series: list[int], up: int, down: int) -> int:
    """How often the series came up to the one threshold and then down to the other."""
    count, is_up = 0, False
    for value in series:
        if value <= down if is_up else value >= up:
            count, is_up = count + 1, not is_up
    return count


@pytest.mark.parametrize("seed", SEEDS)
def test_counters_move_no_more_often_than_the_queues_cross_from_one_threshold_to_the_other(seed: int) -> None:
    scene, random = hall(LendingMeasure.WAITING, seed)
    seen: dict[str, list[int]] = {"cash": [], "transfer": [], "corporate": []}
    switches = 0

    for minute in range(500):
        plays(scene, random, 0.75 if minute // 50 % 2 == 0 else 0.1)
        is_new = True
        while is_new:
            for service, series in seen.items():
                series.append(people(scene, service))
            is_new = ticks(scene) is not None
            switches += is_new

    helped = sum(crossings(seen["cash"], LEND_AT * place, RETURN_AT * place) for place in (1, 2))
    own = sum(crossings(seen[service], LEND_AT, RETURN_AT) for service in ("transfer", "corporate"))
    assert switches > 4
    assert switches <= helped + 2 * own


@MEASURES
@pytest.mark.parametrize("seed", SEEDS)
def test_at_one_instant_no_counter_goes_and_comes_again(measure: LendingMeasure, seed: int) -> None:
    scene, random = hall(measure, seed)
    moved = 0

    for minute in range(150):
        plays(scene, random, 0.75 if minute // 50 % 2 == 0 else 0.1)
        steps = []
        while step := ticks(scene):
            steps.append((step.counter, step.deed))
            assert len(steps) == len(set(steps)), steps
        moved += len(steps)

    assert moved > 0


@MEASURES
@pytest.mark.parametrize("seed", SEEDS)
def test_where_nobody_comes_or_goes_each_counter_moves_at_most_once(measure: LendingMeasure, seed: int) -> None:
    scene, random = hall(measure, seed)
    for _ in range(60):
        plays(scene, random, 0.9)
    while ticks(scene):
        pass
    counters = []

    for _ in range(200):
        scene.passes(seconds=10)
        if step := ticks(scene):
            counters.append(step.counter)

    assert len(counters) == len(set(counters))


@MEASURES
@pytest.mark.parametrize("seed", SEEDS)
def test_no_lent_counter_leaves_its_own_services_below_their_minimum(measure: LendingMeasure, seed: int) -> None:
    scene, random = hall(measure, seed)
    lent = 0

    for _ in range(150):
        plays(scene, random, 0.9)
        if random.random() < 0.1:
            counter = random.choice(("3", "4"))
            paused = scene.hall.counters[counter].state is CounterState.PAUSED
            (scene.resumes if paused else scene.pauses)(counter)
        while ticks(scene):
            pass
        away = [one.id for one in scene.hall.counters.values() if one.lent]
        lent += len(away)
        assert [counter for counter in away if left_short(scene.hall, counter)] == []

    assert lent > 0
