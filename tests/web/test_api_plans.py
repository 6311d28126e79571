"""Counters' hours over HTTP: what is meant today beside what has happened, and a plan changed by the manager."""

from typing import Any

import pytest

from lobby.actions.days import pass_time
from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Body, Caller, caller, refusal

USUAL = {"opens_at": "09:00", "closes_at": "17:00", "breaks": [["12:30", "13:15"]]}
SHORT = {"opens_at": "10:00", "closes_at": "15:30", "breaks": [["12:00", "12:30"], ["14:00", "14:10"]]}
OFF: Body = {"opens_at": None, "closes_at": None, "breaks": []}


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may change plans."""
    return caller(application, "manager")


def counter_two(manager: Caller) -> Any:
    """Counter 2 among the plans."""
    return next(one for one in manager.here("/plans").get_json()["counters"] if one["id"] == "2")


def test_every_counter_goes_by_the_weeks_pattern_at_first(manager: Caller) -> None:
    manager.issue()

    plans = manager.here("/plans").get_json()

    assert (plans["day"], plans["is_open"]) == ("2026-01-05", True)
    assert [one["id"] for one in plans["counters"]] == ["1", "2", "3", "4", "5", "6"]
    assert all(one["planned"] == one["usual"] for one in plans["counters"])
    assert plans["counters"][1]["planned"] == USUAL


def test_a_plan_is_changed_for_today_and_answered_beside_the_usual_one(manager: Caller) -> None:
    answer = manager.counter("2", "plan", SHORT)

    assert (answer.status_code, answer.get_json()) == (200, {"counter": "2", "planned": SHORT, "usual": USUAL})
    assert (counter_two(manager)["planned"], counter_two(manager)["usual"]) == (SHORT, USUAL)


def test_a_counter_can_be_left_out_for_today_and_comes_back_tomorrow(manager: Caller, clock: HandClock) -> None:
    manager.counter("2", "plan", OFF)

    today = counter_two(manager)["planned"]
    clock.move(days=1)
    manager.issue()

    assert today == OFF
    assert counter_two(manager)["planned"] == USUAL


def test_the_journal_has_the_plan_in_instants(manager: Caller) -> None:
    manager.counter("2", "plan", SHORT)

    entry = manager.here("/journal").get_json()["entries"][-1]

    assert (entry["kind"], entry["actor"], entry["counter"]) == ("counter_planned", "demo manager", "2")
    assert (entry["opens_at"], entry["closes_at"]) == ("2026-01-05T02:00:00.000000Z", "2026-01-05T07:30:00.000000Z")
    assert entry["breaks"][1] == ["2026-01-05T06:00:00.000000Z", "2026-01-05T06:10:00.000000Z"]


def test_what_really_happened_stands_beside_it(manager: Caller, clock: HandClock) -> None:
    manager.counter("2", "open")
    manager.issue()
    manager.counter("2", "next", {"finish": True})
    clock.move(minutes=30)
    manager.counter("2", "finish")
    manager.counter("2", "pause", {"reason": "lunch"})
    clock.move(minutes=15)

    two = counter_two(manager)

    assert two["stretches"] == [
        {"was": "open", "from": "2026-01-05T02:00:00.000000Z", "until": "2026-01-05T02:30:00.000000Z"},
        {"was": "paused", "from": "2026-01-05T02:30:00.000000Z", "until": None},
    ]
    assert (two["state"], two["reason"], two["teller"]) == ("paused", "lunch", "demo manager")


def test_before_the_day_opens_the_pattern_is_shown_and_cannot_be_changed(manager: Caller, clock: HandClock) -> None:
    clock.move(hours=-2)

    plans, answer = manager.here("/plans").get_json(), manager.counter("2", "plan", SHORT)

    assert (plans["day"], plans["is_open"], plans["counters"][1]["planned"]) == ("2026-01-05", False, USUAL)
    assert refusal(answer) == {"status": 409, "code": "day_closed"}


def test_after_the_day_its_plans_are_shown_as_they_were_meant_last(
    application: Application, manager: Caller, clock: HandClock
) -> None:
    manager.counter("2", "plan", SHORT)
    clock.move(hours=8)
    pass_time(application.rooms.lobby)

    plans = manager.here("/plans").get_json()

    assert (plans["is_open"], plans["counters"][1]["planned"]) == (False, SHORT)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            {**SHORT, "closes_at": "10:00", "breaks": []},
            {"code": "plan_ends_before_it_begins", "setting": "closes_at", "after": "10:00", "before": "17:00"},
        ),
        (
            {**SHORT, "opens_at": "08:29"},
            {"code": "plan_outside_hours", "setting": "opens_at", "after": "08:30", "before": "17:00"},
        ),
        (
            {**SHORT, "breaks": [["12:00", "12:30"], ["12:30", "12:40"]]},
            {"code": "breaks_out_of_order", "setting": "breaks.1", "after": "12:30", "before": "15:30"},
        ),
    ],
)
def test_a_plan_that_cannot_stand_is_refused_with_what_can(manager: Caller, plan: Body, said: Body) -> None:
    manager.issue()
    before = manager.seq()

    answer = manager.counter("2", "plan", plan)

    assert refusal(answer) == {"status": 422, **said}
    assert manager.seq() == before


@pytest.mark.parametrize(
    "plan",
    [
        {},
        {"opens_at": "10:00", "closes_at": None, "breaks": []},
        {**OFF, "breaks": [["12:00", "12:30"]]},
        {**SHORT, "opens_at": "10"},
        {**SHORT, "opens_at": "24:00"},
        {**SHORT, "breaks": [["12:00"]]},
        {**SHORT, "breaks": [["12:00", "12:30"]] * 9},
    ],
)
def test_a_body_that_is_no_plan_is_refused(manager: Caller, plan: Body) -> None:
    answer = manager.counter("2", "plan", plan)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_request")
