"""Draws that stand still, and what is drawn with them."""

from math import inf
from statistics import mean

import pytest

from lobby.domain.forecast.draws import (
    TAIL,
    afterwards,
    by_wait,
    given,
    longer,
    luck_of,
    patience,
    pick,
    poisson,
    shares,
    together,
)
from lobby.domain.forecast.model import Model


def test_a_draw_depends_on_whom_it_is_about_and_on_the_purpose_alone() -> None:
    first = shares(7, "gap", 200)
    shares.cache_clear()

    assert shares(7, "gap", 200) == first
    assert shares(8, "gap", 200) != first
    assert shares(7, "lasting", 200) != first


def test_each_part_of_chance_is_drawn_once() -> None:
    assert sorted(shares("anybody", "gap", 4)) == [0.125, 0.375, 0.625, 0.875]


def test_purposes_are_drawn_apart() -> None:
    luck = luck_of(7, 200)

    together = mean((one - 0.5) * (other - 0.5) for one, other in zip(luck.lasting, luck.gap, strict=True))
    assert abs(together) < 0.02, "the covariance of two that are apart; alike it would be 0.083"


def test_a_value_is_picked_by_its_share() -> None:
    assert [pick((1.0, 2.0, 3.0, 4.0), share) for share in (0.0, 0.24, 0.25, 0.99)] == [1, 1, 2, 4]


def test_what_has_lasted_takes_longer_than_it_has() -> None:
    pool = (1.0, 2.0, 3.0, 4.0)

    assert [given(pool, 2.0, share) for share in (0.0, 0.49, 0.5, 0.99)] == [3, 3, 4, 4]
    assert [longer(pool, lasted) for lasted in (0.5, 2.0, 4.0)] == [1, 0.5, 0]


def test_beyond_the_pool_it_goes_on_for_half_as_long_again_on_average() -> None:
    drawn = [given((1.0,), 10.0, (place + 0.5) / 10000) for place in range(10000)]

    assert min(drawn) > 10
    assert mean(drawn) == pytest.approx(10 * TAIL / (TAIL - 1), rel=0.01)


def test_who_should_have_opened_already_even_at_the_earliest_opens_now() -> None:
    assert given((-5.0,), -3.0, 0.5) == -3


@pytest.mark.parametrize(("waited", "value"), [(0.0, 1), (4.9, 1), (5.0, 2), (9.9, 2), (10.0, 3), (500.0, 3)])
def test_a_value_by_wait_holds_from_its_step_and_the_last_for_ever(waited: float, value: float) -> None:
    assert by_wait((1.0, 2.0, 3.0), waited) == value


def test_patience_ends_at_the_chance_a_minute_of_the_wait() -> None:
    half = 1 - 0.5**0.5

    assert patience((0.0,), 3.0, [0.5]) == [inf]
    assert patience((0.1,), 3.0, [0.5]) == [pytest.approx(6.931, abs=0.001)]
    assert patience((0.0, 0.1), 3.0, [0.5]) == [pytest.approx(2 + 6.931, abs=0.001)]
    assert patience((0.1, 0.0), 0.0, [half, 0.5]) == [pytest.approx(3.466, abs=0.001), inf]


def test_as_many_come_as_are_expected() -> None:
    drawn = [(place + 0.5) / 1000 for place in range(1000)]

    assert mean(poisson(2.5, drawn)) == pytest.approx(2.5, abs=0.01)
    assert poisson(2.5, drawn).count(0) == round(1000 * 0.0821)
    assert set(poisson(0.0, drawn)) == {0}


def test_a_strange_day_is_over_after_as_long_as_is_said_on_average() -> None:
    drawn = afterwards(Model({}, together=(1.5, 1.7), afterwards=(0.9, 1.1), strange_minutes=90.0), 200)

    assert mean(at for at, _ in drawn) == pytest.approx(90.0, rel=0.03)
    assert sum(at > 90 * 0.693 for at, _ in drawn) == 100


def test_who_is_slow_today_is_slow_on_usual_days() -> None:
    model = Model({}, together=(1.5, 1.7), afterwards=(0.9, 1.1), strange_minutes=90.0)

    pairs = {(now, then) for now, (_, then) in zip(together(model, 200), afterwards(model, 200), strict=True)}
    assert pairs == {(1.5, 0.9), (1.7, 1.1)}


def test_where_nothing_is_said_of_afterwards_it_stays_as_it_is() -> None:
    assert set(afterwards(Model({}, together=(1.5,)), 10)) == {(inf, 1.0)}
