"""What people are told of their wait: a forecast less what has passed since, or the formula; and the range shown."""

from dataclasses import astuple, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain import calls, simple_wait
from lobby.domain.branch import ORDINARY
from lobby.domain.estimate import LEAST_LONGER, Waits, holder, holders, newcomer, shown, sooner, steadied
from lobby.domain.simple_wait import Prospect
from lobby.domain.ticket import Wait
from tests.domain.builders import branch
from tests.domain.scene import Scene

HOUSE = branch({"1": ("cash",), "2": ("loan",)})
FIRST, SECOND, GHOST = Wait(1, 4, 9), Wait(6, 11, 22), Wait(12, 20, 31)


@pytest.fixture
def scene() -> Scene:
    """Counter 1 has called A001; A002 and A003 wait."""
    scene = Scene(HOUSE)
    scene.opens("1")
    for _ in range(3):
        scene.issues()
    scene.next("1")
    return scene


def foretold(scene: Scene) -> Waits:
    """What is foretold of the scene as it stands: nobody is expected to serve loans."""
    holders_ = {"A002": FIRST, "A003": SECOND}
    return Waits(scene.hall.seq, scene.now, holders_, {("cash", ORDINARY): GHOST, ("loan", ORDINARY): None})


def test_a_wait_is_the_one_foretold_less_what_has_passed_and_ahead_is_counted(scene: Scene) -> None:
    waits = foretold(scene)
    scene.passes(minutes=2)

    every = holders(scene.hall, waits, scene.now)

    assert every == {"A002": Prospect(0, Wait(0, 2, 7), True), "A003": Prospect(1, Wait(4, 9, 20), True)}
    assert every["A003"] == holder(scene.hall, waits, scene.ticket("A003"), scene.now)
    assert newcomer(scene.hall, waits, "cash", ORDINARY, scene.now) == Prospect(2, Wait(10, 18, 29), True)


def test_where_nobody_is_expected_to_serve_there_is_no_number(scene: Scene) -> None:
    assert newcomer(scene.hall, foretold(scene), "loan", ORDINARY, scene.now).wait is None


def test_once_a_counter_has_opened_nobody_is_told_that_none_serves(scene: Scene) -> None:
    waits = foretold(scene)
    number = scene.issues("loan")
    scene.opens("2")

    told = newcomer(scene.hall, waits, "loan", ORDINARY, scene.now)
    held = holder(scene.hall, waits, scene.ticket(number), scene.now)

    assert told == simple_wait.newcomer(scene.hall, {}, "loan", ORDINARY, scene.now)
    assert told.wait is not None
    assert held == simple_wait.holder(scene.hall, {}, scene.ticket(number), scene.now)


def test_with_a_counter_only_planned_the_wait_is_the_one_foretold(scene: Scene) -> None:
    waits = Waits(scene.hall.seq, scene.now, {}, {("loan", ORDINARY): GHOST})

    assert simple_wait.newcomer(scene.hall, {}, "loan", ORDINARY, scene.now).wait is None
    assert newcomer(scene.hall, waits, "loan", ORDINARY, scene.now).wait == GHOST


def test_who_came_after_the_forecast_keeps_what_the_ghost_was_told(scene: Scene) -> None:
    waits = foretold(scene)
    number = scene.issues(shown=GHOST)
    scene.passes(minutes=1)

    assert holder(scene.hall, waits, scene.ticket(number), scene.now) == Prospect(2, Wait(11, 19, 30), True)


def test_who_waits_again_since_the_forecast_is_told_by_the_formula(scene: Scene) -> None:
    waits = foretold(scene)
    scene.at("1", calls.finish)
    scene.returns("A001")

    told = holder(scene.hall, waits, scene.ticket("A001"), scene.now)

    assert told == simple_wait.holder(scene.hall, {}, scene.ticket("A001"), scene.now)


def test_who_was_sent_elsewhere_since_the_forecast_is_not_told_the_wait_for_where_they_were(scene: Scene) -> None:
    waits = foretold(scene)
    scene.opens("2")
    scene.issues("loan")
    scene.next("2")
    scene.at("1", calls.finish)
    scene.next("1")
    scene.passes(seconds=30)
    scene.transfers("A002", "loan")

    told = holder(scene.hall, waits, scene.ticket("A002"), scene.now)

    assert told == simple_wait.holder(scene.hall, {}, scene.ticket("A002"), scene.now)


def test_with_nothing_foretold_it_is_the_formula(scene: Scene) -> None:
    ticket, times = scene.ticket("A003"), {"cash": (3.0, 4.0)}
    waits = Waits(times=times)

    assert newcomer(scene.hall, waits, "cash", ORDINARY, scene.now) == simple_wait.newcomer(
        scene.hall, times, "cash", ORDINARY, scene.now
    )
    assert holder(scene.hall, waits, ticket, scene.now) == simple_wait.holder(scene.hall, times, ticket, scene.now)


def test_a_free_counter_is_no_wait_whatever_was_foretold(scene: Scene) -> None:
    waits = foretold(scene)
    for _ in range(3):
        scene.at("1", calls.finish_then_next)

    assert newcomer(scene.hall, waits, "cash", ORDINARY, scene.now) == Prospect(0, Wait(0, 0, 0))


def test_the_waits_in_a_picture_are_of_the_seq_of_their_forecast_or_of_the_picture(scene: Scene) -> None:
    waits, before = foretold(scene), scene.hall
    scene.issues()

    assert waits.seq_in(scene.hall) == before.seq
    assert Waits().seq_in(scene.hall) == scene.hall.seq
    assert foretold(scene).seq_in(before) == before.seq


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (Wait(4, 9, 22.9), Wait(4, 9, 20)),
        (Wait(4, 9, 23), Wait(4, 9, 23)),
        (Wait(6.9, 11.9, 19), Wait(4, 9, 19)),
        (Wait(7, 12, 19), Wait(7, 12, 19)),
        (Wait(1, 5, 12), Wait(1, 5, 12)),
        (Wait(10, 10.5, 11), Wait(9, 9, 11)),
    ],
)
def test_a_wait_gets_longer_by_three_minutes_or_not_at_all_and_shorter_at_once(
    scene: Scene, after: Wait, told: Wait
) -> None:
    waits = foretold(scene)
    scene.passes(minutes=2)  # of 6, 11 and 22 minutes are left 4, 9 and 20

    then = steadied(scene.hall, waits, replace(waits, at=scene.now, holders={"A003": after}), scene.now)

    assert then.holders["A003"] == told


def test_the_first_forecast_of_a_ticket_is_compared_with_what_it_says(scene: Scene) -> None:
    waits = foretold(scene)
    number = scene.issues(shown=GHOST)
    scene.passes(minutes=1)

    later = Wait(12, 20, 32)  # of 12, 20 and 31 minutes are left 11, 19 and 30
    fresh = Waits(scene.hall.seq, scene.now, {number: later, "A002": None}, {})
    then = steadied(scene.hall, waits, fresh, scene.now)
    without = steadied(scene.hall, Waits(), fresh, scene.now)

    assert then.holders == {number: Wait(11, 19, 30), "A002": None}
    assert without == fresh


@pytest.mark.parametrize(("mid", "told"), [(22, 20), (17.5, 20), (17, 17), (23, 23)])
def test_the_middle_stays_for_little_news_either_way(scene: Scene, mid: float, told: float) -> None:
    waits = replace(foretold(scene), holders={"A003": Wait(10, 20, 40)})

    then = steadied(scene.hall, waits, replace(waits, holders={"A003": Wait(9, mid, 40)}), scene.now)

    assert then.holders["A003"] == Wait(9, told, 40)


WAITS = st.lists(st.floats(0, 120), min_size=3, max_size=3).map(lambda ends: Wait(*sorted(ends)))


@given(WAITS, WAITS)
def test_whatever_was_said_before_a_wait_stays_in_order_and_moves_later_by_no_little_step(
    before: Wait, after: Wait
) -> None:
    scene = Scene(HOUSE)
    scene.issues()
    said = Waits(scene.hall.seq, scene.now, {"A001": before}, {})

    told = steadied(scene.hall, said, replace(said, holders={"A001": after}), scene.now).holders["A001"]

    assert told is not None
    assert told.low <= told.mid <= told.high <= after.high
    for one, other in zip(astuple(told), astuple(before), strict=True):
        assert one <= other or one >= other + LEAST_LONGER


@given(st.floats(0, 200), st.floats(0, 50), st.floats(0, 50), st.floats(0, 400))
def test_what_passes_makes_no_wait_negative_nor_says_to_who_waits_that_it_waits_no_more(
    low: float, more: float, most: float, minutes: float
) -> None:
    wait = Wait(low, low + more, low + more + most)

    left = sooner(wait, timedelta(minutes=minutes))

    assert 0 <= left.low <= left.mid <= left.high <= wait.high
    assert shown(left) != (0, 0) or wait.high == 0


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, (0, 0)),
        (0, 0.1, (0, 1)),
        (0.2, 0.3, (0, 1)),
        (9.9, 9.9, (9, 10)),
        (9.9, 10, (9, 10)),
        (9.9, 10.1, (9, 15)),
        (10, 10.1, (10, 15)),
        (10.1, 14.9, (10, 15)),
        (14.9, 15.1, (10, 20)),
        (24.1, 33, (20, 35)),
        (15, 35, (15, 35)),
    ],
)
def test_the_range_for_people_is_rounded_outwards(low: float, high: float, expected: tuple[int, int]) -> None:
    assert shown(Wait(low, (low + high) / 2, high)) == expected


@given(st.floats(0, 300), st.floats(0, 300))
def test_the_range_for_people_holds_the_wait_and_is_empty_only_for_no_wait(one: float, other: float) -> None:
    low, high = sorted((one, other))

    left, right = shown(Wait(low, low, high))

    assert left <= low
    assert right >= high
    assert left < right or high == 0
