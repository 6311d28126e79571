"""What estimates are scored against: days made by hand in which every figure is known."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.calibration import FEW, Calibration, Score, coverage, score_of, scores_of, summed, told_on
from lobby.domain.calibration import Told as Came
from lobby.domain.calibration_view import calibration_view
from lobby.domain.fact import Fact
from lobby.domain.recorded import read_fact
from lobby.domain.ticket import Wait
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import Entry, called, issued, lines, on

MONDAY = date(2026, 1, 5)


def at(minutes: float, entry: Entry) -> Entry:
    """The entry so many minutes after ten."""
    return {**entry, "at": (MONDAY_TEN + timedelta(minutes=minutes)).isoformat()}


def told(ticket: str, low: float, mid: float, high: float) -> Entry:
    return on("estimate_shown", ticket, low=low, mid=mid, high=high)


def facts(*entries: Entry) -> list[Fact]:
    return [read_fact(line, place) for place, line in enumerate(lines(entries), start=1)]


def comes(minute: float, ticket: str, *wait: float, **more: Any) -> list[Entry]:
    """Somebody takes a number and is told a wait."""
    return [at(minute, issued(ticket, **more)), at(minute, told(ticket, *wait))]


A_MORNING = (
    *comes(0, "a", 0.0, 0.0, 0.0),  # a counter is free
    at(0.5, called("a")),
    *comes(1, "b", 5.0, 8.0, 12.0),
    *comes(2, "c", 8.0, 10.0, 15.0, class_id="gold"),
    at(6, called("b")),  # waited 5
    *comes(10, "d", 4.0, 6.0, 9.0),
    at(30, called("c")),  # waited 28
    *comes(31, "e", 20.0, 25.0, 30.0),
    at(33, called("d")),  # waited 23
    at(34, on("ticket_missed", "d")),
    at(35, on("ticket_returned", "d")),
    at(36, called("d")),
    *comes(40, "f", 3.0, 4.0, 5.0),  # is never called
    at(45, called("e")),  # waited 14
)


def test_whoever_was_told_a_wait_and_was_called_is_set_beside_the_wait_of_the_last_one_called_before() -> None:
    assert told_on(facts(*A_MORNING)) == [
        Came("cash", "ordinary", Wait(5.0, 8.0, 12.0), 5.0, usual=0.5),
        Came("cash", "gold", Wait(8.0, 10.0, 15.0), 28.0, usual=0.5),
        Came("cash", "ordinary", Wait(4.0, 6.0, 9.0), 23.0, usual=5.0),
        Came("cash", "ordinary", Wait(20.0, 25.0, 30.0), 14.0, usual=28.0),
    ]


def test_a_morning_whose_every_figure_is_known() -> None:
    assert scores_of(facts(*A_MORNING)) == {
        ("cash", "ordinary"): Score(3, 1, 1, 1, 1, compared=3, error=3.0 + 17.0 + 11.0, usual_error=4.5 + 18.0 + 14.0),
        ("cash", "gold"): Score(1, longer=1, compared=1, error=18.0, usual_error=27.5),
    }


def test_the_usual_way_looks_at_the_same_service_else_at_any_and_says_nothing_before_the_first_call() -> None:
    [first, second, third] = told_on(
        facts(
            *comes(0, "l", 1.0, 2.0, 3.0, service="loan"),
            at(5, called("l")),
            *comes(6, "c", 1.0, 2.0, 3.0),
            at(9, called("c")),
            *comes(10, "m", 1.0, 2.0, 3.0, service="loan"),
            at(20, called("m")),
        )
    )

    assert (first.usual, second.usual, third.usual) == (None, 5.0, 5.0)
    assert score_of(first) == Score(1, longer=1, compared=0)


def test_service_and_class_are_those_at_issue_and_only_the_first_estimate_counts() -> None:
    [one] = told_on(
        facts(
            *comes(0, "a", 1.0, 2.0, 30.0),
            at(5, told("a", 40.0, 50.0, 60.0)),
            at(6, on("class_granted", "a", **{"class": "care"})),
            at(7, on("ticket_transferred", "a", service="loan")),
            at(20, called("a")),
        )
    )

    assert one == Came("cash", "ordinary", Wait(1.0, 2.0, 30.0), 20.0, None)


def test_who_was_told_no_range_is_not_scored_but_is_the_last_to_have_been_called() -> None:
    [one] = told_on(facts(at(0, issued("a")), at(9, called("a")), *comes(10, "b", 1.0, 2.0, 3.0), at(12, called("b"))))

    assert one.usual == 9.0


@pytest.mark.parametrize(
    ("low", "waited", "score"),
    [
        (5.0, 4.99, Score(1, shorter=1)),
        (5.0, 5.0, Score(1, inside=1, as_printed=1)),
        (5.0, 12.3, Score(1, inside=1, as_printed=1)),
        (5.0, 12.31, Score(1, longer=1, as_printed=1)),
        (5.0, 15.0, Score(1, longer=1, as_printed=1)),
        (5.0, 15.01, Score(1, longer=1)),
        (4.6, 4.5, Score(1, shorter=1, as_printed=1)),
    ],
)
def test_both_ends_are_inside_and_a_printed_range_is_rounded_outwards(low: float, waited: float, score: Score) -> None:
    """Up to 12.3 minutes are printed as up to 15, from 4.6 as from 4."""
    assert score_of(Came("cash", "ordinary", Wait(low, 8.0, 12.3), waited, None)) == score


def test_coverage_of_one_day_is_wilsons_interval() -> None:
    one = coverage([Score(100, 80)])

    assert one.share == 0.8
    assert (round(one.low, 4), round(one.high, 4)) == (0.7112, 0.8666)  # Brown, Cai & DasGupta 2001, equation 4


def test_days_that_stray_more_than_chance_make_the_interval_wider_and_days_that_do_not_leave_it() -> None:
    alike = coverage([Score(100, 80)] * 4)
    apart = coverage([Score(100, 100), Score(100, 60)] * 2)

    assert alike == coverage([Score(400, 320)])
    assert alike.share == apart.share == 0.8
    assert apart.low < alike.low < 0.8 < alike.high < apart.high


def test_a_day_without_tickets_changes_nothing() -> None:
    assert coverage([Score(10, 9), Score()]) == coverage([Score(10, 9)])


@given(st.lists(st.integers(1, 400).flatmap(lambda n: st.builds(Score, st.just(n), st.integers(0, n))), min_size=1))
def test_an_interval_is_around_its_share_and_inside_nought_to_one(days: list[Score]) -> None:
    one = coverage(days)

    assert 0.0 <= one.low <= one.share <= one.high <= 1.0
    assert one.low < one.high


def test_the_interval_holds_the_true_share_of_days_that_differ_as_often_as_it_says() -> None:
    """Months of days that each have a share of their own around 0.8; as one long day they would hold it too seldom."""
    random, months = Random(3), 400
    held = held_as_one = 0
    for _ in range(months):
        days = [a_day(random, 60, random.gauss(0.8, 0.08)) for _ in range(30)]
        by_days, as_one = coverage(days), coverage([summed(days)])
        held += by_days.low <= 0.8 <= by_days.high
        held_as_one += as_one.low <= 0.8 <= as_one.high

    assert 0.92 < held / months < 0.98
    assert held_as_one / months < 0.8


def a_day(random: Random, tickets: int, share: float) -> Score:
    return Score(tickets, sum(random.random() < share for _ in range(tickets)))


def test_scores_add_up() -> None:
    one, other = Score(3, 1, 1, 1, 2, 2, 5.0, 6.0), Score(2, 2, 0, 0, 2, 1, 0.5, 1.0)

    assert summed([one, other]) == Score(5, 3, 1, 1, 4, 3, 5.5, 7.0)
    assert summed([]) == Score()


def test_the_view_has_most_tickets_first_and_every_day_that_has_any() -> None:
    cash, loan = ("cash", "ordinary"), ("loan", "gold")
    days = {
        MONDAY: {cash: Score(FEW - 1, 20, 4, 5, 25, FEW - 1, 58.0, 116.0), loan: Score(1, 1, as_printed=1)},
        MONDAY + timedelta(days=1): {},
        MONDAY + timedelta(days=2): {cash: Score(1, 0, 1, 0, 0, 1, 2.0, 4.0)},
    }

    view = calibration_view(Calibration(days))

    assert (view["days"], view["from"], view["until"]) == (3, "2026-01-05", "2026-01-07")
    assert view["total"]["tickets"] == FEW + 1
    assert [(one["service"], one["class"], one["tickets"], one["is_few"]) for one in view["by"]] == [
        ("cash", "ordinary", FEW, False),
        ("loan", "gold", 1, True),
    ]
    assert (view["by"][0]["error_minutes"], view["by"][0]["usual_error_minutes"]) == (2.0, 4.0)
    assert (view["by"][1]["error_minutes"], view["by"][1]["usual_error_minutes"]) == (None, None)
    assert [(one["day"], one["tickets"], one["is_few"]) for one in view["by_day"]] == [
        ("2026-01-05", FEW, False),
        ("2026-01-07", 1, True),
    ]


def test_before_the_first_day_there_is_nothing() -> None:
    view = calibration_view(Calibration({}))

    assert view == {
        "days": 0,
        "from": None,
        "until": None,
        "expected": 0.8,
        "total": None,
        "by": [],
        "by_day": [],
    }
