"""Deeds over HTTP on a ticket as the asker saw it (`if_state`): too late is said with the new truth, and nothing is
done.
"""

from collections.abc import Callable

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Body, Caller, caller, refusal
from tests.web.deeds import called, missed, parked, waiting

DEEDS: dict[str, Body] = {
    "park": {"minutes": 5, "reason": "form"},
    "redirect": {"machine": "1"},
    "transfer": {"service": "loss"},
    "grant": {"class": "care", "reason": "elderly"},
    "cancel": {"reason": "left"},
    "return": {"reason": "machine_failed"},
    "undo": {},
}
EVERY_DEED = pytest.mark.parametrize("deed", DEEDS)


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may do a manager's deeds."""
    return caller(application, "manager")


def on_first(manager: Caller, deed: str, seen: str) -> dict[str, object]:
    """What the deed on A001 is refused with, seen in that state; its status alone if it is done."""
    answer = manager.post(f"/branches/zhongshan/tickets/A001/{deed}", {**DEEDS[deed], "if_state": seen})
    return refusal(answer) if answer.status_code >= 400 else {"status": answer.status_code}


@EVERY_DEED
@pytest.mark.parametrize("seen", ["waiting", "parked"])
def test_who_was_called_in_between_stays_at_the_counter(
    manager: Caller, clock: HandClock, deed: str, seen: str
) -> None:
    called(manager, clock)
    before = manager.seq()

    refused = on_first(manager, deed, seen)

    assert refused == {"status": 409, "code": "already_called", "ticket": "A001", "counter": "2"}
    assert manager.seq() == before


@EVERY_DEED
def test_who_went_aside_in_between_stays_there(manager: Caller, clock: HandClock, deed: str) -> None:
    missed(manager, clock)
    before = manager.seq()

    refused = on_first(manager, deed, "waiting")

    assert refused == {"status": 409, "code": "state_changed", "ticket": "A001", "state": "missed"}
    assert manager.seq() == before


@EVERY_DEED
def test_who_left_in_between_is_gone(manager: Caller, clock: HandClock, deed: str) -> None:
    waiting(manager, clock)
    manager.post("/branches/zhongshan/tickets/A001/cancel", {"reason": "left"})

    assert on_first(manager, deed, "waiting") == {"status": 409, "code": "already_closed", "ticket": "A001"}


@pytest.mark.parametrize(
    ("before", "seen", "deeds"),
    [
        (waiting, "waiting", ("grant", "transfer", "park")),
        (waiting, "waiting", ("redirect",)),
        (waiting, "waiting", ("cancel",)),
        (parked, "parked", ("grant", "park", "undo")),
        (parked, "parked", ("return",)),
        (missed, "missed", ("return",)),
    ],
)
def test_as_it_was_seen_the_deed_is_done(
    manager: Caller, clock: HandClock, before: Callable[[Caller, HandClock], str], seen: str, deeds: tuple[str, ...]
) -> None:
    before(manager, clock)

    assert [on_first(manager, deed, seen) for deed in deeds] == [{"status": 200}] * len(deeds)


@pytest.mark.parametrize("seen", ["called", "serving", "finished", "gone", 1])
def test_a_state_in_which_nobody_waits_or_is_aside_cannot_be_meant(manager: Caller, seen: object) -> None:
    manager.issue()

    answer = manager.post("/branches/zhongshan/tickets/A001/transfer", {"service": "loss", "if_state": seen})

    assert refusal(answer)["code"] == "invalid_request"
