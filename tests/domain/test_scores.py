"""How good estimates were: error, bias, interval; and whose estimate is scored at all."""

import pytest

from lobby.domain.formulas import FORMULAS
from lobby.domain.scores import ScoredTicket, Scores, finds_a_free_counter, scores_of, scores_view, winkler
from lobby.domain.ticket import Wait
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import Entry, called, day_of, issued, on, opened

SHOWN = Wait(5.0, 10.0, 20.0)


def scored(waited: float, service: str = "cash", class_id: str = "ordinary") -> ScoredTicket:
    return ScoredTicket(
        service, class_id, MONDAY_TEN, waited, SHOWN, {"ahead": 8.0, "last_to_enter": 12.0, "head_of_line": 0.0}
    )


def test_the_figures_of_a_few_tickets_worked_out_by_hand() -> None:
    found = scores_view(scores_of([scored(10), scored(14), scored(4), scored(22)]))

    assert found["estimate"] == {
        "tickets": 4,
        "mae_minutes": 5.5,
        "rmse_minutes": 7.0,
        "bias_minutes": -2.5,
        "coverage80": 0.5,
        "winkler80": 15 + (10 * 1 + 10 * 2) / 4,
        "by": {"cash/ordinary": {key: value for key, value in found["estimate"].items() if key != "by"}},
    }
    assert found["formulas"] == {
        "ahead": {"mae_minutes": (2 + 6 + 4 + 14) / 4},
        "last_to_enter": {"mae_minutes": (2 + 2 + 8 + 10) / 4},
        "head_of_line": {"mae_minutes": 12.5},
    }


def test_services_and_classes_are_scored_apart_too() -> None:
    by = scores_view(scores_of([scored(10), scored(30, "loan", "gold"), scored(12, class_id="gold")]))["estimate"]["by"]

    assert {name: (one["tickets"], one["mae_minutes"]) for name, one in by.items()} == {
        "cash/gold": (1, 2.0),
        "cash/ordinary": (1, 0.0),
        "loan/gold": (1, 20.0),
    }


def test_without_tickets_there_are_no_figures() -> None:
    found = scores_of([])

    assert found == Scores(None, {}, {})
    assert scores_view(found)["estimate"] == {
        **dict.fromkeys(("mae_minutes", "rmse_minutes", "bias_minutes", "coverage80", "winkler80")),
        "tickets": 0,
        "by": {},
    }
    assert scores_view(found)["formulas"] == {name: {"mae_minutes": None} for name in FORMULAS}


@pytest.mark.parametrize(("waited", "cost"), [(4, 25), (5, 15), (12, 15), (20, 15), (21.5, 30)])
def test_an_interval_costs_its_length_and_ten_times_what_lies_outside(waited: float, cost: float) -> None:
    assert winkler(SHOWN, waited) == cost


@pytest.mark.parametrize(
    ("entries", "free"),
    [
        ((), False),
        ((opened("1", "cash"),), True),
        ((opened("1", "loan"),), False),
        ((opened("1", "cash"), {"kind": "counter_paused", "counter": "1"}), False),
        ((opened("1", "cash"), {"kind": "counter_closed", "counter": "1"}), False),
        ((opened("1", "cash"), issued("a"), called("a")), False),
        ((opened("1", "cash"), issued("a"), called("a"), on("service_finished", "a")), True),
        ((issued("a"), called("a"), on("service_finished", "a")), True),
    ],
    ids=["none", "free", "of another service", "paused", "closed", "busy", "free again", "never said to be open"],
)
def test_who_finds_a_free_counter(entries: tuple[Entry, ...], free: bool) -> None:
    assert finds_a_free_counter(day_of(*entries), "cash") is free
