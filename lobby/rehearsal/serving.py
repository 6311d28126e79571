"""One ticket after another at one counter: called, attended to, finished or given up on. No plan of the day here."""

import threading
from datetime import datetime
from random import Random

from lobby.rehearsal import aside, chances
from lobby.rehearsal.customers import Customer
from lobby.rehearsal.hands import Hands
from lobby.rehearsal.keys import Keys
from lobby.rehearsal.public import begin_visit, wish
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.turns import Turns
from lobby.rehearsal.visits import Place, Visit

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
        self._hands = Hands(keys, stage, chance)
        self._turns = Turns(keys, stage, self._hands)
        self._services = next(one.services for one in stage.house.counters if one.id == keys.counter)
        self._present: Visit | None = None

    def call_next(self) -> str | None:
        """The number called, the present visit being finished; None if nobody was, and the board will tell why."""
        first = self._call_first()
        if first is not None:
            return first
        if self._chance.random() < _FINISHES_APART:
            self.finish()
        finishing, self._present = self._present, None
        answer = self._keys.press("next", {"finish": True} if finishing else {})
        if finishing:
            self._stage.visits.settle(finishing, Place.GONE)
        return str(answer.body["ticket"]["number"]) if answer.status == 200 else None

    def help(self, customer: Customer) -> str | None:
        """Somebody without a number has one now: the number if it was called here, None if they wait, or got none."""
        self.finish()
        with self._stage.visits.arriving():
            answer = self._keys.press("walk-up", wish(customer))
            if not answer.done:
                self._stage.visits.turn_away()
                return None
            visit = begin_visit(self._stage, customer, answer.body)
        return visit.number if answer.body["counter"] == self._keys.counter else None

    def attend(self, number: str) -> None:
        """Who was called is present, to be finished; or has left the counter again; or has not come, and is missed."""
        visit = self._stage.visits.find(number, self._clock.now())
        self._stage.visits.settle(visit, Place.AT_COUNTER)
        called_at = self._clock.now()
        if self._sent_back(visit) or (self._stays_away(visit, called_at) and self._missed(called_at, visit)):
            return
        visit.has_come = True
        comes = self._clock.wait_until(called_at + self._chance.uniform(*_WALK_MINUTES), self._stage.over)
        if comes and self._chance.random() < _PRESSES_START:
            self._keys.press("start")
        self._present = visit if self._turns.serve(visit) else None

    def finish(self) -> None:
        """Nobody is present."""
        finishing, self._present = self._present, None
        if finishing is None:
            return
        if self._keys.press("finish").done and self._hands.took_back():
            self._keys.press("finish")
        self._stage.visits.settle(finishing, Place.GONE)

    def _call_first(self) -> str | None:
        """The number of somebody whom the lobby manager wants called before all others; None if there is nobody."""
        chosen = self._stage.visits.to_be_first(self._services)
        if chosen is None:
            return None
        self.finish()
        visit, reason = chosen
        answer = self._keys.press("call", {"ticket": visit.number, "reason": {"staff": reason}}, "manager")
        return visit.number if answer.done else None

    def _sent_back(self, visit: Visit) -> bool:
        """Whether the call was a mistake, and the customer waits again at the old place."""
        if not visit.ticket or not self._hands.happens(chances.CALLED_BY_MISTAKE):
            return False
        self._hands.work(self._chance.uniform(*chances.NOTICED_AFTER_SECONDS) / 60)
        self._stage.visits.settle(visit, Place.WAITING)
        self._keys.press("return", {"reason": "called_by_mistake"})
        return True

    def _stays_away(self, visit: Visit, called_at: float) -> bool:
        return not visit.has_come and visit.customer.fails_to_come(called_at - visit.issued_at)

    def _missed(self, called_at: float, visit: Visit) -> bool:
        """Whether a no-show was pressed: after one recall, and not before the branch's rule allows it.

        Not if it was taken back, because the customer came after all.
        """
        allowed_at = called_at + self._stage.house.min_call_minutes
        self._clock.wait_until((called_at + allowed_at) / 2, _NEVER)
        self._keys.press("recall")
        for _ in range(_NO_SHOW_TRIES):
            self._clock.wait_until(allowed_at, _NEVER)
            answer = self._keys.press("no-show")
            if answer.done and not self._hands.took_back():
                self._stage.visits.settle(visit, Place.ASIDE)
                aside.was_missed(self._stage, visit)
                return True
            if answer.code != "too_early":
                return False
            allowed_at = self._clock.minute_of(datetime.fromisoformat(answer.body["allowed_at"]))
        return False
