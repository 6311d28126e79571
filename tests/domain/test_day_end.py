"""How a day ends: what was left open closes by itself, and everybody who took a number is counted."""

from typing import Any

import pytest

from lobby.domain import calls
from lobby.domain.counter import CounterState
from lobby.domain.fact import SYSTEM, Kind
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene
from tests.domain.test_days import CASH, shanghai, told


def scene_at(day: int, clock: str, **settings: Any) -> Scene:
    """A branch with two counters for cash that somebody comes by for the first time at that instant."""
    return Scene(branch({"1": CASH, "2": CASH}, **settings), shanghai(day, clock))


def test_a_counter_left_open_closes_by_itself_when_nobody_is_left_and_the_day_with_it() -> None:
    scene = scene_at(5, "16:30")
    scene.opens("1")
    scene.opens("2")
    scene.passes(minutes=40, microseconds=-1)
    assert scene.hall.counters["1"].state is CounterState.OPEN

    facts = scene.passes(microseconds=1)

    closed = shanghai(5, "17:10")
    assert told(facts) == [("counter_closed", closed), ("counter_closed", closed), ("day_closed", closed)]
    assert {fact.actor for fact in facts} == {SYSTEM}


def test_a_counter_left_open_has_its_time_from_the_last_thing_that_happened() -> None:
    scene = scene_at(5, "16:30")
    scene.opens("1")
    scene.issues()
    scene.next("1")
    scene.clock = shanghai(5, "17:25")
    scene.at("1", calls.finish)

    facts = scene.passes(hours=1)

    assert told(facts) == [("counter_closed", shanghai(5, "17:35")), ("day_closed", shanghai(5, "17:35"))]


@pytest.mark.parametrize("state", ["waiting", "parked", "called"])
def test_no_counter_closes_by_itself_while_somebody_is_to_be_served(state: str) -> None:
    scene = scene_at(5, "16:30")
    scene.opens("1")
    number = scene.issues()
    if state == "parked":
        scene.parks(number, minutes=240)
    elif state == "called":
        scene.next("1")

    scene.clock = shanghai(5, "19:00")
    scene.passes()

    assert scene.hall.counters["1"].state is CounterState.OPEN
    assert scene.hall.tickets[number].state.value == state


def test_round_the_clock_no_counter_closes_at_the_hour_that_is_only_words() -> None:
    scene = scene_at(5, "16:30", opening=hours(round_the_clock=True))
    scene.opens("1")

    scene.passes(hours=3)

    assert scene.hall.counters["1"].state is CounterState.OPEN


def test_a_closed_day_counts_who_was_served_who_left_and_who_was_not_served() -> None:
    scene = scene_at(5, "10:00", machines={"m1": CASH})
    scene.opens("1")
    numbers = [scene.issues() for _ in range(7)]
    for _ in range(3):
        scene.next("1")
        scene.at("1", calls.finish)
    scene.undoes(numbers[2])
    scene.at("1", calls.finish)
    scene.returns(numbers[0])
    scene.cancels(numbers[3])
    scene.sends_to("m1", numbers[4])
    scene.clock = shanghai(6, "00:00")

    closed = scene.passes()[-1]

    assert (closed.kind, closed.detail) == (Kind.DAY_CLOSED, {"served": 2, "left": 2, "unserved": 3})


def test_each_day_is_counted_by_itself() -> None:
    scene = scene_at(5, "10:00")
    scene.issues()
    scene.clock = shanghai(6, "10:00")
    scene.passes()
    scene.clock = shanghai(7, "00:00")

    closed = scene.passes()[-1]

    assert closed.detail == {"served": 0, "left": 0, "unserved": 0}
