"""Fixtures of this folder."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from lobby.rehearsal.agenda import Agenda
from lobby.rehearsal.board import Board
from lobby.rehearsal.day import draw_day
from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.visits import Visits
from lobby.rehearsal.wire import Wire
from tests.rehearsal.far_end import FarEnd
from tests.rehearsal.houses import house

NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    with FarEnd() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def stage(far_end: FarEnd) -> Iterator[Stage]:
    """A day at nine on a clock of six hundred times the speed, against the far end."""
    tally, branch, clock, now = Tally(), house(), DayClock(600.0), time.monotonic()
    clock.see(NINE, asked=now, answered=now)
    clock.begin(NINE)
    with Wire(far_end.url, {"teller": "t-token", "manager": "m-token"}, tally) as wire:
        board, day = Board(wire, branch.id, clock), draw_day(1, 0.0, branch, None, ())
        yield Stage(branch, day, wire, tally, clock, board, Agenda(clock), Visits(), threading.Event())
