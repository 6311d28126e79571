"""The calibration of a branch's estimates over HTTP: days gone by and the open one, on any kind of database."""

from datetime import date
from typing import Any

import pytest

from lobby.app import Application
from lobby.pictures import Pictures
from tests.clocks import HandClock
from tests.tablet.calibration_months import give_month
from tests.web.api import Caller, caller, refusal

MONDAY = date(2026, 1, 5)


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may do a manager's deeds."""
    return caller(application, "manager")


def calibration(manager: Caller, query: str = "") -> Any:
    return manager.here(f"/calibration{query}").get_json()


def a_wait(manager: Caller, clock: HandClock, minutes: float) -> dict[str, float]:
    """Somebody finds counter 2 taken, and is called after so many minutes; answers with the wait that was shown."""
    manager.counter("2", "open")
    manager.counter("2", "call", {"ticket": manager.issue().get_json()["number"], "reason": {"staff": "first"}})
    shown: dict[str, float] = manager.issue().get_json()["wait"]
    clock.move(minutes=minutes)
    manager.counter("2", "next", {"finish": True})
    return shown


def test_a_wait_is_set_beside_what_was_shown(manager: Caller, clock: HandClock) -> None:
    shown = a_wait(manager, clock, 40)

    told = calibration(manager)

    scores = {
        "tickets": 1,
        "is_few": True,
        "inside": 0.0,
        "inside_from": 0.0,
        "inside_to": 0.7935,
        "shorter": 0.0,
        "longer": 1.0,
        "as_printed": 0.0,
        "compared": 1,
        "error_minutes": pytest.approx(40 - shown["mid"], abs=0.01),
        "usual_error_minutes": 40.0,
    }
    assert told == {
        "seq": manager.seq(),
        "at": "2026-01-05T02:40:00.000000Z",
        "is_open": True,
        "days": 1,
        "from": "2026-01-05",
        "until": "2026-01-05",
        "expected": 0.8,
        "total": scores,
        "by": [{"service": "cash", "class": "ordinary", **scores}],
        "by_day": [{"day": "2026-01-05", **scores}],
    }


def test_the_last_days_are_counted_with_the_open_one_and_older_ones_are_not(
    application: Application, manager: Caller, clock: HandClock
) -> None:
    give_month(application, MONDAY, days=4)

    before = calibration(manager, "?days=3")
    a_wait(manager, clock, 10)
    after = calibration(manager, "?days=3")

    assert (before["days"], before["from"], before["until"]) == (3, "2025-12-31", "2026-01-02")
    assert (after["days"], after["from"], after["until"]) == (3, "2026-01-01", "2026-01-05")
    assert (before["is_open"], after["is_open"]) == (False, True)
    assert after["by_day"][:2] == before["by_day"][1:]
    assert after["by_day"][2]["tickets"] == 1


def test_what_is_kept_of_closed_days_is_what_another_server_counts(
    application: Application, manager: Caller, clock: HandClock
) -> None:
    give_month(application, MONDAY, days=6)
    calibration(manager, "?days=2")
    a_wait(manager, clock, 10)
    calibration(manager)
    clock.move(hours=24)
    manager.counter("1", "open")

    kept = calibration(manager, "?days=92")
    fresh = Pictures(application.rooms.lobby.store, clock, application.waiting.waits, demo=True)

    assert kept == fresh.calibration("zhongshan", 92)
    assert kept["days"] == 8
    assert kept["by_day"][-1] == {**kept["by_day"][-1], "day": "2026-01-05", "tickets": 1}


def test_before_the_first_day_there_is_nothing(manager: Caller) -> None:
    told = calibration(manager)

    assert (told["days"], told["from"], told["until"], told["total"], told["by"]) == (0, None, None, None, [])


@pytest.mark.parametrize("days", ["0", "93", "x"])
def test_days_that_cannot_be_are_refused(manager: Caller, days: str) -> None:
    assert refusal(manager.here(f"/calibration?days={days}"))["status"] == 422


def test_an_unknown_branch_has_no_calibration(application: Application) -> None:
    elsewhere = caller(application, "manager").get("/branches/nowhere/calibration")

    assert refusal(elsewhere)["code"] == "wrong_branch"
