"""Today's plans of a branch, with what its journal says of each counter: when it was open, and when paused."""

from datetime import datetime

from sqlalchemy import Connection

from lobby.domain.hall import Hall
from lobby.domain.plans_view import day_of_plans, plans_view
from lobby.domain.timeline import timeline
from lobby.domain.views import View
from lobby.store.reading import facts_of_counters


def plans_picture(connection: Connection, hall: Hall, now: datetime) -> View:
    """The plans of the day that `connection` sees."""
    facts = list(facts_of_counters(connection, hall.branch.id, day_of_plans(hall, now)))
    told = {counter: timeline(counter, facts) for counter in hall.counters}
    return plans_view(hall, told, now)
