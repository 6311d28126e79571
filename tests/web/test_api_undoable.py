"""The desk's picture says what has just been done at its counter and can be undone, also of a ticket that is closed."""

from typing import Any

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, caller


@pytest.fixture
def teller(application: Application) -> Caller:
    """A teller at counter 2, which serves A001."""
    teller = caller(application)
    teller.counter("2", "open")
    teller.issue()
    teller.counter("2", "next")
    return teller


def undoable(teller: Caller, counter: str = "2") -> Any:
    return teller.here(f"/desk?counter={counter}").get_json()["undoable"]


def test_a_finish_is_offered_at_its_counter_alone_until_ten_seconds_have_passed(
    teller: Caller, clock: HandClock
) -> None:
    before = undoable(teller)
    teller.counter("2", "finish")
    offered, elsewhere = undoable(teller), undoable(teller, "1")
    clock.move(seconds=10)
    at_the_end = undoable(teller)
    clock.move(microseconds=1)

    assert before is None
    assert offered == {"deed": "finish", "number": "A001", "until": "2026-01-05T02:00:10.000000Z"}
    assert elsewhere is None
    assert at_the_end == offered
    assert undoable(teller) is None


def test_what_is_offered_is_what_undo_does(teller: Caller) -> None:
    teller.counter("2", "park", {"minutes": 20, "reason": "approval"})
    offered = undoable(teller)

    undone = teller.counter("2", "undo").get_json()

    desk = teller.here("/desk?counter=2").get_json()
    assert (offered["deed"], offered["number"]) == ("park", "A001")
    assert (undone["number"], undone["state"]) == ("A001", "called")
    assert (desk["present"]["number"], desk["undoable"]) == ("A001", None)


def test_a_pause_in_between_does_not_hide_it(teller: Caller) -> None:
    teller.counter("2", "finish")

    teller.counter("2", "pause", {"reason": "lunch"})

    assert undoable(teller)["deed"] == "finish"


def test_after_the_ticket_has_left_for_good_nothing_is_offered(teller: Caller) -> None:
    teller.counter("2", "park", {"minutes": 20, "reason": "approval"})
    teller.post("/branches/zhongshan/tickets/A001/cancel", {"reason": "left"})

    assert undoable(teller) is None
    assert teller.counter("2", "undo").get_json()["code"] == "nothing_to_undo"
