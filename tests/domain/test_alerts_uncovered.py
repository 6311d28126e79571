"""Too few counters for a service that somebody waits for: told at its instant, never before they should be open."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from lobby.domain import calls
from lobby.domain.alerts import Alert, AlertKind, Level, alerts
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene

COUNTERS = {"1": ("cash",), "2": ("cash",), "3": ("transfer",)}


def hall(minimum: int = 0) -> Scene:
    """Monday at ten, every counter open; so many should serve cash."""
    scene = Scene(replace(branch(COUNTERS), minimum_counters={"cash": minimum}))
    for counter in COUNTERS:
        scene.opens(counter)
    return scene


def told(scene: Scene) -> list[Alert]:
    """What is said of too few counters."""
    return [alert for alert in alerts(scene.hall, scene.now) if alert.kind is AlertKind.UNCOVERED]


def cash(level: Level, minutes: float, n: int, left: str) -> Alert:
    """Too few counters for cash since so many minutes after ten, for n people; `left` was the last to leave."""
    since = MONDAY_TEN + timedelta(minutes=minutes)
    return Alert(AlertKind.UNCOVERED, level, since, "cash", counter=left, service="cash", n=n)


def test_who_waits_for_what_nobody_serves_is_told_of_soon_and_a_counter_that_opens_ends_it() -> None:
    scene = hall()
    scene.closes("1")
    scene.issues()
    scene.passes(minutes=1)
    scene.closes("2")
    scene.passes(minutes=4, seconds=59)
    before = told(scene)

    scene.passes(seconds=1)
    uncovered = told(scene)
    scene.opens("1")

    assert before == []
    assert uncovered == [cash(Level.DANGER, 1, 1, left="2")]
    assert told(scene) == []


@pytest.mark.parametrize(("minimum", "expected"), [(2, [cash(Level.WARN, 0, 1, left="2")]), (1, [])])
def test_fewer_than_the_minimum_is_less_grave_than_none(minimum: int, expected: list[Alert]) -> None:
    scene = hall(minimum)
    scene.pauses("2")
    scene.issues()

    scene.passes(minutes=5)

    assert told(scene) == expected


def test_it_begins_with_the_first_who_waits_and_ends_with_the_last() -> None:
    scene = hall(2)
    scene.closes("2")
    scene.passes(minutes=30)
    nobody_waits = told(scene)
    first = scene.issues()
    scene.passes(minutes=5)
    waits = told(scene)

    scene.cancels(first)

    assert (nobody_waits, told(scene)) == ([], [])
    assert waits == [cash(Level.WARN, 30, 1, left="2")]


def test_a_counter_that_pauses_after_its_customer_has_left_only_then() -> None:
    scene = hall()
    scene.closes("2")
    scene.issues()
    scene.next("1")
    scene.issues()
    scene.pauses("1")
    scene.passes(minutes=7)
    serving = told(scene)
    scene.at("1", calls.finish)
    just_left = told(scene)

    scene.passes(minutes=5)

    assert (serving, just_left) == ([], [])
    assert told(scene) == [cash(Level.DANGER, 7, 1, left="1")]


def test_while_no_counter_is_open_at_all_that_is_said_and_nothing_of_each_service() -> None:
    scene = hall()
    for counter in COUNTERS:
        scene.closes(counter)
    scene.issues()
    scene.passes(minutes=5)

    assert [alert.kind for alert in alerts(scene.hall, scene.now)] == [AlertKind.NOBODY_OPEN]


def test_before_the_counters_should_be_open_nothing_is_missing() -> None:
    opening = hours(opens_at=time(10, 30), closes_at=time(17), kiosk_opens_at=time(9))
    scene = Scene(branch(COUNTERS, opening=opening))
    scene.opens("3")
    scene.issues()
    scene.passes(minutes=34)
    before = told(scene)

    scene.passes(minutes=1)

    assert before == []
    assert told(scene) == [cash(Level.DANGER, 30, 1, left="1")]
