"""Which services would be left with too few counters (S31), and which are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from lobby.domain.cover import Uncovered, uncovered, uncovered_without
from lobby.domain.errors import NotFound
from lobby.domain.fact import Fact
from lobby.domain.hours import instant
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene

COUNTERS = {"1": ("cash", "transfer"), "2": ("cash",), "3": ("transfer",)}


def scene_with(minimum: Mapping[str, int] | None = None, *, at: datetime = MONDAY_TEN, **settings: Any) -> Scene:
    """Three counters, none open yet, of a branch with these minimums."""
    return Scene(replace(branch(COUNTERS, **settings), minimum_counters=minimum or {}), at)


def at(clock: str) -> datetime:
    """That time of Monday in Shanghai."""
    return instant(branch(), date(2026, 1, 5), time.fromisoformat(clock))


def without(scene: Scene, counter: str) -> tuple[Uncovered, ...]:
    """What would be left if that counter paused now."""
    return uncovered_without(scene.hall, counter, scene.now)


def detail(facts: list[Fact]) -> Mapping[str, Any]:
    """What the last of these facts says beside its kind."""
    return facts[-1].detail


def test_whoever_waits_for_what_nobody_else_serves_is_left_uncovered() -> None:
    scene = scene_with()
    scene.opens("1")
    scene.opens("3")
    for service in ("cash", "cash", "transfer"):
        scene.issues(service)

    assert without(scene, "1") == (Uncovered("cash", waiting=2, counters_left=0, minimum=0),)
    assert without(scene, "3") == ()


def test_without_anybody_waiting_and_without_a_minimum_a_counter_may_go() -> None:
    scene = scene_with()
    scene.opens("1")

    assert without(scene, "1") == ()


def test_below_its_minimum_a_service_counts_while_numbers_are_given_whoever_waits() -> None:
    scene = scene_with({"cash": 2})
    for counter in ("1", "2", "3"):
        scene.opens(counter)

    assert without(scene, "2") == (Uncovered("cash", waiting=0, counters_left=1, minimum=2),)
    assert without(scene, "3") == ()


def test_counters_that_are_paused_or_will_be_after_their_customer_do_not_count() -> None:
    scene = scene_with({"cash": 1})
    scene.opens("1")
    scene.opens("2")
    scene.issues("cash")
    scene.issues("cash")
    scene.next("1")
    assert without(scene, "2") == ()

    scene.pauses("1")

    assert scene.hall.counters["1"].ticket is not None
    assert without(scene, "2") == (Uncovered("cash", waiting=1, counters_left=0, minimum=1),)


def test_a_counter_that_calls_nobody_anyway_leaves_nothing() -> None:
    scene = scene_with({"cash": 2})
    scene.opens("1")
    scene.pauses("1")

    assert (without(scene, "1"), without(scene, "2")) == ((), ())
    with pytest.raises(NotFound, match="unknown_counter"):
        without(scene, "9")


def test_a_lent_counter_counts_for_what_it_serves_now() -> None:
    scene = scene_with()
    scene.opens("2")
    scene.opens("3")
    scene.serves("3", "cash")
    scene.issues("cash")
    scene.issues("transfer")

    assert without(scene, "2") == ()
    assert uncovered(scene.hall, scene.now) == (Uncovered("transfer", waiting=1, counters_left=0, minimum=0),)


def test_as_things_stand_every_service_with_too_few_counters_is_named_in_order() -> None:
    scene = scene_with({"cash": 2, "transfer": 1})
    scene.opens("2")

    assert uncovered(scene.hall, scene.now) == (
        Uncovered("cash", waiting=0, counters_left=1, minimum=2),
        Uncovered("transfer", waiting=0, counters_left=0, minimum=1),
    )
    scene.opens("1")
    assert uncovered(scene.hall, scene.now) == ()


def test_before_the_counters_open_people_wait_for_nobodys_fault() -> None:
    scene = scene_with({"cash": 2}, at=at("08:40"))
    scene.issues("cash")
    scene.clock = at("08:59:59")
    assert uncovered(scene.hall, scene.now) == ()

    scene.passes(seconds=1)

    assert uncovered(scene.hall, scene.now) == (Uncovered("cash", waiting=1, counters_left=0, minimum=2),)


def test_round_the_clock_there_is_no_before() -> None:
    scene = scene_with({"cash": 1}, at=at("03:00"), opening=hours(round_the_clock=True))

    assert [one.service for one in uncovered(scene.hall, scene.now)] == ["cash"]


def test_after_the_last_number_only_who_still_waits_counts() -> None:
    scene = scene_with({"cash": 2}, at=at("16:40"))
    scene.opens("1")
    scene.opens("2")
    scene.issues("cash")
    scene.clock = at("16:45")
    waiting = without(scene, "1")
    scene.next("2")

    assert waiting == (Uncovered("cash", waiting=1, counters_left=1, minimum=2),)
    assert without(scene, "1") == ()


def test_while_the_day_is_closed_nothing_is_uncovered() -> None:
    scene = scene_with({"cash": 2}, at=at("08:29"))

    assert uncovered(scene.hall, scene.now) == ()


def test_the_journal_keeps_what_a_pause_or_a_closing_left_and_nothing_where_it_left_nothing() -> None:
    scene = scene_with({"cash": 2})
    for counter in ("1", "2"):
        scene.opens(counter)
    left = {"service": "cash", "waiting": 0, "counters_left": 1, "minimum": 2}

    scene.pauses("1")
    paused = detail(scene.facts)
    scene.resumes("1")
    scene.closes("2")
    closed = detail(scene.facts)
    scene.opens("3")
    scene.pauses("3")

    assert paused == {"reason": "lunch", "uncovered": [left]}
    assert closed == {"uncovered": [left]}
    assert detail(scene.facts) == {"reason": "lunch"}
