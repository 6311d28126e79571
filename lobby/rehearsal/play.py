"""The whole rehearsal: looks at the server, draws the day, lets the players play it, and adds up.

One thread for each counter, one for those who come, one for all that is to be done later, one that looks at the board.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from random import Random

from lobby.rehearsal.adding_up import add_up
from lobby.rehearsal.agenda import Agenda
from lobby.rehearsal.board import Board
from lobby.rehearsal.cards import read_cards
from lobby.rehearsal.day import draw_day
from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.lobby_manager import lend
from lobby.rehearsal.opening import find_house, first_look, opening
from lobby.rehearsal.plans import change_plan
from lobby.rehearsal.public import arrive
from lobby.rehearsal.rounds import Rounds
from lobby.rehearsal.settings import Progress, Settings
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.summary import Summary
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.teller import Teller
from lobby.rehearsal.visits import Visits
from lobby.rehearsal.wire import Wire

_PROGRESS_SECONDS = 0.25
_OVERTIME_MINUTES = 300.0
"""After closing. Patience ends all waiting long before; a day that still goes on then is broken off."""


def rehearse(settings: Settings, progress: Progress | None = None) -> Summary:
    """The day has been played against the server and is added up; the counters are closed again.

    A keyboard interrupt breaks the day off as calmly as the end of `minutes` does: those at the counters are finished
    at once, counters close, who still waits is left waiting. Raises CannotPlay if there is nothing to play against.
    """
    began = time.monotonic()
    tally = Tally()
    with Wire(settings.url, settings.tokens, tally) as wire:
        house = find_house(wire, settings)
        clock = DayClock(house.speed)
        board = Board(wire, house.id, clock)
        first = first_look(board)
        clock.begin(opening(house, clock.instant(), first["numbers"]))
        day = draw_day(settings.seed, settings.scale, house, settings.minutes, read_cards())
        stage = Stage(house, day, wire, tally, clock, board, Agenda(clock), Visits(), threading.Event())
        play(stage, settings.seed, progress)
        return add_up(stage, first, settings.seed, settings.scale, time.monotonic() - began)


def play(stage: Stage, seed: int, progress: Progress | None) -> None:
    """Everybody has played. What went wrong inside a player comes out here, after all have stopped."""
    tellers = [Teller(counter, stage, seed) for counter in stage.day.stints]
    for lent in stage.day.lendings:
        stage.agenda.at(lent.begins, partial(lend, stage, lent))
    for foreseen in stage.day.foreseen:
        stage.agenda.at(foreseen.told_at, partial(change_plan, stage, foreseen))
    Rounds(stage, Random(f"{seed}/rounds")).begin()
    ends_at = stage.day.minutes + (_OVERTIME_MINUTES if stage.day.whole else 0.0)
    aside = threading.Event()
    with ThreadPoolExecutor(len(tellers) + 3, "rehearsal") as pool:
        looking = pool.submit(stage.board.keep_looking, aside)
        later = pool.submit(stage.agenda.work, stage.over)
        playing = {pool.submit(arrive, stage), *(pool.submit(teller.work) for teller in tellers)}
        pending = set(playing)
        try:
            while pending:
                pending = wait(pending, _PROGRESS_SECONDS).not_done
                now = stage.clock.now()
                failed = any(one.done() and one.exception() for one in {looking, later, *playing})
                if failed or now >= ends_at:
                    stage.over.set()
                if progress is not None:
                    progress(min(max(now, 0.0), stage.day.minutes), stage.day.minutes, stage.visits.issued)
        except KeyboardInterrupt:
            stage.over.set()
            wait(pending)
        finally:
            stage.over.set()
            aside.set()
    for player in (*playing, later, looking):
        player.result()
