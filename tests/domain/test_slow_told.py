"""What a ticket's holder and the hall are told of a slow queue: as soon as it concerns them, and never whose errand."""

import json

import pytest

from lobby.domain import calls
from lobby.domain.board import board_view
from lobby.domain.estimate import Waits
from lobby.domain.slip import ticket_view
from lobby.domain.slow import Cause, SlowCode, cause_view, why_slow
from lobby.domain.ticket import Wait
from tests.domain.scene import Scene
from tests.domain.slow_halls import HOUSE, ON_PAPER, PROMISE_MINUTES, busy

NOTHING = Waits()


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, all three counters open and somebody at each, so that whoever comes waits."""
    return busy(Scene(HOUSE), "1", "2", "3")


def test_the_holder_hears_it_as_soon_as_it_is_foreseen_and_the_hall_only_when_it_has_come(scene: Scene) -> None:
    number = scene.issues(shown=ON_PAPER)
    ticket = scene.hall.tickets[number]
    scene.passes(minutes=4)

    def told(wait: Wait) -> tuple[bool, list[object]]:
        waits = Waits(scene.hall.seq, scene.now, {number: wait}, {})
        shown = ticket_view(scene.hall, ticket, waits, scene.now)
        return shown["is_later"], shown["slow"]

    assert told(Wait(2, 11, 19)) == (False, [])
    assert told(Wait(2, 11.01, 19)) == (True, [{"code": "busy", "open": 3, "waiting": 1}])
    assert why_slow(scene.hall, scene.now) == {}


def test_a_holder_who_has_just_come_hears_why_the_queue_is_slow(scene: Scene) -> None:
    scene.issues()
    scene.passes(minutes=PROMISE_MINUTES + 1)
    number = scene.issues()
    ticket = scene.hall.tickets[number]

    told = ticket_view(scene.hall, ticket, NOTHING, scene.now)

    assert (told["is_later"], told["slow"]) == (False, [{"code": "long_errands"}])


def test_board_and_ticket_show_the_code_and_only_what_is_known_beside_it(scene: Scene) -> None:
    number = scene.issues()
    scene.at("1", calls.finish)
    scene.pauses("1")
    scene.passes(minutes=PROMISE_MINUTES + 1)

    queues = {q["service"]: q["slow"] for q in board_view(scene.hall, NOTHING, scene.now)["queues"]}
    held = ticket_view(scene.hall, scene.hall.tickets[number], NOTHING, scene.now)["slow"]

    paused = {"code": "paused", "counters": ["1"], "reason": "lunch", "until": "2026-01-05T02:45:00.000000Z"}
    assert queues == {"cash": [paused, {"code": "long_errands"}], "loan": []}
    assert held == queues["cash"]
    assert cause_view(Cause(SlowCode.FEW_COUNTERS, open=1, planned=3)) == {
        "code": "few_counters",
        "open": 1,
        "planned": 3,
    }


def test_what_a_called_ticket_shows_is_not_slow(scene: Scene) -> None:
    scene.issues()
    scene.passes(minutes=PROMISE_MINUTES + 1)

    shown = ticket_view(scene.hall, scene.hall.tickets["A001"], NOTHING, scene.now)

    assert (shown["state"], shown["slow"]) == ("called", [])


def test_no_cause_names_a_number_a_class_or_a_service_of_a_person(scene: Scene) -> None:
    """S39: that every counter is long at work is said, never who is."""
    scene.issues("cash", "gold")
    scene.passes(minutes=PROMISE_MINUTES + 1)

    said = json.dumps([q["slow"] for q in board_view(scene.hall, NOTHING, scene.now)["queues"]])

    assert said == '[[{"code": "long_errands"}], []]'
