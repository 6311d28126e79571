"""Tellers who come, go to lunch, are called away and go home; reserves and lendings when many wait."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeAlias

from tests.benchmarks.branch_days.hall import Counter, Hall

Spans: TypeAlias = list[tuple[int, int]]
"""When a counter is meant to be open, breaks left out, in seconds since midnight."""

MANY, QUIET = 12, 3
"""A counter is lent where so many wait; it goes back, and a reserve closes, when no more than the second do."""

ENOUGH_OPEN = 900
"""Seconds that a reserve stays at least."""


class Staffing:
    """Openings, pauses and closings. `ask` is what a counter's teller does who is free: told of the counter, and of how
    many times it has been interrupted."""

    def __init__(self, hall: Hall, ask: Callable[[Counter, int], None]) -> None:
        self._hall = hall
        self._ask = ask
        self._called_in: set[str] = set()

    def plan(self, counter: Counter, spans: Spans) -> None:
        """The counter's day: it opens a little late or early, has its breaks, and closes."""
        if not spans:
            return
        agenda, hall = self._hall.agenda, self._hall
        counter.closes_with_hall = spans[-1][1] >= hall.closes
        agenda.at(spans[0][0] + self._late(), self.open, counter)
        for (_, ends), (begins, _) in pairwise(spans):
            agenda.at(ends, self._break_due, counter, begins)
        agenda.at(spans[-1][1], self._close_due, counter)

    def open(self, counter: Counter) -> None:
        """The counter is open."""
        if counter.is_open:
            return
        layout = self._hall.layout
        counter.is_open, counter.opened_at = True, self._hall.now
        told: dict[str, Any] = {"services": list(counter.services)} if layout.tells_services else {}
        if layout.tells_teller:
            told["teller"] = counter.teller
        self._hall.tell("counter_opened", counter, **told, vip_first=counter.seat.vip_first)
        self._begin_stint(counter)

    def has_gone(self, counter: Counter) -> bool:
        """Whether the free counter's teller went, because something was due."""
        alone = not self._hall.waiting(counter.services)
        if counter.due_close and (alone or not counter.closes_with_hall):
            self._close(counter)
        elif counter.due_break is not None:
            self._pause(counter, "lunch", counter.due_break + self._late())
        elif counter.due_pause is not None:
            self._pause(counter, "other", self._hall.now + counter.due_pause)
        elif counter.seat.reserve_at and self._is_over(counter):
            self._close(counter)
        else:
            return False
        return True

    def leaves_open(self, counter: Counter) -> bool:
        """Whether the teller went to lunch without finishing the ticket at the counter."""
        if counter.due_break is None or self._hall.chance.random() >= self._hall.layout.habits.left_open:
            return False
        self._pause(counter, "lunch", counter.due_break + self._late())
        return True

    def look(self) -> None:
        """Somebody has begun to wait: a reserve is called in, a counter lent, where so many wait."""
        for counter in self._hall.counters:
            if counter.seat.reserve_at:
                self._call_in(counter)
            elif counter.seat.lent and counter.is_open and not counter.is_paused:
                self._lend(counter)

    def take_back(self, counter: Counter) -> None:
        """A lent counter that is free serves its own again, where few wait elsewhere or many of its own."""
        own, others = self._hall.waiting(counter.seat.services), self._hall.waiting(counter.seat.lent)
        if counter.services != counter.seat.services and (others <= QUIET or own > QUIET):
            self._serve(counter, ())

    def _late(self) -> int:
        habits, chance = self._hall.layout.habits, self._hall.chance
        return int(60 * chance.gauss(habits.late_mean, habits.late_sd))

    def _begin_stint(self, counter: Counter) -> None:
        counter.stint += 1
        counter.due_pause = None
        habits, chance = self._hall.layout.habits, self._hall.chance
        if habits.pauses:
            self._hall.agenda.later(3600 * chance.expovariate(habits.pauses), self._pause_due, counter, counter.stint)
        self._hall.agenda.later(5, self._ask, counter, counter.asking)

    def _pause_due(self, counter: Counter, stint: int) -> None:
        """Whoever should be gone already, or is about to, is not called away first."""
        if counter.stint != stint or not counter.is_open or counter.is_paused or self._hall.now >= self._hall.closes:
            return
        habits, chance = self._hall.layout.habits, self._hall.chance
        counter.due_pause = int(60 * habits.pause_median * math.exp(habits.pause_sd * chance.gauss(0.0, 1.0)))
        self._go_if_free(counter)

    def _break_due(self, counter: Counter, until: int) -> None:
        counter.due_break = until
        self._go_if_free(counter)

    def _close_due(self, counter: Counter) -> None:
        counter.due_close = True
        self._go_if_free(counter)

    def _go_if_free(self, counter: Counter) -> None:
        if counter.is_open and not counter.is_paused and counter.holds is None:
            self.has_gone(counter)

    def _pause(self, counter: Counter, reason: str, until: int) -> None:
        """Who leaves late for a break has most of it all the same."""
        counter.due_pause = None
        if reason == "lunch":
            until = max(until, self._hall.now + 600)
            counter.due_break = None
        counter.is_paused, counter.ready_since = True, None
        counter.asking += 1
        self._hall.tell("counter_paused", counter, reason=reason)
        self._hall.agenda.at(max(until, self._hall.now + 30), self._come_back, counter)

    def _come_back(self, counter: Counter) -> None:
        """At once for the break, if that has begun meanwhile."""
        if counter.due_break is not None:
            until, counter.due_break = counter.due_break + self._late(), None
            self._hall.agenda.at(max(until, self._hall.now + 30), self._come_back, counter)
            return
        counter.is_paused = False
        self._hall.tell("counter_resumed", counter)
        self._begin_stint(counter)

    def _close(self, counter: Counter) -> None:
        counter.is_open, counter.ready_since = False, None
        counter.asking += 1
        counter.stint += 1
        counter.due_break = counter.due_pause = None
        counter.services = counter.seat.services
        self._called_in.discard(counter.id)
        self._hall.tell("counter_closed", counter)

    def _is_over(self, counter: Counter) -> bool:
        waiting, now = self._hall.waiting(counter.services), self._hall.now
        if now >= self._hall.closes:
            return waiting == 0
        return waiting <= QUIET and now >= counter.opened_at + ENOUGH_OPEN

    def _call_in(self, counter: Counter) -> None:
        """It takes a few minutes until somebody is there."""
        if counter.is_open or counter.id in self._called_in or self._hall.now >= self._hall.closes:
            return
        if self._hall.waiting(counter.services) >= counter.seat.reserve_at:
            self._called_in.add(counter.id)
            self._hall.agenda.later(self._hall.chance.uniform(30, 150), self.open, counter)

    def _lend(self, counter: Counter) -> None:
        """Lent while its own are few and a dozen wait elsewhere."""
        own, others = self._hall.waiting(counter.seat.services), self._hall.waiting(counter.seat.lent)
        if counter.services == counter.seat.services and others >= MANY and own < QUIET:
            self._serve(counter, counter.seat.lent)

    def _serve(self, counter: Counter, lent: tuple[str, ...]) -> None:
        counter.services = (*counter.seat.services, *lent)
        self._hall.tell("counter_services_set", counter, services=list(counter.services), lent=list(lent))
