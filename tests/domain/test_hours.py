"""When numbers are given, and which instants bound a business day."""

from datetime import UTC, date, datetime, time

import pytest

from lobby.domain.hours import Numbers, day_ends_at, day_opens_at, instant, is_business_day, local_day, numbers
from tests.domain.builders import branch, hours

MONDAY = date(2026, 1, 5)


def shanghai(day: int, clock: str) -> datetime:
    """That time of that day of January 2026 in Shanghai, in UTC."""
    return instant(branch(), date(2026, 1, day), time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("08:29:59", Numbers("before_hours", shanghai(5, "08:30"))),
        ("08:30", Numbers(None, None)),
        ("16:44:59", Numbers(None, None)),
        ("16:45", Numbers("after_last_number", shanghai(6, "08:30"))),
        ("23:59:59", Numbers("after_last_number", shanghai(6, "08:30"))),
    ],
)
def test_numbers_are_given_from_the_kiosks_opening_until_before_the_last_number(clock: str, expected: Numbers) -> None:
    found = numbers(branch(), shanghai(5, clock))

    assert found == expected
    assert found.are_given is (expected.reason is None)


def test_on_saturday_evening_the_next_numbers_are_given_on_monday() -> None:
    assert numbers(branch(), shanghai(10, "18:00")) == Numbers("after_last_number", shanghai(12, "08:30"))


def test_on_a_closed_day_it_says_so_and_names_the_next_open_one() -> None:
    house = branch(opening=hours(closed_days=frozenset({MONDAY, date(2026, 1, 6)})))

    assert numbers(house, shanghai(5, "10:00")) == Numbers("closed_day", shanghai(7, "08:30"))


def test_a_branch_closed_for_longer_than_a_fortnight_names_no_day() -> None:
    house = branch(opening=hours(weekdays=frozenset()))

    assert numbers(house, shanghai(5, "10:00")) == Numbers("closed_day", None)


def test_round_the_clock_there_are_always_numbers() -> None:
    house = branch(opening=hours(round_the_clock=True, weekdays=frozenset(), closed_days=frozenset({MONDAY})))

    assert numbers(house, shanghai(5, "03:00")) == Numbers(None, None)
    assert is_business_day(house, MONDAY)


def test_the_day_is_the_one_on_the_branchs_wall() -> None:
    assert local_day(branch(), datetime(2026, 1, 4, 15, 59, 59, tzinfo=UTC)) == date(2026, 1, 4)
    assert local_day(branch(), datetime(2026, 1, 4, 16, 0, tzinfo=UTC)) == MONDAY


def test_a_day_lasts_from_the_kiosks_opening_until_midnight() -> None:
    assert day_opens_at(branch(), MONDAY) == datetime(2026, 1, 5, 0, 30, tzinfo=UTC)
    assert day_ends_at(branch(), MONDAY) == datetime(2026, 1, 5, 16, 0, tzinfo=UTC)


def test_round_the_clock_a_day_lasts_from_midnight_until_midnight() -> None:
    house = branch(opening=hours(round_the_clock=True))

    assert day_ends_at(house, MONDAY) == day_opens_at(house, date(2026, 1, 6))


def test_a_day_on_which_the_clocks_change_still_ends_at_midnight_on_the_wall() -> None:
    berlin = branch(time_zone="Europe/Berlin")

    assert day_ends_at(berlin, date(2026, 3, 28)) == datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert day_ends_at(berlin, date(2026, 3, 29)) == datetime(2026, 3, 29, 22, 0, tzinfo=UTC)
