"""A teller at one counter: opens, calls one after another, goes to lunch, falls silent, closes, all as planned."""

import math
import time
from collections import deque
from collections.abc import Mapping
from random import Random
from typing import Any

from lobby.rehearsal.keys import GivesUp, Keys
from lobby.rehearsal.serving import Serving
from lobby.rehearsal.shifts import After, Stint
from lobby.rehearsal.stage import Stage

_BOARD_PATIENCE_SECONDS = 0.5
_LEAVING_TRIES = 5


class Teller:
    """One counter's day. `work` is one thread's work from the first stint to the closing of the counter."""

    def __init__(self, counter: str, stage: Stage, seed: int) -> None:
        self._counter = counter
        self._stage = stage
        self._clock = stage.clock
        self._keys = Keys(stage.wire, stage.house.id, counter)
        self._serving = Serving(self._keys, stage, Random(f"{seed}/counter/{counter}"))
        self._breaks = deque(stage.day.breaks[counter])
        self._walk_ups = deque(stage.day.walk_ups[counter])

    def work(self) -> None:
        """The counter has been manned as planned and is closed; broken off as soon as the day is over."""
        begun = False
        try:
            for stint in self._stage.day.stints[self._counter]:
                # Who comes back from lunch late, having served into it, is late by plan and not by the players' fault.
                if not self._clock.wait_until(max(stint.begins, self._clock.now()), self._stage.over):
                    break
                begun = True
                self._begin()
                self._serve(stint)
                if stint.after is After.PAUSE and not self._stage.over.is_set():
                    self._leave("pause", {"reason": self._stage.house.lunch_reason})
            if begun:
                self._leave("close", {})
        except GivesUp as giving_up:
            self._stage.tally.error(str(giving_up))

    def _begin(self) -> None:
        """The counter is open, whatever state it was left in; who was still there is served to the end."""
        seen = self._keys.look()
        if seen.state == "closed":
            self._keys.press("open")
        elif seen.state == "paused":
            self._keys.press("resume")
        elif seen.number is not None:
            self._serving.attend(seen.number)

    def _serve(self, stint: Stint) -> None:
        """Call after call until the stint ends, for the last one until nobody is left."""
        while not self._stage.over.is_set():
            if stint.after is After.PAUSE and self._ended(stint):
                return
            self._keep_silent(stint)
            self._take_break()
            number = self._help_walk_up() or self._serving.call_next()
            if number is None:
                if self._ended(stint):
                    return
                number = self._stand_ready(stint)
            if number is not None:
                self._keep_silent(stint)
                self._serving.attend(number)

    def _ended(self, stint: Stint) -> bool:
        if self._clock.now() < stint.ends:
            return False
        visits = self._stage.visits
        return stint.after is After.PAUSE or (visits.doors_closed.is_set() and not visits.is_anybody_expected())

    def _take_break(self) -> None:
        """The pause that is due has been taken, and the counter is open again."""
        if self._breaks and self._breaks[0].begins <= self._clock.now():
            due = self._breaks.popleft()
            self._leave("pause", {"reason": due.reason})
            if self._clock.wait_until(self._clock.now() + due.minutes, self._stage.over):
                self._begin()

    def _is_wanted(self) -> bool:
        """Whether a break is due, or somebody without a number stands here."""
        due = [one.begins for one in self._breaks] + [one.comes_at for one in self._walk_ups]
        return min(due, default=math.inf) <= self._clock.now()

    def _help_walk_up(self) -> str | None:
        """The number of somebody who came here without one and was called at once; None if nobody was."""
        if self._walk_ups and self._walk_ups[0].comes_at <= self._clock.now():
            return self._serving.help(self._walk_ups.popleft())
        return None

    def _stand_ready(self, stint: Stint) -> str | None:
        """The number that came to the counter by itself; None when the stint ended or next must be pressed again."""
        moment = time.monotonic()
        while not self._stage.over.is_set() and not self._ended(stint) and not self._is_wanted():
            seen = self._stage.board.after(moment, self._counter, _BOARD_PATIENCE_SECONDS)
            if seen is None:
                continue
            if seen.number is not None:
                return seen.number
            if seen.state != "ready":
                self._begin()
                return None
            moment = seen.asked
        return None

    def _keep_silent(self, stint: Stint) -> None:
        """Nobody is called from here, and nobody is attended to, while the counter is to be silent."""
        begins, ends = stint.silent or (math.inf, math.inf)
        if begins <= self._clock.now() < ends:
            self._serving.finish()
            self._clock.wait_until(ends, self._stage.over)

    def _leave(self, deed: str, body: Mapping[str, Any]) -> None:
        """The counter is paused or closed and empty: a ready one may have been sent somebody at the last moment."""
        self._serving.finish()
        for _ in range(_LEAVING_TRIES):
            self._keys.press(deed, body)
            seen = self._keys.look()
            if seen.number is None:
                return
            self._serving.attend(seen.number)
            self._serving.finish()
