"""Deeds on the ticket at a counter: what follows what, and when a customer counts as missed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from lobby.domain import calls
from lobby.domain.calls import SHOWN_AT_LEAST
from lobby.domain.errors import Conflict, LobbyError
from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.ticket import TicketState
from tests.domain.builders import branch
from tests.domain.scene import Scene

Deed = Callable[[Hall, str, datetime, str], Hall]


@pytest.fixture
def scene() -> Scene:
    """Counter 1 is open, A001 to A003 wait, a minute apart."""
    scene = Scene(branch({"1": ("cash",), "2": ("cash",)}))
    scene.opens("1")
    for _ in range(3):
        scene.issues()
        scene.passes(minutes=1)
    return scene


def refusal(deed: Callable[[], object]) -> str:
    """The code with which the deed is refused."""
    with pytest.raises(LobbyError) as refused:
        deed()
    return refused.value.code


def test_next_calls_the_first_and_the_counter_holds_it(scene: Scene) -> None:
    assert scene.next("1") == "A001"

    ticket = scene.hall.tickets["A001"]
    assert (ticket.state, ticket.counter, ticket.called_at) == (TicketState.CALLED, "1", scene.now)
    assert (scene.hall.counters["1"].ticket, scene.hall.counters["1"].since) == ("A001", scene.now)
    assert [ticket.number for line in scene.hall.lines(["cash"]) for ticket in line] == ["A002", "A003"]
    assert scene.facts[-1].detail == {"rule": "oldest"}


def test_next_names_those_passed_and_counts_their_skips(scene: Scene) -> None:
    number = scene.issues(class_id="gold")

    assert scene.next("1") == number

    assert scene.facts[-1].skipped == ("A001", "A002", "A003")
    assert [ticket.skips for line in scene.hall.lines(["cash"]) for ticket in line] == [{"tier": 1}] * 3


def test_next_with_a_ticket_at_the_counter_is_refused(scene: Scene) -> None:
    scene.next("1")

    with pytest.raises(Conflict) as refused:
        scene.next("1")

    assert (refused.value.code, refused.value.values["ticket"]) == ("counter_busy", "A001")


def test_next_with_nobody_eligible_makes_the_counter_ready(scene: Scene) -> None:
    scene.opens("2")
    scene.serves("2")

    assert scene.next("2") is None

    assert scene.hall.counters["2"].ready_since == scene.now
    assert scene.facts[-1].kind is Kind.COUNTER_READY


def test_finish_and_next_is_one_deed(scene: Scene) -> None:
    scene.next("1")

    facts = scene.at("1", calls.finish_then_next)

    assert [(fact.kind, fact.ticket) for fact in facts] == [
        (Kind.SERVICE_FINISHED, "A001"),
        (Kind.TICKET_CALLED, "A002"),
    ]


def test_finish_and_next_without_a_ticket_is_next(scene: Scene) -> None:
    facts = scene.at("1", calls.finish_then_next)

    assert [(fact.kind, fact.ticket) for fact in facts] == [(Kind.TICKET_CALLED, "A001")]


def test_a_recall_is_counted_and_announced_anew(scene: Scene) -> None:
    scene.next("1")
    scene.passes(seconds=20)

    scene.at("1", calls.recall)
    scene.at("1", calls.recall)

    assert scene.hall.tickets["A001"].recalls == 2
    seqs = [call.seq for call in scene.hall.calls]
    assert seqs == sorted(seqs, reverse=True)
    assert [(call.number, call.why is None) for call in scene.hall.calls] == [
        ("A001", True),
        ("A001", True),
        ("A001", False),
    ]


@pytest.mark.parametrize("deed", [calls.recall, calls.no_show, calls.start])
def test_a_started_service_can_be_neither_recalled_nor_missed_nor_started_again(scene: Scene, deed: Deed) -> None:
    scene.next("1")
    scene.passes(minutes=2)
    scene.at("1", calls.start)

    assert scene.hall.tickets["A001"].started_at == scene.now
    assert refusal(lambda: scene.at("1", deed)) == "already_serving"


@pytest.mark.parametrize("deed", [calls.recall, calls.start, calls.finish, calls.no_show])
def test_without_a_ticket_there_is_nothing_to_do(scene: Scene, deed: Deed) -> None:
    assert refusal(lambda: scene.at("1", deed)) == "no_ticket"
    assert refusal(lambda: scene.at("2", deed)) == "no_ticket"


def test_a_service_that_nobody_started_counts_from_the_call(scene: Scene) -> None:
    scene.next("1")
    called_at = scene.now
    scene.passes(minutes=4)

    scene.at("1", calls.finish)

    done = scene.closed[("2026-01-05", "A001")]
    assert (done.state, done.started_at, done.closed_at) == (TicketState.FINISHED, called_at, scene.now)
    assert "A001" not in scene.hall.tickets
    assert scene.hall.counters["1"].ticket is None


def test_who_was_recalled_counts_as_missed_from_the_end_of_the_time_to_come(scene: Scene) -> None:
    scene.next("1")
    allowed_at = scene.now + timedelta(seconds=60)
    scene.at("1", calls.recall)
    scene.clock = allowed_at - timedelta(microseconds=1)
    with pytest.raises(Conflict) as refused:
        scene.at("1", calls.no_show)
    assert (refused.value.code, refused.value.values["allowed_at"]) == ("too_early", allowed_at)

    scene.passes(microseconds=1)
    scene.at("1", calls.no_show)

    assert scene.hall.tickets["A001"].state is TicketState.MISSED
    assert scene.hall.counters["1"].ticket is None
    assert scene.next("1") == "A002"


def test_who_was_not_recalled_does_not_count_as_missed(scene: Scene) -> None:
    scene.next("1")
    scene.passes(hours=1)

    assert refusal(lambda: scene.at("1", calls.no_show)) == "recall_first"


def test_screens_keep_all_calls_of_the_last_minute_and_always_the_latest_few(scene: Scene) -> None:
    for _ in range(SHOWN_AT_LEAST + 4):
        scene.issues()
        scene.at("1", calls.finish_then_next)
        scene.passes(seconds=5)
    assert len(scene.hall.calls) == SHOWN_AT_LEAST + 4

    scene.passes(minutes=10)
    scene.at("1", calls.finish_then_next)

    assert len(scene.hall.calls) == SHOWN_AT_LEAST


def test_the_call_of_a_ticket_still_at_a_counter_is_kept_however_old(scene: Scene) -> None:
    scene.opens("2")
    held = scene.next("2")
    for _ in range(SHOWN_AT_LEAST + 4):
        scene.passes(minutes=5)
        scene.issues()
        scene.at("1", calls.finish_then_next)

    assert scene.hall.calls[-1].number == held
    assert scene.hall.calls[-1].why is not None
