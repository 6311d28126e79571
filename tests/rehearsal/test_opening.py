"""When the day begins, and when it cannot."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lobby.rehearsal.opening import opening
from lobby.rehearsal.settings import CannotPlay
from tests.rehearsal.houses import house

NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
"""In Shanghai."""

GIVEN: dict[str, Any] = {"open": True, "reason": None, "opens_at": None}


def not_given(reason: str) -> dict[str, Any]:
    return {"open": False, "reason": reason, "opens_at": "2026-01-06T00:30:00Z"}


@pytest.mark.parametrize("before", [timedelta(hours=8), timedelta(minutes=20), timedelta(0)])
def test_on_a_fast_clock_the_day_begins_with_the_opening_of_the_counters(before: timedelta) -> None:
    assert opening(house(), NINE - before, GIVEN) == NINE
    assert opening(house(), NINE - before, not_given("before_hours")) == NINE


@pytest.mark.parametrize("after", [timedelta(seconds=1), timedelta(hours=5)])
def test_on_a_fast_clock_that_is_past_the_opening_it_begins_a_real_second_later(after: timedelta) -> None:
    assert opening(house(), NINE + after, GIVEN) == NINE + after + timedelta(minutes=10)


@pytest.mark.parametrize("hours", [-6, -1, 0, 3, 14])
def test_on_the_real_clock_it_begins_at_any_time_of_day(hours: int) -> None:
    now = NINE + timedelta(hours=hours)

    assert opening(house(clock={"speed": 1.0}), now, GIVEN) == now + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("speed", "hours", "reason"),
    [(600.0, -1, "closed_day"), (600.0, 9, "after_last_number"), (1.0, -3, "before_hours")],
)
def test_where_no_numbers_are_given_the_reason_and_the_next_opening_are_named(
    speed: float, hours: int, reason: str
) -> None:
    with pytest.raises(CannotPlay, match=rf"no numbers now \({reason}\); next: 2026-01-06T00:30:00Z"):
        opening(house(clock={"speed": speed}), NINE + timedelta(hours=hours), not_given(reason))
