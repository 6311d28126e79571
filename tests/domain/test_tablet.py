"""What the tablet shows of a hall: everybody who waits, late ones first, every counter, and the reason of each call."""

import json
from datetime import timedelta

import pytest

from lobby.domain import calls
from lobby.domain.course import Course, followed
from lobby.domain.estimate import Waits, holder, holders
from lobby.domain.hall import Call
from lobby.domain.tablet import tablet_view
from lobby.domain.ticket import Ticket, Wait
from lobby.domain.views import View, instant_view, wait_view
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.histories import History
from tests.domain.scene import Scene

NOTHING = Waits()
HOUSE = branch({"1": ("cash", "transfer"), "2": ("cash",), "6": ("wealth",)})


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counters 1 and 2 open."""
    scene = Scene(HOUSE)
    scene.opens("1", actor="zhang")
    scene.opens("2")
    return scene


def tablet(scene: Scene, *called: tuple[Call, Ticket]) -> View:
    course = followed(Course(MONDAY_TEN.date()), scene.facts, HOUSE.promises.wait)
    return tablet_view(scene.hall, NOTHING, course, called, scene.now)


def test_everybody_who_waits_stands_in_the_order_in_which_the_promise_breaks(scene: Scene) -> None:
    numbers = []
    for service, class_id in (("wealth", "ordinary"), ("cash", "ordinary"), ("cash", "gold"), ("transfer", "care")):
        numbers.append(scene.issues(service, class_id))
        scene.passes(minutes=1)

    queue = tablet(scene)["queue"]

    assert [row["number"] for row in queue] == numbers
    assert queue[0]["promise_at"] == instant_view(MONDAY_TEN + timedelta(minutes=20))
    assert [row["waited"] for row in queue] == [4, 3, 2, 1]


def test_one_who_waits_has_a_place_a_range_their_skips_and_what_may_be_said(scene: Scene) -> None:
    number = scene.issues("cash", shown=Wait(3, 5, 8))
    scene.issues("cash", "gold")
    scene.next("1")

    (row,) = tablet(scene)["queue"]

    ticket = scene.hall.tickets[number]
    prospect = holder(scene.hall, NOTHING, ticket, scene.now)
    assert (row["ahead"], row["wait"]) == (prospect.ahead, wait_view(prospect.wait))
    assert row["skips"] == [
        {"account": "tier", "used": 1, "cap": 2},
        {"account": "care", "used": 0, "cap": 1},
    ]
    assert (row["passed"], row["passed_by_at_most"]) == (1, 3)
    assert row["printed"]["shown"] == [3, 8]
    assert "1 次" in row["say"]["zh"]


def test_it_is_said_why_a_wait_gets_longer_than_was_printed_and_only_then() -> None:
    scene = Scene(branch())
    scene.opens("1")
    scene.issues()
    number = scene.issues(shown=Wait(3, 5, 8))
    scene.next("1")
    in_time = Waits(scene.hall.seq, scene.now, {number: Wait(2, 8, 20)}, {})
    later = Waits(scene.hall.seq, scene.now, {number: Wait(2, 8.01, 20)}, {})

    def told(waits: Waits) -> object:
        (row,) = tablet_view(scene.hall, waits, None, (), scene.now)["queue"]
        return row["later"]

    assert told(in_time) is None
    assert told(later) == [{"code": "busy", "open": 1, "waiting": 1}]


def test_who_cannot_be_served_now_has_no_range(scene: Scene) -> None:
    scene.issues("wealth")

    assert [row["wait"] for row in tablet(scene)["queue"]] == [None]


@pytest.mark.parametrize("seed", range(60))
def test_the_prospects_of_all_are_the_prospect_of_each(seed: int) -> None:
    history = History(seed)
    history.play(120)
    hall, now = history.scene.hall, history.scene.now
    waiting = [ticket for line in hall.queues.values() for ticket in line]

    assert holders(hall, NOTHING, now) == {t.number: holder(hall, NOTHING, t, now) for t in waiting}


def test_a_counter_has_its_teller_its_ticket_and_the_reason_of_that_call(scene: Scene) -> None:
    number = scene.issues("cash")
    scene.next("1")
    scene.passes(minutes=3)
    scene.at("1", calls.start)

    one, two, six = tablet(scene)["counters"]

    assert (one["id"], one["state"], one["teller"], one["number"]) == ("1", "serving", "zhang", number)
    assert one["present"]["why"]["rule"] == "only"
    assert one["present"]["called_at"] == instant_view(MONDAY_TEN)
    assert one["present"]["started_at"] == instant_view(MONDAY_TEN + timedelta(minutes=3))
    assert one["present"]["standard_minutes"] == 10
    assert (two["present"], six["state"]) == (None, "closed")


def test_a_group_counts_its_people_and_spans_what_newcomers_are_told() -> None:
    scene = Scene(branch({"1": ("cash",), "2": ("cash",)}))
    scene.opens("1")
    scene.issues()
    scene.passes(minutes=4)
    scene.issues()

    (group,) = tablet(scene)["groups"]

    assert (group["waiting"], group["longest_wait"]) == (2, 4)
    assert group["wait"]["shown"][0] < group["wait"]["shown"][1]


def test_a_group_that_nobody_serves_has_no_range(scene: Scene) -> None:
    by_group = {group["group"]: group["wait"] for group in tablet(scene)["groups"]}

    assert by_group["wealth"] is None
    assert by_group["cash"] == {"shown": [0, 0]}


def test_a_call_tells_all_of_its_reason_and_how_long_that_customer_waited(scene: Scene) -> None:
    passed = scene.issues("cash")
    number = scene.issues("cash", "gold", shown=Wait(1, 2, 3))
    scene.passes(minutes=2)
    scene.next("1")

    (call,) = tablet(scene, (scene.hall.calls[0], scene.hall.tickets[number]))["calls"]

    assert (call["number"], call["counter"], call["waited"]) == (number, "1", 2)
    assert (call["why"]["rule"], call["why"]["passed"]) == ("head_start", [passed])
    assert passed in call["why"]["staff"]["zh"]
    assert passed not in call["why"]["customer"]["zh"]
    assert call["printed"]["shown"] == [1, 3]


def test_no_ticket_can_be_taken_over_with_what_stands_on_the_tablet(scene: Scene) -> None:
    number = scene.issues("cash")
    scene.issues("cash")
    scene.next("1")

    said = json.dumps(tablet(scene, (scene.hall.calls[0], scene.hall.tickets[number])))

    assert "id-" not in said


def test_before_the_first_day_there_is_no_course() -> None:
    scene = Scene(branch(), MONDAY_TEN - timedelta(hours=5))

    view = tablet_view(scene.hall, NOTHING, None, (), scene.now)

    assert (view["course"], view["queue"], view["calls"]) == (None, [], [])
    assert view["numbers"]["reason"] == "before_hours"
