"""Whoever closes last stays for those who still wait."""

from lobby.domain.forecast.closing import STAYS, with_who_stays
from lobby.domain.forecast.scene import SceneCounter
from tests.domain.forecast.forecasts import NOW, counter, span

FOUR, FIVE = 360.0, 420.0
"""Minutes from ten o'clock."""


def planned(name: str, closes: float, *services: str) -> SceneCounter:
    """A counter that is open from nine until then, in minutes from now, but for lunch."""
    return counter(name, services or ("cash",), plan=(span(-60, 120), span(165, closes)))


def stays(*counters: SceneCounter, after: float = 0.0) -> list[str]:
    """Those that stay longer than planned, so many minutes after ten."""
    found = with_who_stays(counters, NOW + 60 * after)
    for one, was in zip(found, counters, strict=True):
        if one != was:
            assert one.plan is not None
            assert was.plan is not None
            assert one.plan[:-1] == was.plan[:-1]
            assert one.plan[-1] == (was.plan[-1][0], was.plan[-1][1] + STAYS)
    return [one.id for one, was in zip(found, counters, strict=True) if one != was]


def test_of_those_for_a_service_the_last_stays() -> None:
    assert stays(planned("1", FOUR), planned("2", FIVE)) == ["2"]


def test_all_stay_that_close_last_together() -> None:
    assert stays(planned("1", FIVE), planned("2", FIVE)) == ["1", "2"]


def test_who_alone_serves_something_stays_for_that() -> None:
    assert stays(planned("1", FOUR, "cash", "loan"), planned("2", FIVE)) == ["1", "2"]


def test_who_was_to_close_before_now_is_late_and_does_not_stay_another_night() -> None:
    assert stays(planned("1", FOUR), planned("2", FIVE), after=FIVE) == []


def test_where_an_open_counter_has_no_plan_the_others_may_go() -> None:
    assert stays(planned("1", FIVE), counter("2")) == []
    assert stays(planned("1", FIVE), counter("2", is_open=False)) == ["1"]


def test_who_is_not_meant_to_open_does_not_stay() -> None:
    assert stays(counter("1", plan=())) == []


def test_a_counter_that_is_lent_closes_for_what_it_usually_serves() -> None:
    lent = counter("1", ("loan",), planned_services=("cash",), plan=(span(-60, FIVE),))

    assert stays(lent, planned("2", FIVE + 60, "loan")) == ["1", "2"]
    assert stays(lent, planned("2", FIVE + 60, "cash")) == ["2"]
