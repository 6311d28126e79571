"""What a change would do, over HTTP: told and not done, refused as the deed would be, and for managers alone."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, caller, refusal


@pytest.fixture
def manager(application: Application) -> Iterator[Caller]:
    """Somebody who may do a manager's deeds; the worker process that they keep busy ends with the test."""
    yield caller(application, "manager")
    application.waiting.end()


def a_queue(manager: Caller, clock: HandClock) -> None:
    """Counter 1 serves the first of ten who came for cash, nine wait; counter 2 is closed."""
    manager.counter("1", "open")
    for _ in range(10):
        manager.issue()
    manager.counter("1", "next")
    clock.move(minutes=4)


def what_if(manager: Caller, query: str = "") -> Any:
    answer = manager.here(f"/what-if?{query}")
    assert answer.status_code == 200
    return answer.get_json()


def test_a_second_counter_shortens_everybodys_wait_and_nothing_is_done(manager: Caller, clock: HandClock) -> None:
    a_queue(manager, clock)
    seq = manager.seq()

    told = what_if(manager, "open=2")

    everybody = told["everybody"]
    assert (told["seq"], told["promised_minutes"], everybody["people"]) == (seq, 20, 9)
    assert everybody["after"]["mean"]["mid"] < everybody["before"]["mean"]["mid"] - 3
    assert everybody["after"]["over"]["mid"] < everybody["before"]["over"]["mid"]
    assert [(one["class"], one["people"]) for one in told["classes"]] == [("ordinary", 9)]
    assert [(one["service"], one["people"]) for one in told["services"]] == [("cash", 9)]
    assert manager.seq() == seq


def test_the_waits_are_those_that_people_have_waited_already_and_those_to_come(
    manager: Caller, clock: HandClock
) -> None:
    a_queue(manager, clock)
    before = what_if(manager)["everybody"]["before"]["mean"]["mid"]

    clock.move(minutes=1)

    assert -1 < what_if(manager)["everybody"]["before"]["mean"]["mid"] - before < 1.5


def test_without_a_change_both_are_the_same(manager: Caller, clock: HandClock) -> None:
    a_queue(manager, clock)

    told = what_if(manager)["everybody"]

    assert told["before"] == told["after"]


def test_the_longer_a_counter_is_away_the_longer_they_wait(manager: Caller, clock: HandClock) -> None:
    a_queue(manager, clock)

    shorter, longer = (what_if(manager, f"pause=1:{minutes}")["everybody"]["after"]["mean"] for minutes in (10, 40))

    assert longer["mid"] > shorter["mid"] + 3


def test_a_cap_and_a_head_start_can_be_imagined(manager: Caller, clock: HandClock) -> None:
    a_queue(manager, clock)

    told = what_if(manager, "cap=tier:0,care:3&head_start=wode:5")["everybody"]

    assert told["before"] == told["after"]  # nobody who waits has a head start


def test_where_nobody_waits_there_is_nothing_to_tell(manager: Caller) -> None:
    told = what_if(manager, "open=2")

    assert (told["everybody"], told["classes"], told["services"]) == (None, [], [])


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("open=99", 404, "unknown_counter"),
        ("open=1", 409, "counter_not_closed"),
        ("pause=2", 409, "counter_closed"),
        ("pause=1,1", 409, "counter_paused"),
        ("cap=nothing:1", 422, "unknown_account"),
        ("head_start=nobody:1", 422, "unknown_class"),
        ("head_start=ordinary:1", 422, "class_has_no_account"),
        ("open=", 422, "invalid_request"),
        ("cap=tier:many", 422, "invalid_request"),
    ],
)
def test_what_cannot_be_imagined_is_refused(
    manager: Caller, clock: HandClock, query: str, status: int, code: str
) -> None:
    a_queue(manager, clock)

    refused = refusal(manager.here(f"/what-if?{query}"))

    assert (refused["status"], refused["code"]) == (status, code)


def test_when_nobody_works_it_out_that_is_said(
    application: Application, manager: Caller, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_queue(manager, clock)
    monkeypatch.setattr(sys, "executable", "/bin/false")  # so every worker that is started ends at once

    refused = refusal(manager.here("/what-if"))

    assert (refused["status"], refused["code"]) == (503, "waits_unavailable")
