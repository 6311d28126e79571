"""The calibration of each branch's last business days, read from the journal. What was scored of a closed day is kept
in memory: nothing can be added to it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from lobby.domain.calibration import KINDS, MOST_DAYS, Calibration, Kept, scores_of
from lobby.domain.calibration_view import calibration_view
from lobby.domain.hall import Hall
from lobby.domain.views import View
from lobby.store.looking_back import latest_days
from lobby.store.reading import facts_of_kinds


class Calibrations:
    """The scores of the closed days of every branch. Values, and replaced whole, so any thread may read them."""

    def __init__(self) -> None:
        self._kept: dict[str, Mapping[date, Kept]] = {}

    def picture(self, connection: Connection, hall: Hall, days: int) -> View:
        """The last so many business days, the open one among them, up to the moment that `connection` sees."""
        branch_id = hall.branch.id
        kept = self._kept.get(branch_id, {})
        asked = reversed(latest_days(connection, branch_id, days))
        scored = {
            day: kept[day] if day in kept else scores_of(facts_of_kinds(connection, branch_id, day, KINDS))
            for day in asked
        }
        closed = {day: scores for day, scores in {**kept, **scored}.items() if day != hall.day}
        self._kept[branch_id] = {day: closed[day] for day in sorted(closed)[-MOST_DAYS:]}
        return {"is_open": hall.day is not None, **calibration_view(Calibration(scored))}
