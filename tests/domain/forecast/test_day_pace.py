"""How fast a day goes: chance is not taken for a change, and a change is not taken for chance for long."""

from math import exp, log
from random import Random
from statistics import fmean

import pytest

from lobby.domain.forecast.day_pace import DayPace
from lobby.domain.forecast.recent import normal_quantiles

SPREAD = 0.6


def residuals(effect: float, count: int, seed: int = 1) -> list[float]:
    """So many that are spread as they should be about the effect, in any order."""
    made = normal_quantiles(effect, SPREAD, count)
    Random(seed).shuffle(made)
    return made


def after(*taken: list[float], day: DayPace | None = None) -> DayPace:
    day = day or DayPace()
    for residual in (one for some in taken for one in some):
        day.take(residual, SPREAD)
    return day


def test_a_day_of_which_nothing_is_known_is_as_usual() -> None:
    assert DayPace().effect == 0
    assert DayPace(0.3).effect == 0.3


@pytest.mark.parametrize("seed", range(10))
def test_on_a_usual_day_the_level_hardly_strays(seed: int) -> None:
    assert abs(after(residuals(0, 100, seed)).effect) < 0.1


def test_a_day_a_little_slower_than_others_is_found_out_in_part() -> None:
    assert 0.03 < after(residuals(0.1, 150)).effect < 0.1


@pytest.mark.parametrize("seed", range(10))
def test_everything_taking_far_longer_is_noticed_within_an_hour(seed: int) -> None:
    day = after(residuals(0, 80, seed), residuals(log(1.7), 30, seed))

    assert day.effect == pytest.approx(log(1.7), abs=0.25)


@pytest.mark.parametrize("seed", range(10))
def test_and_that_it_is_over_is_noticed_too(seed: int) -> None:
    day = after(residuals(0, 80, seed), residuals(log(1.7), 55, seed), residuals(0, 50, seed))

    assert abs(day.effect) < 0.15


def test_one_odd_service_says_hardly_anything() -> None:
    assert 0 < after(residuals(0, 60), [9.0]).effect - after(residuals(0, 60)).effect < 0.05


def test_how_unsure_one_is_grows_when_something_seems_to_have_happened() -> None:
    def width(day: DayPace) -> float:
        values = day.together()
        return values[-1] / values[0]

    usual, changing = after(residuals(0, 100)), after(residuals(0, 80), residuals(log(1.7), 12))

    assert width(usual) < 1.4 < width(changing)
    assert fmean(usual.together()) == pytest.approx(1, abs=0.05)


def test_when_nothing_is_strange_any_more_the_day_is_as_usual() -> None:
    usual, slow = after(residuals(0, 100)), after(residuals(0, 80), residuals(log(1.7), 30))

    assert usual.afterwards() == pytest.approx(usual.together(), abs=0.05)
    assert exp(slow.effect) * fmean(slow.together()) == pytest.approx(1.7, abs=0.25)
    assert exp(slow.effect) * fmean(slow.afterwards()) == pytest.approx(1, abs=0.1)


def test_a_new_day_is_as_usual_whatever_the_day_before_was() -> None:
    day = after(residuals(log(1.7), 60))

    day.new_day()

    assert abs(day.effect) < 0.06


def test_most_of_what_stays_for_many_days_is_expected_of_the_next() -> None:
    day = DayPace()

    for seed in range(30):
        after(residuals(0.4, 200, seed), day=day)
        day.new_day()

    assert 0.25 < day.effect < 0.4
