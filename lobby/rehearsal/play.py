"""The whole rehearsal: looks at the server, draws the day, lets the players play it, and adds up.

One thread for each counter, one for those who come, one for those who leave, one that looks at the board.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from lobby.rehearsal.board import Board
from lobby.rehearsal.customers import read_cards
from lobby.rehearsal.day import draw_day
from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.opening import find_house, first_look, opening
from lobby.rehearsal.public import arrive, lose_patience
from lobby.rehearsal.recount import recount
from lobby.rehearsal.settings import CannotPlay, Progress, Settings
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.summary import Errors, Summary
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.teller import Teller
from lobby.rehearsal.visits import Visits
from lobby.rehearsal.wire import Wire

_PROGRESS_SECONDS = 0.25
_OVERTIME_MINUTES = 300.0
"""After closing. Patience ends all waiting long before; a day that still goes on then is broken off."""

_JOURNAL_PAGE = 500


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
        stage = Stage(house, day, wire, tally, clock, board, Visits(), threading.Event())
        _play(stage, settings.seed, progress)
        counted = recount(_journal(wire, house.id, int(first["seq"])), house.accounts)
    counts = tally.counts()
    return Summary(
        branch=house.id,
        day=board.day,
        seed=settings.seed,
        scale=settings.scale,
        speed=house.speed,
        minutes=day.minutes,
        tickets=stage.visits.counts(),
        waits=counted.waits,
        most_skips=counted.most_skips,
        caps=house.caps,
        errors=Errors(counts.errors, counts.first_errors),
        retries=counts.retries,
        conflicts=counts.conflicts,
        requests=counts.requests,
        wall_seconds=round(time.monotonic() - began, 2),
        late_seconds_max=round(max(clock.late_minutes * 60, counts.held_up_seconds * house.speed), 1),
    )


def _play(stage: Stage, seed: int, progress: Progress | None) -> None:
    """Everybody has played. What went wrong inside a player comes out here, after all have stopped."""
    tellers = [Teller(counter, stage, seed) for counter in stage.day.stints]
    ends_at = stage.day.minutes + (_OVERTIME_MINUTES if stage.day.whole else 0.0)
    aside = threading.Event()
    with ThreadPoolExecutor(len(tellers) + 3, "rehearsal") as pool:
        looking = pool.submit(stage.board.keep_looking, aside)
        leaving = pool.submit(lose_patience, stage)
        playing = {pool.submit(arrive, stage), *(pool.submit(teller.work) for teller in tellers)}
        pending = set(playing)
        try:
            while pending:
                pending = wait(pending, _PROGRESS_SECONDS).not_done
                now = stage.clock.now()
                failed = any(one.done() and one.exception() for one in {looking, leaving, *playing})
                if failed or now >= ends_at:
                    stage.over.set()
                if progress is not None:
                    progress(min(max(now, 0.0), stage.day.minutes), stage.day.minutes, stage.visits.issued())
        except KeyboardInterrupt:
            stage.over.set()
            wait(pending)
        finally:
            stage.over.set()
            aside.set()
    for player in (*playing, leaving, looking):
        player.result()


def _journal(wire: Wire, branch: str, since: int) -> Iterator[Mapping[str, Any]]:
    """The entries after `since`, oldest first."""
    while True:
        answer = wire.get(f"/branches/{branch}/journal?since={since}&limit={_JOURNAL_PAGE}", "teller")
        if not answer.done:
            raise CannotPlay(f"the journal cannot be read: {answer}")
        # Asked for what comes after `since`, so that a server that counts it in cannot make us read for ever.
        entries = [entry for entry in answer.body["entries"] if int(entry["seq"]) > since]
        if not entries:
            return
        yield from entries
        since = int(entries[-1]["seq"])
