"""The fairness of a day over HTTP: live, of a day gone by, and with the reasons that stand apart from the journal."""

from typing import Any

import pytest
from sqlalchemy import update

from lobby.app import Application
from lobby.store import tables
from tests.clocks import HandClock
from tests.outside import cards_of
from tests.web.api import Caller, caller, refusal


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may do a manager's deeds."""
    return caller(application, "manager")


def fairness(manager: Caller, day: str | None = None) -> Any:
    return manager.here("/fairness" + (f"?day={day}" if day else "")).get_json()


def a_morning(manager: Caller, clock: HandClock) -> None:
    """Two ordinary, then a VIP who is called first, then a third whom the manager chose past both."""
    manager.counter("2", "open")
    manager.issue()
    manager.issue()
    manager.issue(identity={"kind": "card", "value": cards_of("wode")[0]})
    manager.issue()
    clock.move(minutes=21)
    manager.counter("2", "next")
    clock.move(minutes=4)
    manager.counter("2", "finish")
    manager.counter("2", "call", {"ticket": "A004", "reason": {"staff": "A flight at noon"}})


def test_a_morning_is_told(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)

    told = fairness(manager)

    call = {"counter": "2", "class": "ordinary", "number": "A004", "passed": ["A001", "A002"], "rule": "override"}
    [override] = told.pop("overrides")
    assert {key: override[key] for key in call} == call
    assert (override["by"], override["at"]) == (manager_name(manager), "2026-01-05T02:25:00.000000Z")
    assert (override["reason"], override["words"], override["erased"]) == ("other", "A flight at noon", False)
    passed = {"tickets": 2, "numbers": ["A001", "A002"]}
    wait = {"tickets": 1, "over_20_minutes": 1.0}
    assert told == {
        "seq": manager.seq(),
        "at": "2026-01-05T02:25:00.000000Z",
        "day": "2026-01-05",
        "is_open": True,
        "before": None,
        "after": None,
        "tickets": 4,
        "called": 2,
        "calls_by_rule": [{"rule": "head_start", "calls": 1}, {"rule": "override", "calls": 1}],
        "skips": [
            {"account": "tier", "most": 1, "cap": 2, "chosen": 0, **passed},
            {"account": "care", "most": 0, "cap": 1, "chosen": 0, "tickets": 0, "numbers": []},
            {"account": "override", "most": 1, "cap": None, "chosen": 1, **passed},
        ],
        "over_cap": [],
        "order_breaks": [],
        "long_minutes": 20.0,
        "waits": [
            {"class": "ordinary", "mean_minutes": 25.0, "p90_minutes": 25.0, "max_minutes": 25.0, **wait},
            {"class": "wode", "mean_minutes": 21.0, "p90_minutes": 21.0, "max_minutes": 21.0, **wait},
        ],
        "no_shows": 0,
        "promises": {"kept": 0, "late": 0},
    }


def manager_name(manager: Caller) -> str:
    """How the journal calls them."""
    entries = manager.here("/journal?limit=1000").get_json()["entries"]
    return str(next(entry["actor"] for entry in entries if entry["kind"] == "counter_opened"))


def test_erased_words_are_said_to_be_erased(application: Application, manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)
    with application.rooms.lobby.store.write() as connection:
        connection.execute(update(tables.note).values(text=None))

    [override] = fairness(manager)["overrides"]

    assert (override["reason"], override["words"], override["erased"]) == ("other", None, True)


def test_a_day_gone_by_stays_as_it_was_and_days_know_their_neighbours(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)
    clock.move(hours=24)
    manager.counter("2", "open")

    today, monday, sunday = fairness(manager), fairness(manager, "2026-01-05"), fairness(manager, "2026-01-04")

    assert (today["day"], today["is_open"], today["before"], today["after"]) == (
        *("2026-01-06", True, "2026-01-05"),
        None,
    )
    assert (monday["is_open"], monday["called"], monday["before"], monday["after"]) == (False, 2, None, "2026-01-06")
    assert (sunday["called"], sunday["skips"], sunday["after"]) == (0, [], "2026-01-05")
    assert fairness(manager, "2026-01-06") == today


def test_before_its_first_day_a_branch_has_nothing_to_tell(manager: Caller) -> None:
    told = fairness(manager)

    assert (told["day"], told["is_open"], told["before"], told["after"]) == (None, False, None, None)


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "", "2026-1-5"])
def test_a_day_that_is_none_is_refused(manager: Caller, day: str) -> None:
    assert refusal(manager.here(f"/fairness?day={day}"))["code"] == "invalid_request"


def test_no_ticket_can_be_taken_over_with_what_stands_in_it(manager: Caller, clock: HandClock) -> None:
    ticket = manager.issue().get_json()["id"]
    manager.counter("2", "open")
    manager.counter("2", "next")

    assert ticket not in manager.here("/fairness").get_data(as_text=True)


def test_an_unknown_branch_has_no_report(application: Application) -> None:
    elsewhere = caller(application, "manager").get("/branches/nowhere/fairness")

    assert refusal(elsewhere)["code"] == "wrong_branch"
