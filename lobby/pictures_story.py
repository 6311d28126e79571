"""The story of one ticket, read from its day's journal, with the words of its notes, which stand apart from it.

The day is retold whole each time: some thousand facts, for a page that is opened when somebody asks.
"""

from datetime import date, datetime

from sqlalchemy import Connection

from lobby.domain.errors import NotFound
from lobby.domain.hall import Hall
from lobby.domain.story import story_of
from lobby.domain.story_view import story_view
from lobby.domain.views import View
from lobby.store.looking_back import note_words
from lobby.store.reading import facts_since, ticket_of_day


def story_picture(connection: Connection, hall: Hall, number: str, day: date | None, now: datetime) -> View:
    """The ticket of that number of that day (None: the open or the last one), up to the moment that `connection` sees.

    Raises NotFound `unknown_ticket`.
    """
    day = day or hall.day or hall.last_day
    ticket = None if day is None else ticket_of_day(connection, hall.branch, day, number)
    if ticket is None or day is None:
        raise NotFound("unknown_ticket")
    story = story_of(number, facts_since(connection, hall.branch.id, day, 0))
    written = note_words(connection, hall.branch.id, story.notes) if story.notes else {}
    return story_view(story, ticket, hall, day, written, now)
