"""The interval that is shown, and how it follows what really happens."""

import json
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.forecast.levels import Levels
from lobby.domain.ticket import Wait

TENS = tuple(float(n) for n in range(11))
"""0 to 10: level x is the value 10 x."""


def test_before_anything_was_called_eight_in_ten_lie_inside() -> None:
    assert Levels().interval("cash", "ordinary", TENS) == Wait(1.0, 5.0, 9.0)


def test_a_level_between_two_waits_is_so_far_between_them() -> None:
    shown = Levels({"gold": (0.125, 0.5, 0.75)}).interval("cash", "gold", TENS)

    assert shown == Wait(1.25, 5.0, 7.5)


def test_one_wait_alone_is_the_whole_interval() -> None:
    assert Levels().interval("cash", "ordinary", (7.0,)) == Wait(7.0, 7.0, 7.0)


@pytest.mark.parametrize(
    ("never", "shown"), [(10, Wait(1.0, 5.0, 9.0)), (11, None), (12, None)], ids=["fewer than half", "half", "most"]
)
def test_waits_that_never_end_are_left_out_until_they_are_half(never: int, shown: Wait | None) -> None:
    assert Levels().interval("cash", "ordinary", (*TENS, *([inf] * never))) == shown


def test_without_any_wait_there_is_no_interval() -> None:
    assert Levels().interval("cash", "ordinary", ()) is None


@pytest.mark.parametrize(
    ("waited", "levels"),
    [
        (0.9, (0.091, 0.498, 0.899)),
        (1.0, (0.101, 0.498, 0.899)),
        (9.0, (0.101, 0.502, 0.899)),
        (9.1, (0.101, 0.502, 0.909)),
    ],
    ids=["below", "at the lower end", "at the upper end", "above"],
)
def test_a_call_moves_the_level_that_it_missed_nine_times_as_far_as_one_that_held(
    waited: float, levels: tuple[float, float, float]
) -> None:
    after = Levels().after("cash", "ordinary", Wait(1.0, 5.0, 9.0), waited)

    assert after.by_class["ordinary"] == pytest.approx(levels)


def test_each_class_has_its_own_levels() -> None:
    after = Levels().after("cash", "gold", Wait(1.0, 5.0, 9.0), 20.0)

    assert after.interval("cash", "ordinary", TENS) == Wait(1.0, 5.0, 9.0)
    assert after.by_class["gold"] == pytest.approx((0.101, 0.502, 0.909))


def test_a_service_has_the_levels_of_its_class_and_moves_from_them_by_its_own_calls() -> None:
    after = Levels({"gold": (0.2, 0.5, 0.8)}).after("cash", "gold", Wait(1.0, 5.0, 9.0), 20.0)

    assert after.of("loan", "gold") == pytest.approx((0.201, 0.502, 0.809))
    assert after.of("cash", "gold") == pytest.approx((0.202, 0.504, 0.818))


def test_where_nobody_waits_at_all_too_often_the_low_end_goes_down_to_nothing() -> None:
    waits = (4.0,) * 11

    lows = [Levels({"gold": (low, 0.5, 0.9)}).within("cash", "gold", waits).low for low in (0.0, 0.01, 0.02, 0.1)]

    assert lows == pytest.approx([0.0, 2.0, 4.0, 4.0])


def test_the_middle_is_shown_between_the_ends() -> None:
    high = Levels({"gold": (0.4, 0.35, 0.9)}).within("cash", "gold", TENS)

    assert (high.low, high.mid) == pytest.approx((4.0, 4.0))


@given(st.lists(st.floats(0, 20), max_size=300))
def test_levels_stay_within_their_bounds_and_the_middle_inside(waits: list[float]) -> None:
    levels = Levels()
    for waited in waits:
        shown = levels.interval("cash", "ordinary", TENS)
        assert shown is not None
        assert shown.low <= shown.mid <= shown.high
        levels = levels.after("cash", "ordinary", shown, waited)

    low, mid, high = levels.of("cash", "ordinary")
    assert 0 <= low <= 0.4
    assert 0.35 <= mid <= 0.65
    assert 0.6 <= high <= 1


def test_in_the_long_run_a_tenth_lies_on_each_side_though_the_forecast_is_too_narrow() -> None:
    """Real waits are spread twice as widely around the middle as the forecast says, but not wider than its ends."""
    levels, below, above = Levels(), 0, 0
    real = [5 + (n * 7 % 101 - 50) / 10 for n in range(6000)]
    narrow = tuple(5 + (n - 50) * abs(n - 50) / 500 for n in range(101))
    for waited in real:
        shown = levels.interval("cash", "ordinary", narrow)
        assert shown is not None
        below, above = below + (waited < shown.low), above + (waited > shown.high)
        levels = levels.after("cash", "ordinary", shown, waited)

    assert below / len(real) == pytest.approx(0.1, abs=0.01)
    assert above / len(real) == pytest.approx(0.1, abs=0.01)


def test_what_is_kept_comes_back_the_same() -> None:
    levels = (
        Levels().after("cash", "gold", Wait(1.0, 5.0, 9.0), 20.0).after("cash", "ordinary", Wait(1.0, 5.0, 9.0), 0.0)
    )

    assert Levels.again(json.loads(json.dumps(levels.kept()))) == levels
