"""What people are told of their wait: what was foretold of the hall a moment ago, and the simple formula without it.

How many are ahead is counted in the hall as it stands. The wait was foretold elsewhere (`lobby/waiting.py`), perhaps
some facts ago: what has passed since is taken off it here. Nobody ever waits for a forecast.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil, floor

from lobby.domain import simple_wait
from lobby.domain.hall import Hall
from lobby.domain.simple_wait import AT_ONCE, Prospect, Times
from lobby.domain.ticket import Ticket, Wait

SHORTEST = 0.5
"""Minutes that a wait of unknown end is said to last at most, at the least: shown, they are the next minute."""


LEAST_LONGER = 3.0
"""Minutes by which a wait is told to be longer at the least (science.md section 2)."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What was foretold of a branch when it stood at its fact `seq`, at that instant; None: nothing was.

    `holders` by the number of everybody who waited then, `newcomers` by (service, class) of somebody who came then; a
    wait is None where no counter is expected to serve it. `times` are for the formula. `later` by number: since when it
    has been said that somebody waits longer than was printed (`later.py`).
    """

    seq: int = 0
    at: datetime | None = None
    holders: Mapping[str, Wait | None] = field(default_factory=dict)
    newcomers: Mapping[tuple[str, str], Wait | None] = field(default_factory=dict)
    times: Times = field(default_factory=dict)
    later: Mapping[str, datetime] = field(default_factory=dict)

    def seq_in(self, hall: Hall) -> int:
        """The seq that the waits in a picture of this hall are of: by the formula, its own."""
        return hall.seq if self.at is None else min(self.seq, hall.seq)


def newcomer(hall: Hall, waits: Waits, service: str, class_id: str, now: datetime) -> Prospect:
    """The prospect of somebody who would take a number now."""
    simple = simple_wait.newcomer(hall, waits.times, service, class_id, now)
    key = (service, class_id)
    if waits.at is None or hall.day is None or key not in waits.newcomers:
        return simple
    return _better(simple, _Told(waits.newcomers[key], waits.at), now, is_current=waits.seq == hall.seq)


def holder(hall: Hall, waits: Waits, ticket: Ticket, now: datetime) -> Prospect:
    """The prospect of somebody who waits with this ticket."""
    simple = simple_wait.holder(hall, waits.times, ticket, now)
    return _better(simple, _told(waits, ticket), now, is_current=waits.seq == hall.seq)


def holders(hall: Hall, waits: Waits, now: datetime) -> dict[str, Prospect]:
    """The prospect of everybody who waits, by number, each the same as `holder` answers."""
    is_current, tickets = waits.seq == hall.seq, hall.tickets
    return {
        number: _better(simple, _told(waits, tickets[number]), now, is_current=is_current)
        for number, simple in simple_wait.holders(hall, waits.times, now).items()
    }


def shown(wait: Wait) -> tuple[int, int]:
    """The range for people, in minutes: rounded outwards, by 1 below ten and by 5 above (science.md section 2).

    0 to 0 is said only to somebody who will be called at once.
    """
    if wait.high == 0:
        return 0, 0
    low = floor(wait.low) if wait.low < 10 else 5 * floor(wait.low / 5)
    high = ceil(wait.high) if wait.high <= 10 else 5 * ceil(wait.high / 5)
    return low, max(high, low + (1 if low < 10 else 5))


def sooner(wait: Wait, passed: timedelta) -> Wait:
    """The wait that is left when this much of it has passed; who has not been called is not called at once either."""
    minutes = max(0.0, passed.total_seconds() / 60)
    low, mid, high = (max(0.0, one - minutes) for one in (wait.low, wait.mid, wait.high))
    return Wait(low, mid, max(high, min(wait.high, SHORTEST)))


def steadied(hall: Hall, before: Waits, after: Waits, now: datetime) -> Waits:
    """The forecast `after`, in which nobody is told of a wait longer by less than LEAST_LONGER than by the one before,
    or by the ticket: small news would come and go. Whoever waits less than was said is told so at once.
    """
    holders_: dict[str, Wait | None] = {}
    for number, wait in after.holders.items():
        told = _told(before, hall.tickets[number])
        left = None if told is None else told.left(now)
        holders_[number] = wait if wait is None or left is None else _steady(left, wait)
    return replace(after, holders=holders_)


@dataclass(frozen=True, slots=True)
class _Told:
    """A wait that somebody was told of at that instant."""

    wait: Wait | None
    at: datetime

    def left(self, now: datetime) -> Wait | None:
        """What is left of it."""
        return None if self.wait is None else sooner(self.wait, now - self.at)


def _told(waits: Waits, ticket: Ticket) -> _Told | None:
    """What was foretold of this ticket; None if nothing was: by the formula people are told anew each time."""
    if waits.at is None:
        return None
    if ticket.seq > waits.seq:  # it came after the forecast, and was told what its ghost was foretold
        return None if ticket.came_back_at else _Told(ticket.shown, ticket.issued_at)
    if ticket.number not in waits.holders or ticket.waits_since > waits.at:  # it waits again
        return None
    return _Told(waits.holders[ticket.number], waits.at)


def _better(simple: Prospect, told: _Told | None, now: datetime, *, is_current: bool) -> Prospect:
    """The same number ahead, and what is left of the wait foretold; but what a free counter does is certain, and that
    nobody serves something is not told any more once a counter may have opened.
    """
    if told is None or simple.wait == AT_ONCE or (told.wait is None and not is_current):
        return simple
    return replace(simple, wait=told.left(now), is_foretold=True)


def _steady(before: Wait, after: Wait) -> Wait:
    """The wait `after`, each end of which, and the middle, is later than before by LEAST_LONGER or not at all.

    The middle, which no page shows, is not sooner by less either: whether it passes what was printed would come and go.
    """
    high = _later(before.high, after.high)
    mid = min(after.mid, high)
    mid = min(before.mid, high) if abs(mid - before.mid) < LEAST_LONGER else mid
    return Wait(_later(before.low, min(after.low, mid)), mid, high)


def _later(before: float, after: float) -> float:
    return before if before < after < before + LEAST_LONGER else after
