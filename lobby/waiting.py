"""Waits, foretold beside the deeds: one thread and one worker process for each server process.

The thread brings what was learned up to date, hands a hall to the worker, keeps what comes back and has it shown. A
deed or a picture never waits for any of that: it takes what is there.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from threading import Condition, Lock, Thread
from time import monotonic

from lobby.clock import ReadsTime
from lobby.domain.errors import Unavailable
from lobby.domain.estimate import Waits, shown, sooner, steadied
from lobby.domain.forecast.compared import Comparison, weighed
from lobby.domain.forecast.foretold import foretell
from lobby.domain.forecast.live_scene import scene_of
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.scene import Scene
from lobby.domain.forecast.taught import Taught
from lobby.domain.hall import Hall
from lobby.domain.hours import midnight
from lobby.domain.later import with_later
from lobby.domain.simple_wait import Times, times_of
from lobby.store import Store
from lobby.waiting_lessons import Lessons
from lobby.waiting_process import Worker, WorkerFailed

GAP_SECONDS = 0.25
"""Between two forecasts of a branch at least (design: waits and time)."""

REST = 3
"""How many times as long as a forecast took its branch then rests: a hall of a thousand must not have the processor."""

LEARN_SECONDS = 1.0
"""Between two catchings up where nobody watches, and between two models."""

SILENT_SECONDS = 12.0
"""By the branch's clock: so old a forecast is made anew although nothing happened, since not to be called is news."""

ASKED_SECONDS = 60.0
"""Who asked so long ago may ask again; a forecast older than that is told to nobody."""

RETRY_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Branch:
    """What is known of a branch, by the process's own clock: when somebody last asked, and since when all is so.

    Who holds `learning` may use `lessons` and `model`.
    """

    lessons: Lessons
    waits: Waits = field(default_factory=Waits)
    has_news: bool = True
    asked_at: float = -inf
    done_at: float = -inf
    model: Model | None = None
    times: Times = field(default_factory=dict)
    model_at: float = -inf
    rests_until: float = -inf
    learning: Lock = field(default_factory=Lock)


class Waiting:
    """Every branch's waits. Safe to use from every thread; before `start` nothing is foretold."""

    def __init__(self, store: Store, clock: ReadsTime) -> None:
        self._store = store
        self._clock = clock
        self._branches = {branch.id: _Branch(Lessons(store, branch)) for branch in store.branches.values()}
        self._changed = Condition()
        self._is_watched: Callable[[str], bool] = lambda branch_id: False
        self._tell: Callable[[str, int], None] = lambda branch_id, seq: None
        self._thread: Thread | None = None
        self._is_over = False
        self.worker = Worker()

    def start(self, is_watched: Callable[[str], bool], tell: Callable[[str, int], None]) -> None:
        """Waits are foretold for branches that somebody watches or asks about, until the process ends; `tell` is called
        with the branch and its seq when there are other ones.
        """
        self._is_watched, self._tell = is_watched, tell
        self._thread = Thread(target=self._run, name="waits", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Nothing is foretold any more, and the worker process has ended."""
        with self._changed:
            self._is_over = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        self.worker.end()

    def waits(self, branch_id: str) -> Waits:
        """What is there; somebody asks for it."""
        one = self._branches[branch_id]
        now = monotonic()
        if now - one.asked_at > ASKED_SECONDS:
            with self._changed:
                one.asked_at = now
                self._changed.notify()
        one.asked_at = now
        if now - one.done_at <= ASKED_SECONDS:
            return one.waits
        return Waits(times=one.waits.times, later=one.waits.later)

    def changed(self, branch_id: str) -> None:
        """The branch has news, whichever process wrote them. Never waits."""
        one = self._branches[branch_id]
        if not one.has_news:
            with self._changed:
                one.has_news = True
                self._changed.notify()

    def believed(self, hall: Hall, now: datetime) -> Model:
        """What is believed of the hall's branch at this instant. Raises Unavailable."""
        one = self._branches[hall.branch.id]
        with one.learning:
            return self._model(one, one.lessons.caught_up(), hall, now)

    def weighed(self, before: Scene, after: Scene, model: Model, promised: float) -> Comparison:
        """`compared.weighed`, worked out by the worker process. Raises Unavailable `waits_unavailable`."""
        try:
            return self.worker.do(weighed, before, after, model, promised)
        except WorkerFailed as why:
            log.warning("two halls not compared: %s", why)
            raise Unavailable("waits_unavailable") from why

    def _run(self) -> None:
        while (branch_id := self._next_branch()) is not None:
            began, rest = monotonic(), GAP_SECONDS
            try:
                self._refresh(branch_id)
                rest = max(GAP_SECONDS, REST * (monotonic() - began))
            except Unavailable:
                rest = RETRY_SECONDS  # the store has told the log
            except WorkerFailed as why:
                log.warning("waits of %s not foretold: %s", branch_id, why)
                rest = RETRY_SECONDS
            except Exception:
                log.exception("waits of %s not foretold", branch_id)
                rest = RETRY_SECONDS
            self._branches[branch_id].rests_until = monotonic() + rest

    def _next_branch(self) -> str | None:
        """Wait for the branch that is due first, whose news are then seen to; None if all is over."""
        with self._changed:
            while not self._is_over:
                now = monotonic()
                due = {branch_id: self._due(branch_id, one, now) for branch_id, one in self._branches.items()}
                branch_id = min(due, key=lambda branch: due[branch])
                if due[branch_id] <= now:
                    self._branches[branch_id].has_news = False
                    return branch_id
                self._changed.wait(min(due[branch_id] - now, ASKED_SECONDS))
        return None

    def _due(self, branch_id: str, one: _Branch, now: float) -> float:
        if one.has_news:
            return one.rests_until if self._is_wanted(branch_id, now) else one.rests_until + LEARN_SECONDS
        if self._is_wanted(branch_id, now):
            silence = SILENT_SECONDS / self._clock.speed if self._clock.speed else inf
            return max(one.rests_until, one.done_at + silence)
        return inf

    def _is_wanted(self, branch_id: str, now: float) -> bool:
        return self._is_watched(branch_id) or now - self._branches[branch_id].asked_at <= ASKED_SECONDS

    def _refresh(self, branch_id: str) -> None:
        """What the journal taught is known, and if somebody wants to know there are new waits."""
        one = self._branches[branch_id]
        with one.learning:
            taught = one.lessons.caught_up()
        if not self._is_wanted(branch_id, monotonic()):
            return
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
        now = max(self._clock.now(), hall.last_at)
        before, after = one.waits, self._foretold(one, taught, hall, now)
        one.waits, one.done_at = after, monotonic()
        if before.seq != after.seq or _said(before, now) != _said(after, now):
            self._tell(branch_id, hall.seq)

    def _foretold(self, one: _Branch, taught: Taught, hall: Hall, now: datetime) -> Waits:
        with one.learning:
            model = self._model(one, taught, hall, now)
        if hall.day is None:
            return Waits(seq=hall.seq, times=one.times)
        found = self.worker.do(foretell, scene_of(hall, now), model, taught.levels)
        waits = Waits(hall.seq, now, found.holders, found.newcomers, one.times)
        return with_later(hall, one.waits, steadied(hall, one.waits, waits, now), now)

    def _model(self, one: _Branch, taught: Taught, hall: Hall, now: datetime) -> Model:
        """What is believed now, or was a moment ago: to put it together takes longer than to look at the hall."""
        if one.model is not None and monotonic() - one.model_at < LEARN_SECONDS:
            return one.model
        one.model = taught.learned.model(now.timestamp(), midnight(hall.branch, now).timestamp())
        one.times, one.model_at = times_of(one.model.paces), monotonic()
        return one.model


def _said(waits: Waits, now: datetime) -> tuple[object, ...]:
    """What people read of these waits at this instant."""
    if waits.at is None:
        return ()
    passed = now - waits.at
    told = (*waits.holders.items(), *waits.newcomers.items())
    read = ((key, None if wait is None else shown(sooner(wait, passed))) for key, wait in told)
    return (*read, frozenset(waits.later))
