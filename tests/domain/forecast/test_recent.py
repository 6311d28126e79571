"""The last values of a kind, and what stands in for those that have not been seen yet."""

from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.forecast.recent import ENOUGH, Recent, normal_quantiles

PRIOR = (1.0, 2.0, 3.0, 4.0)


def recent(*values: float, most: int = 100) -> Recent:
    made = Recent(most)
    for value in values:
        made.add(value)
    return made


@given(st.lists(st.floats(-10, 10)), st.integers(1, 20))
def test_only_the_last_count_and_their_sums_are_theirs(values: list[float], most: int) -> None:
    made = recent(*values, most=most)

    last = [round(value * 1000) for value in values[-most:]]
    assert (made.kept(), made.ranked) == (last, sorted(last))
    assert (made.total, made.squares) == (sum(last), sum(value * value for value in last))


@given(st.lists(st.floats(-10, 10), max_size=30))
def test_what_was_kept_is_the_same_again(values: list[float]) -> None:
    made = recent(*values, most=20)

    again = Recent(20, made.kept())

    assert (again.kept(), again.ranked, again.total) == (made.kept(), made.ranked, made.total)


def test_mean_and_spread_are_those_of_the_values_if_nothing_is_believed_beforehand() -> None:
    made = recent(1, 2, 4, 9)

    assert made.mean(0, 0) == fmean([1, 2, 4, 9])
    assert made.spread(0, 0) == pytest.approx(pstdev([1, 2, 4, 9]))


def test_mean_and_spread_are_drawn_to_what_is_believed() -> None:
    assert recent(4, 4).mean(1, 2) == 2.5
    assert recent().mean(1, 2) == 1
    assert recent(4, 4).spread(2, 2) == pytest.approx(2**0.5)


def test_a_robust_spread_does_not_mind_the_tails() -> None:
    usual = normal_quantiles(5, 2, 100)

    assert recent(*usual, most=200).robust_spread() == pytest.approx(2, rel=0.05)
    assert recent(*usual, 1e6, 1e6, most=200).robust_spread() == pytest.approx(2, rel=0.1)


def test_nothing_has_no_spread() -> None:
    assert recent().robust_spread() == 0


def test_nothing_seen_is_the_prior() -> None:
    pool = recent().pool(PRIOR)

    assert [pool.count(value) / len(pool) for value in PRIOR] == [0.25] * 4


def test_few_values_have_their_share_beside_the_prior() -> None:
    pool = recent(*[7.0] * (ENOUGH // 3)).pool(PRIOR)

    assert pool.count(7.0) / len(pool) == pytest.approx(1 / 3)
    assert list(pool) == sorted(pool)


def test_enough_values_speak_for_themselves() -> None:
    assert recent(*[7.0] * ENOUGH).pool(PRIOR) == (7.0,) * ENOUGH
