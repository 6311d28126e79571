"""Alerts over HTTP: on the tablet as long as they last, and seen to by one person, whichever process tells of it."""

import pytest

from lobby.app import Application
from lobby.store import Store
from tests.clocks import HandClock
from tests.web.api import Caller, caller, refusal

ACKNOWLEDGE = "/branches/zhongshan/alerts/{}/acknowledge"


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may do a manager's deeds."""
    return caller(application, "manager")


def a_silent_hall(manager: Caller, clock: HandClock) -> None:
    """Two have waited for eleven minutes before open counters that call nobody."""
    for counter in ("1", "2"):
        manager.counter(counter, "open")
        manager.issue()
    clock.move(minutes=11)


def test_the_tablet_says_what_to_see_to(manager: Caller, clock: HandClock) -> None:
    a_silent_hall(manager, clock)

    [alert] = manager.here("/tablet").get_json()["alerts"]

    assert alert == {
        "key": "stall",
        "kind": "stall",
        "level": "danger",
        "since": "2026-01-05T02:00:00.000000Z",
        "about": {"counter": None, "number": None, "service": None, "n": 2, "counters": []},
        "acknowledged": None,
    }


def test_who_sees_to_it_is_told_to_everybody_and_in_the_journal(
    application: Application, manager: Caller, clock: HandClock
) -> None:
    a_silent_hall(manager, clock)

    said = manager.post(ACKNOWLEDGE.format("stall"))

    seen = {"by": "demo manager", "at": "2026-01-05T02:11:00.000000Z"}
    [alert] = manager.here("/tablet").get_json()["alerts"]
    last = manager.here("/journal?since=0").get_json()["entries"][-1]
    assert (said.status_code, said.get_json()["acknowledged"]) == (200, seen)
    assert alert["acknowledged"] == seen
    assert (last["kind"], last["alert"], last["actor"]) == ("alert_acknowledged", "stall", "demo manager")


def test_another_process_knows_who_sees_to_it(application: Application, manager: Caller, clock: HandClock) -> None:
    a_silent_hall(manager, clock)
    manager.post(ACKNOWLEDGE.format("stall"))
    store = application.rooms.lobby.store
    with store.read() as connection:
        here = store.hall(connection, "zhongshan")

    other = Store(str(store._writer.url), store.branches)
    with other.read() as connection:
        there = other.hall(connection, "zhongshan")
    other.close()

    assert there == here
    assert list(there.acknowledged) == ["stall"]


def test_a_second_one_is_told_who_went_already(application: Application, manager: Caller, clock: HandClock) -> None:
    a_silent_hall(manager, clock)
    manager.post(ACKNOWLEDGE.format("stall"))

    again = caller(application, "admin").post(ACKNOWLEDGE.format("stall"))

    assert refusal(again) == {
        "status": 409,
        "code": "already_acknowledged",
        "alert": "stall",
        "by": "demo manager",
        "at": "2026-01-05T02:11:00.000000Z",
    }


@pytest.mark.parametrize("key", ["late", "occupation-cash", "no_such", "x" * 80])
def test_what_is_not_the_matter_cannot_be_seen_to(manager: Caller, clock: HandClock, key: str) -> None:
    a_silent_hall(manager, clock)

    assert refusal(manager.post(ACKNOWLEDGE.format(key))) == {"status": 404, "code": "unknown_alert", "alert": key}
