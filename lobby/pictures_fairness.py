"""The fairness of a branch's day, read from its journal, with the words of its overrides, which stand apart from it.

A day is retold whole each time: some thousand facts, for a page that is read now and then.
"""

from datetime import date

from sqlalchemy import Connection

from lobby.domain.fairness import fairness_of
from lobby.domain.fairness_view import fairness_view
from lobby.domain.hall import Hall
from lobby.domain.retelling import retold
from lobby.domain.views import View
from lobby.store.looking_back import Beside, days_beside, note_words
from lobby.store.reading import facts_since


def fairness_picture(connection: Connection, hall: Hall, day: date | None) -> View:
    """That day (None: the open or the last one) up to the moment that `connection` sees, and which days are beside it.

    A day on which the branch was not open has nothing to say, and neither has a branch before its first day.
    """
    branch_id = hall.branch.id
    day = day or hall.day or hall.last_day
    facts = () if day is None else facts_since(connection, branch_id, day, 0)
    report = fairness_of([retold(facts)])
    notes = [call.note for call in report.overrides if call.note is not None]
    beside = Beside(None, None) if day is None else days_beside(connection, branch_id, day)
    return {
        **fairness_view(report, day, note_words(connection, branch_id, notes) if notes else {}),
        "is_open": day is not None and day == hall.day,
        "before": None if beside.before is None else beside.before.isoformat(),
        "after": None if beside.after is None else beside.after.isoformat(),
    }
