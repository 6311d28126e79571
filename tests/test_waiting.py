"""Waits beside the deeds: who asks gets what is there, better ones come, and no deed waits for them. A real worker."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lobby.actions.days import pass_time
from lobby.app import Application, build
from lobby.clock import Clock
from lobby.domain.branch import ORDINARY
from lobby.store.reading import checkpoint
from lobby.waiting import SILENT_SECONDS, Waiting
from tests.clocks import MONDAY_TEN, HandClock
from tests.config.changes import changed
from tests.soon import soon
from tests.web.api import Caller, caller

BRANCH = "zhongshan"
FORETOLD_SECONDS = 20
"""Within this a worker has been started and has answered."""


class Heard:
    """Who is watched, and of what was told."""

    def __init__(self) -> None:
        self.watched: set[str] = set()
        self.told: list[tuple[str, int]] = []
        self._came = threading.Condition()

    def tell(self, branch_id: str, seq: int) -> None:
        with self._came:
            self.told.append((branch_id, seq))
            self._came.notify_all()

    def hears(self, told: tuple[str, int]) -> bool:
        with self._came:
            return self._came.wait_for(lambda: told in self.told, timeout=FORETOLD_SECONDS)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def waiting(application: Application, heard: Heard) -> Iterator[Waiting]:
    """Counter 1 has called somebody, three more wait for cash, and waits are foretold from now on."""
    teller, kiosk = caller(application), caller(application, "kiosk")
    teller.counter("1", "open")
    for _ in range(4):
        kiosk.issue()
    teller.counter("1", "next")
    application.waiting.start(heard.watched.__contains__, heard.tell)
    yield application.waiting
    application.waiting.end()


@pytest.fixture
def kiosk(application: Application) -> Caller:
    return caller(application, "kiosk")


def is_foretold(waiting: Waiting, kiosk: Caller) -> bool:
    """Whether before long there are waits of the branch as it stands."""
    return soon(
        lambda: waiting.waits(BRANCH).at is not None and waiting.waits(BRANCH).seq == kiosk.seq(), FORETOLD_SECONDS
    )


def test_who_asks_is_answered_at_once_and_foretold_more_soon(waiting: Waiting, kiosk: Caller, heard: Heard) -> None:
    assert waiting.waits(BRANCH).at is None

    assert heard.hears((BRANCH, kiosk.seq()))

    waits = waiting.waits(BRANCH)
    assert waits.seq == kiosk.seq()
    assert list(waits.holders) == ["A002", "A003", "A004"]
    middles = [wait.mid for wait in waits.holders.values() if wait is not None]
    assert middles == sorted(middles)
    assert len(middles) == 3
    ghost = waits.newcomers["cash", ORDINARY]
    assert ghost is not None
    assert ghost.mid > middles[-1]


def test_a_number_says_what_its_ghost_was_foretold_and_the_journal_that_it_was(waiting: Waiting, kiosk: Caller) -> None:
    assert is_foretold(waiting, kiosk)
    ghost = waiting.waits(BRANCH).newcomers["cash", ORDINARY]
    assert ghost is not None
    [queue] = [q for q in kiosk.here("/board").get_json()["queues"] if q["service"] == "cash"]

    issued = kiosk.issue().get_json()

    assert issued["wait"] == queue["wait"]
    assert issued["wait"]["mid"] == pytest.approx(ghost.mid, abs=0.01)
    entries = caller(kiosk.application).here("/journal").get_json()["entries"]
    shown = [entry for entry in entries if entry["kind"] == "estimate_shown"][-1]
    assert (shown["low"], shown["mid"], shown["high"], shown["foretold"]) == (ghost.low, ghost.mid, ghost.high, True)


def test_a_picture_says_of_which_seq_its_waits_are_and_comes_again_with_new_ones(
    waiting: Waiting, kiosk: Caller, heard: Heard
) -> None:
    assert is_foretold(waiting, kiosk)
    before = kiosk.seq()
    assert waiting.worker.pid is not None
    os.kill(waiting.worker.pid, signal.SIGSTOP)

    kiosk.issue()
    at_once = kiosk.here("/board").get_json()
    os.kill(waiting.worker.pid, signal.SIGCONT)

    assert (at_once["seq"], at_once["waits_seq"]) == (kiosk.seq(), before)
    assert heard.hears((BRANCH, kiosk.seq()))
    assert kiosk.here("/board").get_json()["waits_seq"] == kiosk.seq()


def test_no_deed_waits_for_a_worker_that_hangs(waiting: Waiting, kiosk: Caller) -> None:
    assert is_foretold(waiting, kiosk)
    assert waiting.worker.pid is not None
    os.kill(waiting.worker.pid, signal.SIGSTOP)

    issued = [kiosk.issue().get_json() for _ in range(3)]

    assert waiting.waits(BRANCH).seq < kiosk.seq()
    assert [one["ahead"] for one in issued] == [3, 4, 5]
    assert None not in [one["wait"] for one in issued]
    os.kill(waiting.worker.pid, signal.SIGCONT)
    assert is_foretold(waiting, kiosk)


def test_a_worker_that_died_is_replaced_and_nobody_notices(waiting: Waiting, kiosk: Caller) -> None:
    assert is_foretold(waiting, kiosk)
    first = waiting.worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    assert kiosk.issue().status_code == 201

    assert is_foretold(waiting, kiosk)
    assert waiting.worker.pid != first


def test_where_nobody_watches_or_asks_nothing_is_foretold_but_learned_all_the_same(
    application: Application, clock: HandClock, heard: Heard
) -> None:
    lobby, waiting = application.rooms.lobby, application.waiting
    pass_time(lobby)
    waiting.start(heard.watched.__contains__, heard.tell)
    clock.move(days=1)

    pass_time(lobby)

    def kept() -> list[str]:
        with lobby.store.read() as connection:
            return [branch for branch in lobby.store.branches if checkpoint(connection, branch) is not None]

    assert soon(lambda: kept() == [BRANCH, "renmin"], FORETOLD_SECONDS)
    assert waiting.worker.pid is None
    assert heard.told == []
    waiting.end()


def test_what_somebody_watches_is_foretold_without_being_asked_for(
    waiting: Waiting, kiosk: Caller, heard: Heard
) -> None:
    heard.watched.add(BRANCH)

    kiosk.issue()

    assert heard.hears((BRANCH, kiosk.seq()))


def test_of_a_closed_branch_nothing_is_foretold(waiting: Waiting, kiosk: Caller, clock: HandClock) -> None:
    assert is_foretold(waiting, kiosk)
    clock.move(hours=14)

    pass_time(kiosk.application.rooms.lobby)

    assert soon(lambda: waiting.waits(BRANCH).seq == kiosk.seq(), FORETOLD_SECONDS)
    assert waiting.waits(BRANCH).at is None


def test_not_to_have_been_called_is_news_too(address: str, tmp_path: Path) -> None:
    """On a clock so fast that silence is soon long enough."""
    fast = Clock(MONDAY_TEN, time.monotonic(), speed=600)
    made = build(changed(SERVER__DATABASE=address, SERVER__SECRETS=str(tmp_path / "secrets")), fast)
    caller(made).counter("1", "open")
    kiosk, heard = caller(made, "kiosk"), Heard()
    for _ in range(3):
        kiosk.issue()
    made.waiting.start(lambda branch_id: branch_id == BRANCH, heard.tell)
    assert is_foretold(made.waiting, kiosk)
    first = made.waiting.waits(BRANCH)

    assert soon(lambda: made.waiting.waits(BRANCH).at != first.at, FORETOLD_SECONDS)

    again = made.waiting.waits(BRANCH)
    made.waiting.end()
    made.rooms.lobby.store.close()
    assert first.at is not None
    assert again.at is not None
    assert again.seq == first.seq
    assert (again.at - first.at).total_seconds() >= SILENT_SECONDS
