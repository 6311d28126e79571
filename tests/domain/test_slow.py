"""Why a queue is slow: said just when somebody waits too long, in causes that are true."""

from collections.abc import Sequence
from datetime import time, timedelta

import pytest

from lobby.domain import calls
from lobby.domain.branch import Plan
from lobby.domain.plans import set_plan
from lobby.domain.slow import Cause, SlowCode, why_slow
from lobby.domain.ticket import Wait
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene
from tests.domain.slow_halls import HOUSE, ON_PAPER, PROMISE_MINUTES, STANDARD_MINUTES, busy, goes_on


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, all three counters open and somebody at each, so that whoever comes waits."""
    return busy(Scene(HOUSE), "1", "2", "3")


def codes(scene: Scene, service: str = "cash") -> Sequence[SlowCode] | None:
    """What is said of the queue; None while it is not slow."""
    said = why_slow(scene.hall, scene.now).get(service)
    return None if said is None else [cause.code for cause in said]


def test_a_queue_without_a_printed_wait_is_slow_from_just_after_the_promised_minutes(scene: Scene) -> None:
    scene.issues()
    scene.passes(minutes=PROMISE_MINUTES)
    at_the_promise = codes(scene)

    scene.passes(microseconds=1)

    assert (at_the_promise, codes(scene)) == (None, [SlowCode.LONG_ERRANDS])


def test_a_queue_is_slow_from_just_after_the_last_minute_that_is_printed_on_a_ticket_in_it(scene: Scene) -> None:
    scene.issues(shown=ON_PAPER)
    scene.passes(minutes=15)
    at_the_last_minute = codes(scene)

    scene.passes(microseconds=1)

    assert (at_the_last_minute, codes(scene)) == (None, [SlowCode.LONG_ERRANDS])


def test_no_queue_is_slow_within_the_time_standard_however_little_is_printed(scene: Scene) -> None:
    scene.issues(shown=Wait(0, 0, 0))
    scene.passes(minutes=STANDARD_MINUTES)
    at_the_standard = codes(scene)

    scene.passes(microseconds=1)

    assert (at_the_standard, codes(scene)) == (None, [SlowCode.LONG_ERRANDS])


def test_nobody_waits_and_nothing_is_slow(scene: Scene) -> None:
    scene.passes(hours=2)

    assert why_slow(scene.hall, scene.now) == {}


def test_a_wait_begins_when_the_counters_do_and_not_when_the_kiosk_does() -> None:
    scene = Scene(branch({"1": ("cash",)}, opening=hours()), MONDAY_TEN - timedelta(minutes=90))
    scene.issues()
    scene.passes(minutes=30 + PROMISE_MINUTES)
    twenty_past_nine = codes(scene)

    scene.passes(microseconds=1)

    assert (twenty_past_nine, codes(scene)) == (None, [SlowCode.NO_COUNTER])


def test_who_was_called_and_is_back_waits_from_then_on_and_by_the_promise_alone(scene: Scene) -> None:
    first = scene.issues(shown=ON_PAPER)
    scene.at("1", calls.finish)
    scene.next("1")
    scene.passes(minutes=30)
    scene.returns(first)
    scene.overrides("1", scene.issues())
    scene.passes(minutes=PROMISE_MINUTES)
    at_the_promise = codes(scene)

    scene.passes(microseconds=1)

    assert (at_the_promise, codes(scene)) == (None, [SlowCode.LONG_ERRANDS])


def test_paused_counters_are_told_by_their_reason_and_when_all_are_back(scene: Scene) -> None:
    for counter in ("1", "3"):
        scene.at(counter, calls.finish)
        scene.pauses(counter)
        scene.passes(minutes=1)
    scene.issues()
    goes_on(scene, PROMISE_MINUTES + 1, "2")

    assert why_slow(scene.hall, scene.now)["cash"][0] == Cause(
        SlowCode.PAUSED, counters=("1", "3"), reason="lunch", until=MONDAY_TEN + timedelta(minutes=46)
    )


def test_a_counter_that_still_serves_before_its_pause_is_not_told_as_paused(scene: Scene) -> None:
    scene.pauses("1")
    scene.issues()

    scene.passes(minutes=PROMISE_MINUTES + 1)

    assert codes(scene) == [SlowCode.LONG_ERRANDS]


def test_a_pause_that_stands_in_nobodys_way_is_not_told(scene: Scene) -> None:
    scene.at("2", calls.finish)
    scene.pauses("2")
    scene.serves("2", "loan")
    scene.issues()

    scene.passes(minutes=PROMISE_MINUTES + 1)

    assert SlowCode.PAUSED not in (codes(scene) or [])


def test_fewer_counters_open_than_planned_are_counted() -> None:
    scene = busy(Scene(HOUSE), "1", "2")
    scene.issues()
    goes_on(scene, PROMISE_MINUTES + 1, "1", "2")

    assert why_slow(scene.hall, scene.now)["cash"] == (Cause(SlowCode.FEW_COUNTERS, open=2, planned=3),)


def test_a_counter_that_is_not_meant_to_be_open_yet_or_has_a_break_is_not_missed() -> None:
    scene = busy(Scene(HOUSE), "1", "2")
    scene.issues()
    plan = Plan(time(9), time(17), ((time(10, 21), time(11)),))
    scene.does(lambda hall, now: set_plan(hall, "3", plan, now, "manager"))
    goes_on(scene, 18, "1", "2")
    scene.passes(minutes=2, seconds=59)
    just_before = codes(scene)

    scene.passes(seconds=1)

    assert (just_before, codes(scene)) == ([SlowCode.FEW_COUNTERS], [SlowCode.BUSY])


def test_a_counter_lent_to_the_queue_makes_up_for_one_that_is_closed() -> None:
    scene = busy(Scene(branch({"1": ("cash",), "2": ("cash",), "5": ("loan",)})), "1")
    scene.opens("5", "loan", "cash")
    scene.issues("loan")
    scene.next("5")
    scene.issues()

    scene.passes(minutes=PROMISE_MINUTES + 1)

    assert codes(scene) == [SlowCode.LONG_ERRANDS]


def test_without_any_counter_that_is_all_there_is_to_say(scene: Scene) -> None:
    scene.issues("loan")
    scene.at("2", calls.finish)
    scene.closes("2")

    scene.passes(minutes=PROMISE_MINUTES + 1)

    assert codes(scene, "loan") == [SlowCode.NO_COUNTER]


def test_long_errands_are_told_once_every_open_counter_holds_one_longer_than_its_standard(scene: Scene) -> None:
    scene.issues()
    goes_on(scene, 18, "1", "2", "3")
    scene.passes(minutes=STANDARD_MINUTES)
    at_the_standard = codes(scene)

    scene.passes(microseconds=1)

    assert (at_the_standard, codes(scene)) == ([SlowCode.NO_CALLS], [SlowCode.LONG_ERRANDS])


def test_no_call_is_told_with_since_when_once_none_came_for_a_standard_time(scene: Scene) -> None:
    """S03: the counters are open, and nobody is called."""
    scene.issues(shown=ON_PAPER)
    scene.passes(minutes=6)
    for counter in ("1", "2", "3"):
        scene.at(counter, calls.finish)
    scene.passes(minutes=STANDARD_MINUTES - 1, seconds=59)
    before = codes(scene)

    scene.passes(seconds=1)

    assert before == [SlowCode.BUSY]
    assert why_slow(scene.hall, scene.now)["cash"] == (
        Cause(SlowCode.NO_CALLS, since=MONDAY_TEN + timedelta(minutes=6)),
    )


def test_no_call_is_told_since_somebody_waits_and_not_since_the_last_one_hours_ago() -> None:
    scene = Scene(HOUSE)
    scene.opens("1")
    scene.opens("2")
    scene.opens("3")
    scene.passes(hours=2)
    scene.issues()

    scene.passes(minutes=PROMISE_MINUTES + 1)

    assert why_slow(scene.hall, scene.now)["cash"] == (Cause(SlowCode.NO_CALLS, since=MONDAY_TEN + timedelta(hours=2)),)


def test_when_nothing_stands_still_it_is_said_how_many_wait_and_how_many_counters_work(scene: Scene) -> None:
    scene.issues()
    scene.issues()

    goes_on(scene, PROMISE_MINUTES + 1, "1", "2", "3")

    assert why_slow(scene.hall, scene.now)["cash"] == (Cause(SlowCode.BUSY, open=3, waiting=2),)


def test_at_most_two_causes_are_told_the_plainest_first() -> None:
    scene = busy(Scene(HOUSE), "1", "2")
    scene.at("1", calls.finish)
    scene.pauses("1")
    scene.issues()

    scene.passes(minutes=PROMISE_MINUTES + 1)

    assert codes(scene) == [SlowCode.PAUSED, SlowCode.FEW_COUNTERS]
