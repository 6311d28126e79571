"""Counters in a forecast: when each can call for the first time, and when its plan takes it away and brings it back.

Minutes count from the scene's now; infinite means never.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from lobby.domain.forecast.draws import given, longer, luck_of, shares, together
from lobby.domain.forecast.floor import Floor, pace_of
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.scene import Held, Scene, SceneCounter

_EARLY = 20 * 60.0
"""A pause that begins so many seconds before a break of the plan is that break (as for `seen_day.ABOUT`)."""


class PlayedCounter:
    """A counter, and how it stands in the replica that is being played (the latter `begin` sets anew).

    `firsts` are, by replica, when the ticket that it holds will be done, else when it asks first. `mask` are the groups
    that it serves, `breadth` how many services that are. At `until` its plan takes it away. `asks_at` is when it will
    ask, `worked_from` since when it works. `reserve`: how many wait when it opens though nobody planned it.
    """

    __slots__ = (
        "asks_at",
        "breadth",
        "changed",
        "changes_at",
        "factor",
        "firsts",
        "held",
        "id",
        "index",
        "is_leaving",
        "is_ready",
        "late",
        "lines",
        "luck",
        "mask",
        "ready_since",
        "reserve",
        "since",
        "span",
        "spans",
        "start",
        "until",
        "vip_first",
        "was_ready",
        "worked_from",
    )

    def __init__(self, index: int, counter: SceneCounter, scene: Scene, model: Model, floor: Floor, count: int) -> None:
        self.index = index
        self.id = counter.id
        self.vip_first = counter.vip_first
        self.factor = model.tellers.get(counter.teller or "", 1.0)
        self.held = counter.held
        self.luck = luck_of(counter.held.seq if counter.held else counter.id, count)
        self.since = (counter.since - scene.now) / 60

        mask, planned = floor.mask(counter.services), floor.mask(counter.planned_services)
        self.start = (mask, floor.at(mask), len(counter.services))
        self.changed = (planned, floor.at(planned), len(counter.planned_services))
        self.changes_at = inf if counter.services_until is None else max(0.0, (counter.services_until - scene.now) / 60)

        plan = [span for span in counter.plan or () if span[1] > scene.now]
        self.spans = [((start - scene.now) / 60, (end - scene.now) / 60) for start, end in plan]
        self.late = [
            [given(model.late_minutes, -span[0], share) for share in shares(counter.id, _late(start), count)]
            for span, (start, _) in zip(self.spans, plan, strict=True)
        ]
        is_planned = bool(self.spans) and self.spans[0][0] <= 0
        self.reserve = inf if counter.is_open or is_planned else model.reserves.get(counter.id, inf)
        self.is_leaving = _is_away(counter, scene.now) or _is_leaving(counter, scene.now)
        self.was_ready = counter.is_ready and counter.held is None and counter.is_open and not counter.is_paused
        self.firsts = _firsts(counter, scene, model, self.factor, count)
        self.begin()

    def begin(self) -> None:
        """It stands as it does in the scene."""
        self.mask, self.lines, self.breadth = self.start
        self.span, self.until = (-1, -inf) if self.is_leaving else (0, self.spans[0][1] if self.spans else inf)
        self.is_ready, self.ready_since, self.asks_at = False, self.since, inf
        self.worked_from = 0.0

    def change(self) -> None:
        """It serves again what was planned for it."""
        self.mask, self.lines, self.breadth = self.changed

    def reaches(self) -> int:
        """The groups that it serves at any time, if it is there or will be; a reserve alone promises nothing."""
        is_there = not self.is_leaving or self.spans
        return (self.start[0] | self.changed[0] if self.changes_at < inf else self.start[0]) if is_there else 0

    def planned_back(self, back: float, replica: int) -> float:
        """When it can call if it could at `back`: then, or when it comes back from what its plan has in between."""
        while back >= self.until:
            self.span += 1
            if self.span >= len(self.spans):
                return inf
            self.until = self.spans[self.span][1]
            back = max(back, self.spans[self.span][0] + self.late[self.span][replica])
        return back


def _is_away(counter: SceneCounter, now: float) -> bool:
    """Nobody sits there before the plan says so: it is closed, or paused for a break of its plan."""
    in_break = any(end <= now for _, end in counter.plan or ()) and all(
        start > now for start, end in counter.plan or () if end > now
    )
    return not counter.is_open or (
        counter.is_paused and counter.resumes is None and in_break and _comes_again(counter, now)
    )


def _is_leaving(counter: SceneCounter, now: float) -> bool:
    """It still works, though its break has begun; unless it is nearer the end of the break, and early back from it."""
    ended = [end for _, end in counter.plan or () if end <= now]
    coming = [start for start, end in counter.plan or () if end > now]
    return bool(ended and coming) and now < (ended[-1] + coming[0]) / 2


def _comes_again(counter: SceneCounter, now: float) -> bool:
    return any(end > now for _, end in counter.plan or ())


def _firsts(counter: SceneCounter, scene: Scene, model: Model, factor: float, count: int) -> list[float]:
    backs = _backs(counter, scene.now, model, count)
    if counter.held is None:
        return backs
    ends = _ends(counter.held, _minutes(counter.held.begun, scene.now), model, factor, count)
    return [max(pair) for pair in zip(ends, backs, strict=True)]


def _backs(counter: SceneCounter, now: float, model: Model, count: int) -> list[float]:
    """When whoever sits there could call, by replica, if no ticket and no plan were in the way."""
    lasted = _minutes(counter.since, now)
    if counter.is_paused and counter.resumes is not None:
        if counter.resumes > now:
            return [(counter.resumes - now) / 60] * count
        lasted = _minutes(counter.resumes, now)
        return _rest(model.late_minutes, lasted, shares(counter.id, "overdue", count))
    if counter.is_open and counter.is_paused:
        due = _due_back(counter)
        if due is None:
            return _rest(model.pause_minutes, lasted, shares(counter.id, "pause under way", count))
        if due <= now:
            return _rest(model.late_minutes, _minutes(due, now), shares(counter.id, "overdue", count))
        ahead = (due - now) / 60
        return [ahead + given(model.late_minutes, -ahead, share) for share in shares(counter.id, _late(due), count)]
    if counter.is_open and counter.held is None:
        return _rest(model.between, lasted, shares(counter.id, "gap under way", count))
    return [0.0] * count


def _due_back(counter: SceneCounter) -> float | None:
    """When a pause that is a break of the plan is meant to end; None of any other."""
    for (_, ends), (begins, _) in pairwise(counter.plan or ()):
        if ends - _EARLY <= counter.since < begins:
            return begins
    return None


def _late(start: float) -> str:
    """What is drawn of how late it opens then."""
    return f"late {start:.0f}"


def _minutes(since: float, now: float) -> float:
    """How long that has lasted; by a clock that was set back it has not begun."""
    return max(0.0, (now - since) / 60)


def _rest(pool: Sequence[float], lasted: float, drawn: Sequence[float]) -> list[float]:
    return [max(0.0, given(pool, lasted, share) - lasted) for share in drawn]


def _ends(held: Held, lasted: float, model: Model, factor: float, count: int) -> list[float]:
    """When the ticket is done that has been held so long, by replica; one that nobody started may still not come."""
    pace = pace_of(model, held.service)
    scale = pace.minutes * factor * (1 + model.per_slip * (held.slips - 1))
    luck = luck_of(held.seq, count)
    stays = longer(pace.pool, lasted / scale)
    chance = 0.0 if held.is_started else sum(model.no_shows) / len(model.no_shows)
    missing, coming = chance * longer(model.no_show_minutes, lasted), (1 - chance) * stays
    missed = missing / (missing + coming) if missing else 0.0
    ends = []
    for share, lot, times in zip(luck.lasting, luck.missing, together(model, count), strict=True):
        if lot < missed:
            ends.append(given(model.no_show_minutes, lasted, share) - lasted)
        else:
            ends.append(times * scale * given(pace.pool, lasted / (times * scale), share) - lasted)
    return ends
