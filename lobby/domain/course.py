"""The course of a day: how many waited, and how long, in slots of five minutes. A fold over the day's facts.

A slot's `most` is the most people who waited at any one instant of it, and its `longest` the longest that anybody who
waits had then waited, at any instant up to its end: so a peak is kept although it was over when the slot ended. An
instant at which something happens is seen before and after it. Nobody waits who was called, is aside, or left; whoever
waits again has waited since the number was taken, as everywhere on the tablet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from lobby.domain.branch import Branch
from lobby.domain.fact import Fact, Kind
from lobby.domain.hours import instant
from lobby.domain.views import View, instant_view

SLOT = timedelta(minutes=5)
"""Short enough to show a wave of customers, long enough that a day fits a tablet: some hundred slots."""

NO_TIME = timedelta()

_WAITS = frozenset({Kind.TICKET_ISSUED, Kind.TICKET_TRANSFERRED, Kind.TICKET_RETURNED, Kind.TICKET_BACK_LATE})
_WAITS_NOT = frozenset({Kind.TICKET_CALLED, Kind.TICKET_PARKED, Kind.TICKET_REDIRECTED, Kind.TICKET_LEFT})
_UNDOABLE = frozenset(
    {
        *(Kind.SERVICE_FINISHED, Kind.TICKET_MISSED, Kind.TICKET_PARKED),
        *(Kind.TICKET_TRANSFERRED, Kind.TICKET_REDIRECTED),
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Five minutes of a day; see the module for `most` and `longest`."""

    start: datetime
    most: int
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who took a number: when, whether they were ever called, and whether they waited before their last deed
    that may be undone.
    """

    at: datetime
    was_called: bool = False
    had_waited: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """The course of one business day up to its fact `seq`, at `at` (None before the first).

    `slots` follow each other without a gap; the last one is not over. `came` has everybody by number, `waiting` those
    who wait with the instant of issue. Of all, `called` were called at least once, `in_time` first within the promise.
    """

    day: date
    seq: int = 0
    at: datetime | None = None
    slots: tuple[Slot, ...] = ()
    came: Mapping[str, Came] = field(default_factory=dict)
    waiting: Mapping[str, datetime] = field(default_factory=dict)
    called: int = 0
    in_time: int = 0
    is_over: bool = False


def followed(course: Course, facts: Iterable[Fact], promise: timedelta) -> Course:
    """The course after these facts too: those of its day that come after `seq`, in order. Others change nothing."""
    fold = _Fold(course)
    for fact in facts:
        if fact.day == course.day and fact.seq > fold.seq:
            fold.take(fact, promise)
    return fold.course(course.day)


def until(course: Course, now: datetime) -> Course:
    """The course as it stands at `now` if nothing has happened since; a day that is over stays as it ended."""
    if course.at is None or course.is_over or now <= course.at:
        return course
    fold = _Fold(course)
    fold.pass_to(now)
    return fold.course(course.day)


def course_view(branch: Branch, course: Course, now: datetime) -> View:
    """The course for people: one figure a slot from `first_slot_at` on (None: nothing has happened yet).

    `opens_at` and `closes_at` are the hours of that day, from the first number that can be taken.
    """
    course = until(course, now)
    return {
        "day": course.day.isoformat(),
        "opens_at": instant_view(instant(branch, course.day, branch.hours.kiosk_opens_at)),
        "closes_at": instant_view(instant(branch, course.day, branch.hours.closes_at)),
        "is_over": course.is_over,
        "slot_minutes": int(SLOT.total_seconds() / 60),
        "first_slot_at": instant_view(course.slots[0].start if course.slots else None),
        "most_waiting": [slot.most for slot in course.slots],
        "longest_wait": [round(slot.longest.total_seconds() / 60, 1) for slot in course.slots],
        "called": course.called,
        "in_time": course.in_time,
    }


class _Fold:
    """The course while facts are taken in: what changes in here is not copied for each of them."""

    def __init__(self, course: Course) -> None:
        self.seq = course.seq
        self._at = course.at
        self._ended = list(course.slots[:-1])
        self._slot = course.slots[-1] if course.slots else None
        self._came, self._waiting = dict(course.came), dict(course.waiting)
        self._called, self._in_time, self._is_over = course.called, course.in_time, course.is_over

    def course(self, day: date) -> Course:
        slots = (*self._ended, self._slot) if self._slot else ()
        counts = (self._called, self._in_time, self._is_over)
        return Course(day, self.seq, self._at, slots, self._came, self._waiting, *counts)

    def take(self, fact: Fact, promise: timedelta) -> None:
        """The fact has happened: first its instant came, then it changed who waits."""
        self.seq = fact.seq
        self.pass_to(fact.at)
        if fact.kind is Kind.DAY_CLOSED:
            self._is_over = True
        elif fact.ticket is not None:
            self._go_on(fact, fact.ticket, promise)
        self._see(fact.at)

    def _go_on(self, fact: Fact, number: str, promise: timedelta) -> None:
        """Something happened to this ticket: it waits now, or it does not, or as before."""
        if fact.kind is Kind.TICKET_ISSUED:
            self._came[number] = Came(fact.at)
        came = self._came.get(number)
        if came is None:
            return
        waits = number in self._waiting
        if fact.kind is Kind.TICKET_CALLED and not came.was_called:
            self._called += 1
            self._in_time += fact.at - came.at <= promise
            self._came[number] = replace(came, was_called=True)
        elif fact.kind in _UNDOABLE:
            self._came[number] = replace(came, had_waited=waits)
        if fact.kind in _WAITS or (fact.kind is Kind.DEED_UNDONE and came.had_waited):
            self._waiting[number] = came.at
        elif fact.kind in _WAITS_NOT or fact.kind is Kind.DEED_UNDONE:
            self._waiting.pop(number, None)

    def pass_to(self, at: datetime) -> None:
        """Time goes on to `at`: the slots on the way are seen to their end, and then this instant."""
        while self._slot is not None and self._slot.start + SLOT <= at:
            end = self._slot.start + SLOT
            self._see(end)
            self._ended.append(self._slot)
            self._slot = Slot(end, 0, NO_TIME)
        self._see(at)
        self._at = at

    def _see(self, at: datetime) -> None:
        """The slot has seen those who wait at this instant."""
        slot = self._slot or Slot(_start_of_slot(at), 0, NO_TIME)
        oldest = min(self._waiting.values(), default=at)
        self._slot = Slot(slot.start, max(slot.most, len(self._waiting)), max(slot.longest, at - oldest))


def _start_of_slot(at: datetime) -> datetime:
    """On the wall clock's own fives: every time zone is a multiple of them away from UTC."""
    seconds = int(SLOT.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)
