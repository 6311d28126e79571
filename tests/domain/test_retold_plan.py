"""When a counter is meant to be open, read from a journal: in instants, or in times on the branch's wall."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from lobby.domain.retold_plan import plan_told

SHANGHAI = timezone(timedelta(hours=8))
BEGAN = datetime(2026, 1, 5, 8, 30, tzinfo=SHANGHAI)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, 5, hour, minute, tzinfo=SHANGHAI)


def planned(opens_at: Any, closes_at: Any, *breaks: Any) -> dict[str, Any]:
    return {"opens_at": opens_at, "closes_at": closes_at, "breaks": list(breaks)}


def test_times_on_the_wall_are_of_the_day_and_the_offset_with_which_it_began() -> None:
    assert plan_told(planned("09:00", "17:00:00"), BEGAN) == ((at(9), at(17)),)


def test_instants_are_taken_as_they_stand_and_without_an_offset_are_the_branchs() -> None:
    assert plan_told(planned("2026-01-05T01:00:00Z", "2026-01-05T17:00:00"), BEGAN) == ((at(9), at(17)),)


def test_breaks_are_left_out_in_whatever_order_they_stand() -> None:
    plan = planned("09:00", "17:00", ["14:00", "14:15"], ["11:45", "12:30"])

    assert plan_told(plan, BEGAN) == ((at(9), at(11, 45)), (at(12, 30), at(14)), (at(14, 15), at(17)))


@pytest.mark.parametrize(
    ("breaks", "spans"),
    [
        ([["09:00", "09:30"]], ((at(9, 30), at(17)),)),
        ([["16:00", "18:00"]], ((at(9), at(16)),)),
        ([["11:00", "13:00"], ["12:00", "12:30"]], ((at(9), at(11)), (at(13), at(17)))),
        ([["noon", "13:00"], "ab", ["11:00"], 7, [11, 12]], ((at(9), at(17)),)),
    ],
    ids=["from the beginning", "past the end", "one in another", "not to be read"],
)
def test_odd_breaks(breaks: list[Any], spans: Any) -> None:
    assert plan_told(planned("09:00", "17:00", *breaks), BEGAN) == spans


def test_without_an_end_it_is_meant_to_be_open_until_midnight() -> None:
    assert plan_told({"opens_at": "09:00"}, BEGAN) == ((at(9), at(0) + timedelta(days=1)),)


def test_what_is_meant_to_stay_closed_is_not_what_nobody_planned() -> None:
    assert plan_told(planned(None, None), BEGAN) == ()
    assert plan_told({"vip_first": True}, BEGAN) is None
    assert plan_told(planned("at nine", "17:00"), BEGAN) is None
    assert plan_told(planned(9, 17), BEGAN) is None
