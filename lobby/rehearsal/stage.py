"""Everything that the players of one rehearsal share."""

import threading
from dataclasses import dataclass

from lobby.rehearsal.agenda import Agenda
from lobby.rehearsal.board import Board
from lobby.rehearsal.day import Day
from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.house import House
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.visits import Visits
from lobby.rehearsal.wire import Wire


@dataclass(frozen=True, slots=True)
class Stage:
    """`over` is set when the day is to be broken off: nothing new begins, counters finish and close."""

    house: House
    day: Day
    wire: Wire
    tally: Tally
    clock: DayClock
    board: Board
    agenda: Agenda
    visits: Visits
    over: threading.Event
