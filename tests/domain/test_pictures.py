"""What the board, the desk and a ticket's holder are shown of a hall: each as much as is theirs to see, and true."""

import json
from datetime import timedelta

import pytest

from lobby.domain import calls
from lobby.domain.board import board_view
from lobby.domain.counter import CounterState
from lobby.domain.desk import ROWS, desk_view
from lobby.domain.errors import NotFound
from lobby.domain.estimate import Waits, newcomer
from lobby.domain.slip import counters_for, issued_view, ticket_view
from lobby.domain.views import View, instant_view
from tests.domain.builders import branch
from tests.domain.histories import History
from tests.domain.scene import Scene

NOTHING = Waits()
HOUSE = branch({"1": ("cash", "transfer"), "2": ("cash",), "6": ("wealth",)}, vip_first=("6",))


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counters 1 and 2 open."""
    scene = Scene(HOUSE)
    scene.opens("1")
    scene.opens("2")
    return scene


def board(scene: Scene) -> View:
    return board_view(scene.hall, NOTHING, scene.now)


def desk(scene: Scene, counter: str = "1") -> View:
    return desk_view(scene.hall, counter, NOTHING, scene.now)


def test_the_board_shows_counters_in_the_order_of_the_wall(scene: Scene) -> None:
    assert [counter["id"] for counter in board(scene)["counters"]] == ["1", "2", "6"]


def test_the_board_counts_queues_in_the_order_of_the_configuration(scene: Scene) -> None:
    scene.issues("transfer")
    scene.passes(minutes=2.5)
    scene.issues("cash")

    queues = board(scene)["queues"]

    assert [(q["service"], q["waiting"], q["ahead"], q["longest_wait"]) for q in queues] == [
        ("cash", 1, 2, 0.0),
        ("transfer", 1, 2, 2.5),
        ("wealth", 0, 0, None),
    ]
    assert [q["wait"] is None for q in queues] == [False, False, True]


def test_a_call_is_answered_once_the_number_is_no_longer_called(scene: Scene) -> None:
    scene.issues()
    scene.next("2")
    assert [call["answered"] for call in board(scene)["calls"]] == [False]
    scene.at("2", calls.recall)
    assert [call["answered"] for call in board(scene)["calls"]] == [False, False]

    scene.at("2", calls.start)

    assert [(call["number"], call["counter"], call["answered"]) for call in board(scene)["calls"]] == [
        ("A001", "2", True),
        ("A001", "2", True),
    ]


def test_old_calls_beyond_the_latest_are_no_longer_on_the_board(scene: Scene) -> None:
    for _ in range(20):
        scene.issues()
        scene.at("1", calls.finish_then_next)

    assert len(board(scene)["calls"]) == 20
    scene.passes(seconds=60)
    assert len(board(scene)["calls"]) == 20
    scene.passes(microseconds=1)
    assert 6 <= len(board(scene)["calls"]) < 20


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, (True, None)), (405, (False, "after_last_number")), (8 * 60, (False, "after_last_number"))],
)
def test_the_board_says_whether_numbers_are_given(minutes: float, expected: tuple[bool, str | None]) -> None:
    scene = Scene(HOUSE)
    scene.passes(minutes=minutes)

    numbers = board(scene)["numbers"]

    assert (numbers["open"], numbers["reason"]) == expected
    assert (numbers["opens_at"] is None) is expected[0]


def test_the_board_knows_no_class_tier_service_of_a_person_nor_id() -> None:
    """S39: whatever happens, nothing on it ties a number to more than a counter."""
    for seed in range(700, 710):
        history = History(seed)
        history.play(100)
        shown = board(history.scene)
        said = json.dumps(shown)

        assert not any(secret in said for secret in ("gold", "platinum", "ordinary", "care", "id-", "tier", "class"))
        assert all(set(call) == {"seq", "number", "counter", "at", "answered"} for call in shown["calls"])


def test_the_desk_of_an_unknown_counter_is_not_found(scene: Scene) -> None:
    with pytest.raises(NotFound, match="unknown_counter"):
        desk(scene, "9")


def test_the_desk_says_who_is_next_and_calls_just_that_one() -> None:
    """What it promises is what next then does, over random halls."""
    asked = 0
    for seed in range(710, 770):
        history = History(seed)
        history.play(60)
        for counter in history.scene.hall.counters.values():
            scene = Scene.copy_of(history.scene)
            promised = desk(scene, counter.id)["next"]
            if counter.state is not CounterState.OPEN or promised is None:
                continue
            asked += 1
            scene.at(counter.id, calls.finish_then_next)
            present = desk(scene, counter.id)["present"]
            assert (present["number"], present["why"]) == (promised["number"], promised["why"])
    assert asked > 30


def test_the_desk_lists_those_after_next_and_counts_the_others(scene: Scene) -> None:
    numbers = [scene.issues() for _ in range(ROWS + 4)]
    scene.issues("wealth")

    shown = desk(scene, "2")

    assert shown["next"]["number"] == numbers[0]
    assert [row["number"] for row in shown["queue"]] == numbers[1 : ROWS + 1]
    assert shown["more"] == 3
    assert shown["elsewhere"] == [{"service": "wealth", "waiting": 1}]


def test_the_desk_of_a_ready_counter_says_until_when_it_is_ready(scene: Scene) -> None:
    scene.next("2")

    assert desk(scene, "2")["counter"]["ready_until"] == instant_view(scene.now + timedelta(minutes=10))


def test_the_desk_of_a_closed_counter_shows_what_is_planned_for_it(scene: Scene) -> None:
    scene.issues("wealth")

    assert desk(scene, "6")["next"]["number"] == "C001"


def test_the_desk_says_from_when_a_called_one_may_count_as_missed(scene: Scene) -> None:
    scene.issues(class_id="care")
    scene.passes(minutes=3)
    scene.next("1")
    scene.passes(minutes=5)

    present = desk(scene)["present"]

    assert present["no_show_at"] == instant_view(scene.now - timedelta(minutes=4))
    assert (present["waited"], present["care"], present["class"]) == (3.0, "elderly", "care")


def test_a_holder_sees_own_place_and_no_class(scene: Scene) -> None:
    for _ in range(2):
        scene.issues()
    number = scene.issues(class_id="gold")

    shown = ticket_view(scene.hall, scene.hall.tickets[number], NOTHING, scene.now)

    assert (shown["state"], shown["ahead"], shown["counter"], shown["passed"]) == ("waiting", 0, None, 0)
    assert shown["passed_by_at_most"] == 3
    assert not any(word in json.dumps(shown) for word in ("gold", "A001", "A002", '"id"'))


def test_a_holder_whose_number_was_called_sees_the_counter_and_no_wait(scene: Scene) -> None:
    number = scene.issues()
    scene.next("2")

    shown = ticket_view(scene.hall, scene.hall.tickets[number], NOTHING, scene.now)

    assert (shown["state"], shown["counter"], shown["ahead"], shown["wait"]) == ("called", "2", None, None)


def test_a_holder_who_was_served_sees_that_and_no_counter(scene: Scene) -> None:
    number = scene.issues()
    scene.next("2")
    scene.at("2", calls.finish)

    shown = ticket_view(scene.hall, scene.closed[("2026-01-05", number)], NOTHING, scene.now)

    assert (shown["state"], shown["counter"], shown["ahead"], shown["wait"]) == ("finished", None, None, None)


def test_a_service_that_no_counter_serves_now_names_those_planned_for_it(scene: Scene) -> None:
    assert counters_for(scene.hall, "cash") == ["1", "2"]
    assert counters_for(scene.hall, "wealth") == ["6"]
    scene.pauses("1")
    assert counters_for(scene.hall, "transfer") == ["1"]
    assert counters_for(scene.hall, "cash") == ["2"]


def test_the_answer_to_an_issue_says_whether_it_was_called_at_once(scene: Scene) -> None:
    scene.next("2")
    prospect = newcomer(scene.hall, NOTHING, "cash", "ordinary", scene.now)
    number = scene.issues()
    ticket = scene.hall.tickets[number]

    answer = issued_view(scene.hall, ticket, prospect)

    assert (answer["state"], answer["counter"], answer["url"]) == ("called", "2", f"/t/{ticket.id}")


def test_who_is_called_is_told_of_their_own_wait_and_no_longer_of_those_to_come(scene: Scene) -> None:
    number = scene.issues("cash")
    waiting = ticket_view(scene.hall, scene.hall.tickets[number], NOTHING, scene.now)["say"]
    scene.next("2")
    ticket = scene.hall.tickets[number]

    said = ticket_view(scene.hall, ticket, NOTHING, scene.now)["say"]

    assert waiting["zh"] == "还没有后来的号在您前面叫过；后来的人里最多 3 个先叫。"
    assert said["zh"] == "轮到您了。没有后来的号在您前面叫过。"
