"""Timers. A job calls actions and nothing else, and may be late or run twice without harm."""

from collections.abc import Callable
from contextlib import suppress

from apscheduler.schedulers.background import BackgroundScheduler

from lobby.actions.days import pass_time
from lobby.actions.lending import lend_by_itself
from lobby.actions.lobby import Lobby
from lobby.domain.errors import Unavailable
from lobby.domain.hours import numbers
from lobby.domain.slow import why_slow
from lobby.realtime import Realtime

TICK_SECONDS = 1
LOG_SECONDS = 1
TURN_OUT_SECONDS = 60
"""How long the sockets of somebody who was signed out or revoked may go on receiving at most."""


def schedule(
    lobby: Lobby, changed: Callable[[str], object], realtime: Realtime, turn_out: Callable[[], None]
) -> BackgroundScheduler:
    """A started scheduler: at once and then each second it lets time pass in every branch, tells of branches that are
    no more where they were (`changed`), looks for what other processes wrote and lends counters where that happens by
    itself; each minute it calls `turn_out`.
    """
    seqs: dict[str, int] = {}
    by_time: dict[str, object] = {}

    def tick() -> None:
        halls = pass_time(lobby)
        for branch_id, hall in halls.items():
            if seqs.get(branch_id) != hall.seq:
                changed(branch_id)
            seqs[branch_id] = hall.seq
            if not realtime.is_watched(branch_id):
                by_time.pop(branch_id, None)
                continue
            now = lobby.clock.now()
            stands = numbers(hall.branch, now).reason, why_slow(hall, now)
            if by_time.setdefault(branch_id, stands) != stands:
                realtime.changed(branch_id, hall.seq)  # no fact tells of the last number's time, or of a silent hall
            by_time[branch_id] = stands
        realtime.look(seqs)
        lend_by_itself(lobby, halls.values())

    scheduler = BackgroundScheduler(timezone="UTC", daemon=True)
    jobs = (
        ("tick", tick, TICK_SECONDS),
        ("log", lobby.store.keep_log_short, LOG_SECONDS),
        ("turn out", turn_out, TURN_OUT_SECONDS),
    )
    for name, job, seconds in jobs:
        scheduler.add_job(_if_possible(job), "interval", seconds=seconds, id=name, max_instances=1, coalesce=True)
    tick()
    scheduler.start()
    return scheduler


def _if_possible(job: Callable[[], None]) -> Callable[[], None]:
    """The same, but without a word if the database does not answer: the store has told the log, the next time tries
    again.
    """

    def tried() -> None:
        with suppress(Unavailable):
            job()

    return tried
