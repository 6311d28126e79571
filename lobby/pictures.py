"""The read side: whole pictures, each read in one transaction, so that everything in one agrees.

What stands in a picture is decided in the domain (`board`, `desk`, `tablet`, `slip`); here it is read, dated and
numbered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lobby.clock import ReadsTime
from lobby.domain.alerts import alerts_view
from lobby.domain.board import board_view
from lobby.domain.desk import desk_view
from lobby.domain.estimate import Waits
from lobby.domain.hall import Hall
from lobby.domain.house import house_view
from lobby.domain.slip import ticket_view
from lobby.domain.tablet import tablet_view
from lobby.domain.timeline import timeline, timeline_view
from lobby.domain.views import View as Picture
from lobby.domain.views import instant_view
from lobby.pictures_calibration import Calibrations
from lobby.pictures_course import Courses
from lobby.pictures_desk import held_before
from lobby.pictures_fairness import fairness_picture
from lobby.pictures_plans import plans_picture
from lobby.pictures_story import story_picture
from lobby.store import FoundTicket, Store
from lobby.store.looking_back import latest_days
from lobby.store.reading import counter_facts, journal_since, latest_calls, ticket_by_id

LATEST_CALLS = 24
"""Calls on the tablet: twenty minutes of a busy hall, so that the call somebody complains of is still there. Their
reasons in words are nearly half of an ordinary picture."""


@dataclass(frozen=True, slots=True)
class View:
    """What somebody watches: `name` is board, desk (of one counter), tablet or ticket (by its id)."""

    name: str
    branch: str
    counter: str | None = None
    ticket: str | None = None


class Pictures:
    """Every picture that a page, a screen or a phone can ask for."""

    def __init__(self, store: Store, clock: ReadsTime, waits: Callable[[str], Waits], *, demo: bool) -> None:
        self._store = store
        self._clock = clock
        self._waits = waits
        self._demo = demo
        self._courses = Courses()
        self._calibrations = Calibrations()

    def house(self, branch_id: str) -> Picture:
        """What does not change during the day. Raises NotFound `unknown_branch`."""
        with self._store.read() as connection:
            branch = self._store.hall(connection, branch_id).branch
        return {**house_view(branch), "demo": self._demo, "clock": {"speed": self._clock.speed}}

    def of(self, view: View) -> Picture:
        """The picture for somebody who watches this view. Raises NotFound like the one that it is."""
        if view.ticket is not None:
            return self.ticket(view.ticket)
        if view.counter is not None:
            return self.desk(view.branch, view.counter)
        if view.name == "tablet":
            return self.tablet(view.branch)
        return self.board(view.branch)

    def board(self, branch_id: str) -> Picture:
        """What anybody may see. Raises NotFound `unknown_branch`."""
        hall, now = self._moment(branch_id)
        waits = self._waits(branch_id)
        return {**self._head(hall, waits, now), **board_view(hall, waits, now)}

    def desk(self, branch_id: str, counter_id: str) -> Picture:
        """What the teller at this counter sees. Raises NotFound `unknown_branch`, `unknown_counter`."""
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            now = max(self._clock.now(), hall.last_at)
            last = held_before(connection, hall, counter_id, now)
        waits = self._waits(branch_id)
        return {**self._head(hall, waits, now), **desk_view(hall, counter_id, waits, now, last)}

    def tablet(self, branch_id: str) -> Picture:
        """What the lobby manager sees. Raises NotFound `unknown_branch`."""
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            day = hall.day or hall.last_day
            course = None if day is None else self._courses.of(connection, hall, day)
            called = [] if day is None else latest_calls(connection, hall.branch, day, LATEST_CALLS)
        now = max(self._clock.now(), hall.last_at)
        waits = self._waits(branch_id)
        return {**self._head(hall, waits, now), **tablet_view(hall, waits, course, called, now)}

    def timeline(self, branch_id: str, counter_id: str, day: date | None) -> Picture:
        """Who was served at a counter on that day (None: the open or the last one), from the journal.

        Raises NotFound `unknown_branch`, `unknown_counter`.
        """
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            counter = hall.counter(counter_id)
            day = day or hall.day or hall.last_day
            told = timeline(counter.id, () if day is None else counter_facts(connection, branch_id, day, counter.id))
        now = max(self._clock.now(), hall.last_at)
        return {"seq": hall.seq, "at": instant_view(now), **timeline_view(told, day)}

    def plans(self, branch_id: str) -> Picture:
        """Every counter's plan of today, beside what has happened there. Raises NotFound `unknown_branch`."""
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            now = max(self._clock.now(), hall.last_at)
            told = plans_picture(connection, hall, now)
        return {"seq": hall.seq, "at": instant_view(now), **told}

    def fairness(self, branch_id: str, day: date | None) -> Picture:
        """Whether the order was kept on that day (None: the open or the last one), from the journal.

        Raises NotFound `unknown_branch`.
        """
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            told = fairness_picture(connection, hall, day)
        now = max(self._clock.now(), hall.last_at)
        return {"seq": hall.seq, "at": instant_view(now), **told}

    def calibration(self, branch_id: str, days: int) -> Picture:
        """How the waits that were shown stand to those that came, on so many last business days, from the journal.

        Raises NotFound `unknown_branch`.
        """
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            told = self._calibrations.picture(connection, hall, days)
        now = max(self._clock.now(), hall.last_at)
        return {"seq": hall.seq, "at": instant_view(now), **told}

    def story(self, branch_id: str, number: str, day: date | None) -> Picture:
        """All that happened to a ticket of that day (None: the open or the last one), from the journal.

        Raises NotFound `unknown_branch`, `unknown_ticket`.
        """
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            now = max(self._clock.now(), hall.last_at)
            told = story_picture(connection, hall, number, day, now)
        return {"seq": hall.seq, "at": instant_view(now), **told}

    def business_days(self, branch_id: str, at_most: int) -> list[date]:
        """The days that `fairness` can tell of, newest first; none for a branch that was never open."""
        with self._store.read() as connection:
            return latest_days(connection, branch_id, at_most)

    def ticket(self, ticket_id: str) -> Picture:
        """What the holder of the id sees. Raises NotFound `unknown_ticket`."""
        with self._store.read() as connection:
            found = ticket_by_id(connection, self._store.branches, ticket_id)
            hall = self._store.hall(connection, found.branch)
        now = max(self._clock.now(), hall.last_at)
        waits = self._waits(found.branch)
        return {**self._head(hall, waits, now), **ticket_view(hall, found.ticket, waits, now)}

    def found(self, ticket_id: str) -> FoundTicket:
        """Which ticket the id means. Raises NotFound `unknown_ticket`."""
        with self._store.read() as connection:
            return ticket_by_id(connection, self._store.branches, ticket_id)

    def journal(self, branch_id: str, since: int, limit: int) -> Picture:
        """At most `limit` journal entries after `since`, and the branch's seq. Raises NotFound `unknown_branch`."""
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
            entries = journal_since(connection, branch_id, since, limit)
        return {"seq": hall.seq, "entries": [{**entry, "at": instant_view(entry["at"])} for entry in entries]}

    def alerts(self, branch_id: str) -> list[Picture]:
        """The alerts as the tablet shows them now. Raises NotFound `unknown_branch`."""
        hall, now = self._moment(branch_id)
        return alerts_view(hall, now)

    def seq(self, branch_id: str) -> int:
        """The branch's latest seq, whichever process wrote it."""
        with self._store.read() as connection:
            return self._store.hall(connection, branch_id).seq

    def _moment(self, branch_id: str) -> tuple[Hall, datetime]:
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
        return hall, max(self._clock.now(), hall.last_at)

    def _head(self, hall: Hall, waits: Waits, now: datetime) -> dict[str, Any]:
        """What every picture begins with. `waits_seq` says of which seq the waits in it are: a deed waits for none."""
        return {
            "epoch": self._store.epoch,
            "branch": hall.branch.id,
            "day": None if hall.day is None else hall.day.isoformat(),
            "seq": hall.seq,
            "at": instant_view(now),
            "waits_seq": waits.seq_in(hall),
        }
