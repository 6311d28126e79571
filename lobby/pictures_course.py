"""The course of each branch's day, kept in memory with the seq that it belongs to and caught up from the journal.

It is read under the picture's own transaction, so that the two agree, whichever process wrote the facts.
"""

from datetime import date

from sqlalchemy import Connection

from lobby.domain.course import Course, followed
from lobby.domain.hall import Hall
from lobby.store.reading import facts_since

KEPT = 8
"""Courses of a branch in memory: a picture whose transaction began a few deeds ago still finds one to go on from.
Without any that is early enough, the whole day is read again."""


class Courses:
    """The latest courses of every branch. Values, and replaced whole, so any thread may read them."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Course, ...]] = {}

    def of(self, connection: Connection, hall: Hall, day: date) -> Course:
        """The course of that day up to the hall's seq; `connection` sees the moment that the hall is of."""
        kept = self._kept.get(hall.branch.id, ())
        earlier = (course for course in kept if course.day == day and course.seq <= hall.seq)
        course = max(earlier, key=lambda course: course.seq, default=Course(day))
        if course.seq == hall.seq:
            return course
        course = followed(course, facts_since(connection, hall.branch.id, day, course.seq), hall.branch.promises.wait)
        self._kept[hall.branch.id] = (course, *kept[: KEPT - 1])
        return course
