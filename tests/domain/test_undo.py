"""Undo: finish, no-show, park, transfer, redirect and errand, within ten seconds, if nothing has been built on it."""

from collections.abc import Callable

import pytest

from lobby.domain import errands
from lobby.domain.calls import finish, finish_then_next, no_show, recall, start
from lobby.domain.errors import Conflict
from lobby.domain.hall import Hall
from lobby.domain.ticket import Ticket, TicketState
from tests.domain.builders import branch
from tests.domain.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Monday at ten: counter 1 is open, and serves somebody who came for cash, started a minute ago."""
    scene = Scene(branch({"1": ("cash", "loan"), "2": ("wealth",)}, machines={"m1": ("cash",)}))
    scene.opens("1")
    scene.opens("2")
    scene.issues()
    scene.next("1")
    scene.passes(minutes=1)
    scene.at("1", start)
    scene.passes(minutes=3)
    return scene


Deed = Callable[[Scene], object]
DEEDS: dict[str, Deed] = {
    "finish": lambda scene: scene.at("1", finish),
    "park": lambda scene: scene.parks("A001"),
    "transfer": lambda scene: scene.transfers("A001", "wealth"),
    "redirect": lambda scene: scene.sends_to("m1", "A001"),
    "errand elsewhere": lambda scene: scene.does(lambda hall, now: errands.errand(hall, "1", "wealth", now, "teller")),
}
EVERY_DEED = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())


def told_apart(hall: Hall) -> tuple[dict[str, Ticket], dict[str, object]]:
    """What an undo must bring back: every ticket, and what the counters hold since when."""
    return dict(hall.tickets), {c.id: (c.ticket, c.since, c.state, c.services) for c in hall.counters.values()}


@EVERY_DEED
def test_after_an_undo_everything_is_as_if_the_deed_had_never_been(scene: Scene, deed: Deed) -> None:
    before = told_apart(scene.hall)
    deed(scene)
    undone = scene.hall.seq
    scene.passes(seconds=10)

    scene.undoes("A001")

    assert told_apart(scene.hall) == before
    assert scene.facts[-1].detail == {"undone_seq": undone}
    assert (scene.facts[-1].ticket, scene.facts[-1].counter) == ("A001", "1")


@EVERY_DEED
def test_after_more_than_ten_seconds_it_is_too_late(scene: Scene, deed: Deed) -> None:
    deed(scene)
    scene.passes(seconds=10, milliseconds=1)

    with pytest.raises(Conflict, match=r"undo_too_late \(ticket=A001, seconds=10\)"):
        scene.undoes("A001")


@EVERY_DEED
def test_a_counter_that_serves_somebody_else_takes_nobody_back(scene: Scene, deed: Deed) -> None:
    scene.issues()
    deed(scene)
    scene.next("1")

    with pytest.raises(Conflict, match=r"counter_busy \(counter=1, ticket=A002\)"):
        scene.undoes("A001")


def test_a_finish_that_called_the_next_is_not_undone_as_the_hall_heard_the_call(scene: Scene) -> None:
    scene.issues()
    scene.at("1", finish_then_next)

    with pytest.raises(Conflict, match="counter_busy"):
        scene.undoes("A001")


def test_a_counter_that_became_ready_takes_its_customer_back(scene: Scene) -> None:
    scene.at("1", finish_then_next)
    assert scene.hall.counters["1"].is_ready

    scene.undoes("A001")

    assert (scene.hall.counters["1"].ticket, scene.hall.counters["1"].ready_since) == ("A001", None)


def test_a_closed_counter_takes_nobody_back(scene: Scene) -> None:
    scene.at("1", finish)
    scene.closes("1")

    with pytest.raises(Conflict, match="counter_closed"):
        scene.undoes("A001")


def test_a_no_show_is_undone_with_the_recalls_it_had(scene: Scene) -> None:
    number = scene.issues("wealth")
    scene.next("2")
    scene.at("2", recall)
    scene.passes(minutes=2)
    scene.at("2", no_show)

    scene.undoes(number)

    back = scene.hall.tickets[number]
    assert (back.state, back.recalls, back.aside) == (TicketState.CALLED, 1, None)


def test_a_transfer_that_was_called_elsewhere_is_too_late_and_says_where(scene: Scene) -> None:
    scene.transfers("A001", "wealth")
    scene.next("2")

    with pytest.raises(Conflict, match=r"already_called \(ticket=A001, counter=2\)"):
        scene.undoes("A001")


def test_what_was_done_to_somebody_who_waits_is_undone_and_a_ready_counter_gets_them(scene: Scene) -> None:
    number = scene.issues("wealth")
    scene.parks(number)
    scene.next("2")

    scene.undoes(number)

    assert scene.hall.counters["2"].ticket == number


def test_only_the_last_deed_can_be_undone_and_only_once(scene: Scene) -> None:
    scene.parks("A001")
    scene.undoes("A001")
    scene.returns("A001", "called_by_mistake")

    with pytest.raises(Conflict, match="nothing_to_undo"):
        scene.undoes("A001")


def test_skips_that_were_counted_since_stay(scene: Scene) -> None:
    number = scene.issues("wealth")
    scene.transfers(number, "loan")
    scene.issues("loan", class_id="platinum")
    scene.at("1", finish_then_next)

    scene.undoes(number)

    assert scene.hall.tickets[number].skips == {"tier": 1}
