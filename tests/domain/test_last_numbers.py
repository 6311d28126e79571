"""Once no more numbers are given, the hall hears up to which ones will be served."""

from datetime import date, datetime, time
from typing import Any

from lobby.domain import calls
from lobby.domain.board import board_view
from lobby.domain.estimate import Waits
from lobby.domain.hours import instant
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene

COUNTERS = {"1": ("cash", "transfer"), "2": ("loan",)}


def at(clock: str) -> datetime:
    """That time of Monday in Shanghai."""
    return instant(branch(), date(2026, 1, 5), time.fromisoformat(clock))


def notices(scene: Scene) -> Any:
    """The notices on the board."""
    return board_view(scene.hall, Waits(), scene.now)["notices"]


def hall_of(*services: str, **settings: Any) -> Scene:
    """Somebody took a number for each of these at half past four."""
    scene = Scene(branch(COUNTERS, **settings), at("16:30"))
    for service in services:
        scene.issues(service)
    return scene


def test_from_the_last_number_on_the_last_of_each_series_is_announced() -> None:
    scene = hall_of("cash", "cash", "transfer", "loan")
    scene.clock = at("16:44:59")
    before = notices(scene)

    scene.passes(seconds=1)

    assert before == []
    assert notices(scene) == [
        {
            "text": {
                "zh": "今天已停止取号，A002、B001、C001 及以前的号都会办完。",
                "en": "No more numbers today. All up to A002, B001 and C001 will be served.",
            },
            "services": ["cash", "transfer", "loan"],
        }
    ]


def test_the_last_number_stays_the_last_when_it_has_been_served_before_others() -> None:
    scene = hall_of("cash", "cash")
    scene.opens("1")
    scene.overrides("1", "A002")
    scene.at("1", calls.finish)
    scene.clock = at("16:50")

    [notice] = notices(scene)

    assert notice["text"]["en"] == "No more numbers today. All up to A002 will be served."


def test_a_series_of_which_nobody_is_left_is_not_named_and_without_anybody_there_is_no_notice() -> None:
    scene = hall_of("cash", "loan")
    scene.cancels("C001")
    scene.clock = at("16:50")
    [one] = notices(scene)

    scene.cancels("A001")

    assert one["text"]["zh"] == "今天已停止取号，A001 及以前的号都会办完。"
    assert notices(scene) == []


def test_round_the_clock_there_is_no_last_number() -> None:
    scene = hall_of("cash", opening=hours(round_the_clock=True))
    scene.clock = at("16:50")

    assert notices(scene) == []
