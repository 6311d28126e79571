"""A teller's hands: they slip now and then, and take it back in time."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest

from lobby.rehearsal.agenda import Agenda
from lobby.rehearsal.board import Board
from lobby.rehearsal.day import draw_day
from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.hands import Hands
from lobby.rehearsal.keys import Keys
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.visits import Visits
from lobby.rehearsal.wire import Wire
from tests.rehearsal.far_end import FarEnd
from tests.rehearsal.houses import house

NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
UNDO = "/api/v1/branches/zhongshan/counters/1/undo"


class Luck(Random):
    """Chance that always gives this."""

    def __init__(self, given: float) -> None:
        super().__init__(0)
        self._given = given

    def random(self) -> float:
        return self._given


@pytest.fixture
def stage(far_end: FarEnd) -> Iterator[Stage]:
    """A day at nine on a clock of six hundred times the speed, against the far end."""
    tally, branch, clock, now = Tally(), house(), DayClock(600.0), time.monotonic()
    clock.see(NINE, asked=now, answered=now)
    clock.begin(NINE)
    with Wire(far_end.url, {"teller": "t-token"}, tally) as wire:
        board, day = Board(wire, branch.id, clock), draw_day(1, 0.0, branch, None, ())
        yield Stage(branch, day, wire, tally, clock, board, Agenda(clock), Visits(), threading.Event())


def hands(stage: Stage, luck: float) -> Hands:
    return Hands(Keys(stage.wire, stage.house.id, "1"), stage, Luck(luck))


def test_a_slip_of_the_hand_is_undone_some_seconds_later(far_end: FarEnd, stage: Stage) -> None:
    far_end.script = [(200, b'{"number": "A001"}')]

    assert hands(stage, 0.0).took_back()
    assert [path for path, _, _ in far_end.asked] == [UNDO]
    assert stage.clock.now() >= 1.5 / 60


def test_what_cannot_be_undone_any_more_stays_done(far_end: FarEnd, stage: Stage) -> None:
    far_end.script = [(409, b'{"code": "undo_too_late"}')]

    assert not hands(stage, 0.0).took_back()
    assert (stage.tally.counts().conflicts, stage.tally.counts().errors) == ({"undo_too_late": 1}, 0)


def test_a_steady_hand_takes_nothing_back(far_end: FarEnd, stage: Stage) -> None:
    assert not hands(stage, 0.99).took_back()
    assert far_end.asked == []


def test_on_a_day_that_is_broken_off_nothing_happens_any_more(far_end: FarEnd, stage: Stage) -> None:
    stage.over.set()

    assert not hands(stage, 0.0).took_back()
    assert not hands(stage, 0.0).work(1000.0)
    assert far_end.asked == []
