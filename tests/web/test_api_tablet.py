"""The tablet and a counter's timeline over HTTP: what stands in them agrees, also after a restart and on other days."""

from typing import Any

import pytest

from lobby.app import Application
from lobby.pictures import LATEST_CALLS, Pictures
from tests.clocks import HandClock
from tests.web.api import Caller, caller, refusal

TIMELINE = "/counters/2/timeline"


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may do a manager's deeds."""
    return caller(application, "manager")


def a_morning(manager: Caller, clock: HandClock) -> None:
    """Five came, one cancelled, two were served at counter 2, one is there."""
    manager.counter("2", "open")
    tickets = [manager.issue().get_json() for _ in range(5)]
    clock.move(minutes=21)
    manager.post(f"/tickets/{tickets[4]['id']}/cancel", {"reason": "no time"})
    for _ in range(3):
        manager.counter("2", "next", {"finish": True})
        clock.move(minutes=4)


def tablet(manager: Caller) -> Any:
    return manager.here("/tablet").get_json()


def test_the_tablet_tells_of_the_morning(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)

    picture = tablet(manager)

    assert [row["number"] for row in picture["queue"]] == ["A004"]
    assert [call["number"] for call in picture["calls"]] == ["A003", "A002", "A001"]
    assert [call["waited"] for call in picture["calls"]] == [29, 25, 21]
    course = picture["course"]
    assert (course["called"], course["in_time"], max(course["most_waiting"])) == (3, 0, 5)
    assert course["longest_wait"][-1] == 33


def test_another_process_tells_the_same_and_so_does_this_one_when_it_is_caught_up(
    application: Application, manager: Caller, clock: HandClock
) -> None:
    tablet(manager)
    a_morning(manager, clock)
    manager.counter("2", "finish")

    caught_up = tablet(manager)

    store = application.rooms.lobby.store
    fresh = Pictures(store, clock, application.waiting.waits, demo=True)
    assert fresh.tablet("zhongshan")["course"] == caught_up["course"]


def test_a_picture_of_a_moment_ago_has_the_course_of_that_moment(
    application: Application, manager: Caller, clock: HandClock
) -> None:
    store, courses = application.rooms.lobby.store, application.rooms.pictures._courses
    a_morning(manager, clock)
    with store.read() as connection:
        hall = store.hall(connection, "zhongshan")
        assert hall.day is not None
        manager.issue()
        tablet(manager)

        course = courses.of(connection, hall, hall.day)

    assert course.seq == hall.seq
    assert list(course.waiting) == ["A004"]


def test_a_new_day_has_a_course_of_its_own_and_the_old_one_can_still_be_asked_for_its_timeline(
    manager: Caller, clock: HandClock
) -> None:
    a_morning(manager, clock)
    tablet(manager)
    clock.move(hours=24)
    manager.counter("2", "open")

    picture, today = tablet(manager), manager.here(TIMELINE).get_json()
    monday = manager.here(f"{TIMELINE}?day=2026-01-05").get_json()

    assert (picture["course"]["day"], picture["calls"]) == ("2026-01-06", [])
    assert set(picture["course"]["most_waiting"]) == {0}
    assert (today["day"], [event["what"] for event in today["events"]]) == ("2026-01-06", ["opened"])
    stays = [(event["number"], event["how"]) for event in monday["events"] if event["what"] == "ticket"]
    assert stays == [("A001", "finished"), ("A002", "finished"), ("A003", "day_closed")]


def test_the_latest_calls_are_told_and_recalls_are_left_out(manager: Caller) -> None:
    manager.counter("2", "open")
    for _ in range(LATEST_CALLS + 3):
        manager.issue()
        manager.counter("2", "next", {"finish": True})
    manager.counter("2", "recall")

    calls = tablet(manager)["calls"]

    assert [call["number"] for call in calls] == [f"A{n:03}" for n in range(LATEST_CALLS + 3, 3, -1)]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "1767571200", "2026-1-5", "", "２０２６-01-05"])
def test_a_day_that_is_none_is_refused(manager: Caller, day: str) -> None:
    answer = manager.here(f"{TIMELINE}?day={day}")

    assert refusal(answer)["code"] == "invalid_request"


def test_a_counter_that_does_not_exist_has_no_timeline(manager: Caller) -> None:
    assert refusal(manager.here("/counters/99/timeline"))["code"] == "unknown_counter"
