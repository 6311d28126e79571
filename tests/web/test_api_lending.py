"""Lending over HTTP: what the tablet advises, what a manager does about it, and where it is said."""

from typing import Any

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Body, Caller, caller, refusal
from tests.web.test_api_counters import TEN


@pytest.fixture
def manager(application: Application) -> Caller:
    """A manager of a hall in which eight wait for cash; counters 1, 2 and 5 are open."""
    manager = caller(application, "manager")
    for counter in ("1", "2", "5"):
        manager.counter(counter, "open")
    for _ in range(8):
        manager.issue()
    return manager


def tablet(manager: Caller) -> Any:
    return manager.here("/tablet").get_json()


def test_the_tablet_advises_and_the_deed_makes_it_so(manager: Caller) -> None:
    advice = tablet(manager)["advice"]

    answer = manager.counter("5", "lend", {"services": advice["services"]})

    assert (advice["deed"], advice["counter"], advice["services"]) == ("lend", "5", ["cash"])
    assert advice["after"]["mid"] < advice["before"]["mid"]
    assert answer.status_code == 200
    assert (answer.get_json()["services"], answer.get_json()["lent_groups"]) == (["cash", "corporate"], ["cash"])
    assert tablet(manager)["advice"] is None


def test_it_is_said_to_the_teller_to_the_manager_and_in_the_hall(application: Application, manager: Caller) -> None:
    manager.counter("5", "lend", {"services": ["cash"], "until": "2026-01-05T11:00:00+08:00"})

    lent = {
        "services": ["cash"],
        "groups": ["cash"],
        "since": TEN,
        "until": "2026-01-05T03:00:00.000000Z",
        "by": "demo manager",
    }
    assert tablet(manager)["counters"][4]["lent"] == lent
    assert manager.here("/desk?counter=5").get_json()["counter"]["lent"] == lent
    board = caller(application, "display").here("/board").get_json()["counters"]
    assert [one["lent_groups"] for one in board] == [[], [], [], [], ["cash"], []]
    assert all("lent" not in one for one in board)


def test_a_wait_for_a_newcomer_follows(manager: Caller) -> None:
    def wait() -> Any:
        return manager.here("/board").get_json()["queues"][0]["wait"]

    before = wait()
    manager.counter("5", "lend", {"services": ["cash"]})
    lent = wait()
    manager.counter("5", "take-back")

    assert (lent["low"] < before["low"], lent["mid"] < before["mid"]) == (True, True)
    assert wait() == before


def test_a_counter_taken_back_serves_its_own_and_is_not_advised_again_for_a_while(
    manager: Caller, clock: HandClock
) -> None:
    manager.counter("5", "lend", {"services": ["cash"]})

    answer = manager.counter("5", "take-back")

    assert (answer.get_json()["services"], answer.get_json()["lent_groups"]) == (["corporate"], [])
    assert tablet(manager)["advice"] is None
    clock.move(minutes=15)
    assert tablet(manager)["advice"]["counter"] == "5"


@pytest.mark.parametrize(("body", "minutes"), [({}, 15), ({"minutes": 5}, 5)])
def test_left_alone_it_is_advised_again_afterwards(manager: Caller, clock: HandClock, body: Body, minutes: int) -> None:
    answer = manager.counter("5", "leave-alone", body)

    clock.move(minutes=minutes, seconds=-1)
    quiet = tablet(manager)["advice"]
    clock.move(seconds=1)
    assert (answer.status_code, quiet) == (200, None)
    assert tablet(manager)["advice"]["counter"] == "5"


@pytest.mark.parametrize(
    ("counter", "deed", "body", "told"),
    [
        ("5", "lend", {"services": ["account"]}, {"code": "not_flexible", "counter": "5", "services": ["account"]}),
        ("2", "lend", {}, {"code": "below_minimum", "counter": "2", "service": "cash", "minimum": 2}),
        ("6", "lend", {}, {"code": "counter_closed", "counter": "6"}),
        ("5", "lend", {"until": "2026-01-05T10:00:00+08:00"}, {"code": "until_is_past", "until": TEN}),
        ("5", "take-back", {}, {"code": "not_lent", "counter": "5"}),
        ("6", "take-back", {}, {"code": "counter_closed", "counter": "6"}),
        ("6", "leave-alone", {}, {"code": "counter_closed", "counter": "6"}),
    ],
)
def test_what_is_too_late_or_cannot_be_is_refused(
    manager: Caller, counter: str, deed: str, body: Body, told: dict[str, object]
) -> None:
    before = manager.seq()

    answer = manager.counter(counter, deed, body)

    assert refusal(answer) == {"status": 409, **told}
    assert manager.seq() == before


def test_a_counter_is_lent_once(manager: Caller) -> None:
    manager.counter("5", "lend", {"services": ["cash"]})

    answer = manager.counter("5", "lend", {"services": ["loss"]})

    assert refusal(answer) == {"status": 409, "code": "already_lent", "counter": "5", "services": ["cash"]}


def test_a_counter_that_cannot_be_lent_need_not_be_left_alone(manager: Caller) -> None:
    manager.counter("4", "open")

    answer = manager.counter("4", "leave-alone")

    assert refusal(answer) == {"status": 409, "code": "not_flexible", "counter": "4", "services": []}


@pytest.mark.parametrize(
    ("counter", "body", "told"),
    [
        ("99", {}, {"code": "unknown_counter", "counter": "99"}),
        ("5", {"services": ["gold"]}, {"code": "unknown_service", "service": "gold"}),
    ],
)
def test_what_there_is_not_is_not_found(manager: Caller, counter: str, body: Body, told: dict[str, object]) -> None:
    assert refusal(manager.counter(counter, "lend", body)) == {"status": 404, **told}


@pytest.mark.parametrize("minutes", [0, 241, "5", None])
def test_a_counter_is_left_alone_for_minutes_of_a_working_day(manager: Caller, minutes: object) -> None:
    answer = manager.counter("5", "leave-alone", {"minutes": minutes})

    assert answer.status_code == (200 if minutes is None else 422)


@pytest.mark.parametrize("deed", ["lend", "take-back", "leave-alone"])
def test_a_teller_does_not_decide_it(application: Application, manager: Caller, deed: str) -> None:
    answer = caller(application, "teller").counter("5", deed)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "wrong_role")
