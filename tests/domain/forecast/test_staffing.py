"""What counters do, learned from what they did."""

import pytest

from lobby.domain.forecast.staffing import BETWEEN_MINUTES, LATE_MINUTES, PAUSE_MINUTES, PAUSES, Staffing


def having_helped(*waiting: int) -> Staffing:
    staffing = Staffing()
    for count in waiting:
        staffing.helped("5", count)
    return staffing


def test_before_anything_happened_counters_are_as_people_assume() -> None:
    staffing = Staffing()

    assert staffing.pauses() == PAUSES
    assert set(staffing.between()) == set(BETWEEN_MINUTES)
    assert set(staffing.pause_minutes()) == set(PAUSE_MINUTES)
    assert set(staffing.late_minutes()) == set(LATE_MINUTES)
    assert staffing.reserves() == {}


def test_pauses_are_counted_by_the_hours_in_which_there_could_be_one() -> None:
    staffing = Staffing()
    for _ in range(100):
        staffing.was_open(4)
        staffing.paused(12)

    assert staffing.pauses() == pytest.approx(0.25, rel=0.05)
    assert set(staffing.pause_minutes()) == {12.0}


@pytest.mark.parametrize("minutes", [-5.0, 180.5])
def test_who_was_away_for_hours_had_left_and_nobody_is_away_for_less_than_nothing(minutes: float) -> None:
    staffing = Staffing()
    before = staffing.kept()

    staffing.paused(minutes)

    assert staffing.kept() == before


def test_a_counter_that_calls_nobody_for_ten_minutes_was_away() -> None:
    staffing = Staffing()
    for minutes in (*[0.2] * 40, 10.0, 10.1):
        staffing.free_for(minutes)

    assert staffing.between() == (*[0.2] * 40, 10.0)
    assert staffing.pauses() > PAUSES
    assert staffing.kept()["pause_minutes"] == [10_100]


def test_a_counter_that_helps_out_when_so_many_wait_is_expected_to() -> None:
    assert having_helped(8, 9, 7).reserves() == {"5": 8}


def test_two_openings_are_chance() -> None:
    assert having_helped(8, 8).reserves() == {}


def test_who_opens_whoever_waits_does_not_open_for_that() -> None:
    assert having_helped(1, 9, 2, 14, 0).reserves() == {}


def test_three_openings_on_three_days_are_enough_too() -> None:
    staffing = having_helped(8)
    for _ in range(2):
        staffing.end_day()
        staffing.helped("5", 8)

    assert staffing.reserves() == {"5": pytest.approx(8, rel=0.01)}


def test_what_was_long_ago_says_less() -> None:
    staffing = Staffing()
    for hours in (4.0, 40.0):
        for _ in range(120):
            staffing.was_open(hours)
            staffing.paused(10)
            staffing.end_day()

    assert staffing.pauses() < 1.5 / 40
