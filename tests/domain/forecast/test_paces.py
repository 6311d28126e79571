"""How long services take, learned from how long they took."""

import json
from math import exp
from random import Random
from statistics import fmean

import pytest

from lobby.domain.forecast.model import Pace
from lobby.domain.forecast.paces import Paces, UnderWay
from lobby.domain.forecast.recent import normal_quantiles


def pace_of(paces: Paces, service: str = "cash", *under_way: UnderWay) -> Pace:
    return paces.paces(paces.day(under_way).effect)[service]


def mean_of(paces: Paces, service: str = "cash") -> float:
    pace = pace_of(paces, service)
    return pace.minutes * fmean(pace.pool)


def times(mean: float, spread: float, count: int, seed: int = 1) -> list[float]:
    """Minutes of a lognormal law with this mean, in any order."""
    made = [exp(value) for value in normal_quantiles(0, spread, count)]
    Random(seed).shuffle(made)
    return [mean * one / exp(spread**2 / 2) for one in made]


def having_seen(minutes: list[float], service: str = "cash", teller: str = "li", paces: Paces | None = None) -> Paces:
    paces = paces or Paces({})
    for one in minutes:
        paces.held(service, teller, one, 1)
    return paces


def test_before_anything_happened_the_standard_is_the_mean() -> None:
    assert mean_of(Paces({"cash": 5.0, "loss": 12.0}), "loss") == pytest.approx(12, rel=0.03)


def test_a_service_without_a_standard_takes_as_long_as_the_others() -> None:
    paces = having_seen([3.0], service="other", paces=Paces({"cash": 20.0, "loss": 20.0}))

    assert 8 < mean_of(paces, "other") < 20


def test_a_branch_of_which_nobody_knows_anything_takes_eight_minutes_at_first() -> None:
    assert mean_of(having_seen([8.0])) == pytest.approx(8, rel=0.2)


@pytest.mark.parametrize("mean", [2.0, 8.0, 20.0])
@pytest.mark.parametrize("spread", [0.3, 0.6, 0.9])
def test_the_mean_and_the_spread_become_those_of_what_happened(mean: float, spread: float) -> None:
    paces = having_seen(times(mean, spread, 300), paces=Paces({"cash": 8.0}))

    paces.end_day()

    pace = pace_of(paces)
    assert mean_of(paces) == pytest.approx(mean, rel=0.12)
    below = sum(pace.minutes * one < mean / exp(spread**2 / 2) for one in pace.pool)
    assert below / len(pace.pool) == pytest.approx(0.5, abs=0.06)
    assert pace.pool[270] / pace.pool[30] == pytest.approx(exp(2 * 1.2816 * spread), rel=0.15)


def test_a_few_services_already_say_more_than_a_standard() -> None:
    paces = having_seen([20.0] * 6, paces=Paces({"cash": 5.0}))
    paces.end_day()

    assert 10 < mean_of(paces) < 20


def test_a_slow_teller_and_a_quick_one_are_told_apart() -> None:
    paces = Paces({"cash": 6.0})
    for slow, quick in zip(times(7.5, 0.5, 200, 1), times(4.8, 0.5, 200, 2), strict=True):
        having_seen([slow], teller="slow", paces=paces)
        having_seen([quick], teller="quick", paces=paces)

    tellers = paces.tellers()

    assert tellers["slow"] / tellers["quick"] == pytest.approx(7.5 / 4.8, rel=0.12)
    assert tellers["slow"] * tellers["quick"] == pytest.approx(1, abs=0.05)


def test_a_teller_seen_once_is_nearly_average() -> None:
    paces = having_seen(times(6, 0.5, 100))
    having_seen([18.0], teller="new", paces=paces)

    assert 1 < paces.tellers()["new"] < 1.15


@pytest.mark.parametrize("minutes", [-3.0, 180.5])
def test_a_clock_set_back_and_a_ticket_left_open_teach_nothing(minutes: float) -> None:
    assert having_seen([minutes]).kept()["seen"] == {}


def test_what_is_far_longer_than_its_kind_teaches_nothing() -> None:
    known = times(1, 0.3, 100)

    assert len(having_seen([*known, 5.0]).kept()["seen"]["cash"]) == 101
    assert len(having_seen([*known, 30.0]).kept()["seen"]["cash"]) == 100


def test_each_slip_more_takes_its_share() -> None:
    paces = having_seen(times(6, 0.5, 100))
    assert paces.per_slip == 0.5

    for one in times(6, 0.5, 60):
        paces.held("cash", "li", one * 1.4, 3)

    assert paces.per_slip == pytest.approx(0.2, abs=0.1)
    assert mean_of(paces) == pytest.approx(6, rel=0.12)


def test_a_service_with_few_times_of_its_own_has_the_shape_of_the_others() -> None:
    paces = having_seen(times(6, 0.2, 200))
    having_seen([10.0], service="new", paces=paces)

    pool = pace_of(paces, "new").pool

    assert pool[-1] / pool[0] < 4


def test_old_times_go_as_new_ones_come() -> None:
    paces = having_seen([10.0] * 1500)
    paces.end_day()

    for _ in range(60):
        having_seen(times(5, 0.3, 50), paces=paces)
        paces.end_day()

    assert mean_of(paces) == pytest.approx(5, rel=0.1)


def test_when_everything_takes_longer_for_a_while_everything_is_expected_to() -> None:
    paces = having_seen(times(6, 0.6, 600))
    having_seen(times(12, 0.6, 600), service="loss", paces=paces)
    paces.end_day()
    before = mean_of(paces, "loss")

    having_seen([1.7 * one for one in times(6, 0.6, 60)], paces=paces)

    assert mean_of(paces, "loss") == pytest.approx(1.7 * before, rel=0.15)

    paces.end_day()
    assert mean_of(paces, "loss") == pytest.approx(before, rel=0.1)


def test_transfers_are_a_share_of_what_ended() -> None:
    paces = Paces({})
    assert paces.returns() == {}

    for n in range(400):
        paces.ended("cash", "loss" if n % 20 == 0 else None)

    assert paces.returns() == {("cash", "loss"): pytest.approx(0.05, rel=0.1)}


def test_what_a_large_branch_keeps_is_short() -> None:
    paces = Paces({})
    for service in range(12):
        having_seen(times(10, 0.8, 1600), service=str(service), paces=paces)

    assert len(json.dumps(paces.kept())) < 130_000


def test_those_who_are_still_served_are_a_sign_that_things_take_longer() -> None:
    paces = having_seen(times(6, 0.6, 100))
    usual = pace_of(paces).minutes

    just_begun = pace_of(paces, "cash", *[("cash", "li", 0.5, 1)] * 6).minutes
    long_since = pace_of(paces, "cash", *[("cash", "li", 12.0, 1)] * 12).minutes
    stuck = pace_of(paces, "cash", ("cash", "li", 120.0, 1)).minutes

    assert just_begun == pytest.approx(usual, rel=0.02)
    assert long_since > 1.1 * usual
    assert stuck == pytest.approx(usual, rel=0.02)
