"""One ticket after another at one counter: called, attended to, finished or given up on. No plan of the day here."""

import threading
from datetime import datetime
from random import Random

from lobby.rehearsal.keys import Keys
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.visits import Fate, Visit

_WALK_MINUTES = (0.2, 0.6)
_PRESSES_START = 0.8
_FINISHES_APART = 0.2
"""Assumed: how long people walk, how often a teller presses start, and finish and next as two deeds."""

_NO_SHOW_TRIES = 3

_NEVER = threading.Event()
"""Never set: the minute that a called number is given is kept even when the day is broken off."""


class Serving:
    """At most one visit is present: attended to, and to be finished with the next deed."""

    def __init__(self, keys: Keys, stage: Stage, chance: Random) -> None:
        self._keys = keys
        self._stage = stage
        self._clock = stage.clock
        self._chance = chance
        self._present: Visit | None = None

    def call_next(self) -> str | None:
        """The number called, the present visit being finished; None if nobody was, and the board will tell why."""
        if self._chance.random() < _FINISHES_APART:
            self.finish()
        finishing, self._present = self._present, None
        answer = self._keys.press("next", {"finish": True} if finishing else {})
        if answer.done and finishing:
            self._stage.visits.settle(finishing, Fate.FINISHED)
        return str(answer.body["ticket"]["number"]) if answer.status == 200 else None

    def attend(self, number: str) -> None:
        """Who was called has been served, and is present until finished; or has not come, and is missed."""
        visit = self._stage.visits.find(number, self._clock.now())
        self._stage.visits.settle(visit, Fate.CALLED)
        called_at = self._clock.now()
        if visit.customer.fails_to_come(called_at - visit.issued_at) and self._missed(called_at, visit):
            return
        self._present = visit
        comes_at = called_at + self._chance.uniform(*_WALK_MINUTES)
        if self._clock.wait_until(comes_at, self._stage.over) and self._chance.random() < _PRESSES_START:
            self._keys.press("start")
        self._clock.wait_until(comes_at + visit.customer.service_minutes, self._stage.over)

    def finish(self) -> None:
        """Nobody is present."""
        finishing, self._present = self._present, None
        if finishing is not None and self._keys.press("finish").done:
            self._stage.visits.settle(finishing, Fate.FINISHED)

    def _missed(self, called_at: float, visit: Visit) -> bool:
        """Whether a no-show could be pressed: after one recall, and not before the branch's rule allows it."""
        allowed_at = called_at + self._stage.house.min_call_minutes
        self._clock.wait_until((called_at + allowed_at) / 2, _NEVER)
        self._keys.press("recall")
        for _ in range(_NO_SHOW_TRIES):
            self._clock.wait_until(allowed_at, _NEVER)
            answer = self._keys.press("no-show")
            if answer.done:
                self._stage.visits.settle(visit, Fate.MISSED)
                return True
            if answer.code != "too_early":
                return False
            allowed_at = self._clock.minute_of(datetime.fromisoformat(answer.body["allowed_at"]))
        return False
