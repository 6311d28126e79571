"""Timers. A job calls actions and nothing else, and may be late or run twice without harm."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from apscheduler.schedulers.background import BackgroundScheduler

from lobby.actions.days import keep_learned, pass_time
from lobby.actions.lobby import Lobby
from lobby.domain.errors import Unavailable
from lobby.realtime import Realtime

TICK_SECONDS = 1


def schedule(lobby: Lobby, catch_up: Callable[[str], object], realtime: Realtime) -> BackgroundScheduler:
    """A started scheduler: at once and then each second it lets time pass in every branch, brings what was learned
    up to date (`catch_up`, by branch) and looks for what other processes wrote.
    """
    seqs: dict[str, int] = {}
    open_days: dict[str, date | None] = {}

    def tick() -> None:
        for branch_id, hall in pass_time(lobby).items():
            if seqs.get(branch_id) != hall.seq:
                catch_up(branch_id)
            before = open_days.get(branch_id)
            if before is not None and before != hall.day:
                keep_learned(lobby, branch_id, before)
            seqs[branch_id], open_days[branch_id] = hall.seq, hall.day
        realtime.look(seqs)

    def tick_if_possible() -> None:
        with suppress(Unavailable):  # the store has told the log; the next second tries again
            tick()

    scheduler = BackgroundScheduler(timezone="UTC", daemon=True)
    scheduler.add_job(tick_if_possible, "interval", seconds=TICK_SECONDS, id="tick", max_instances=1, coalesce=True)
    tick()
    scheduler.start()
    return scheduler
