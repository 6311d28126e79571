"""Whether the database answers: what to call it when it does not, and telling the log when that changes."""

import logging
import sqlite3

from sqlalchemy import exc

from lobby.domain.errors import Unavailable

log = logging.getLogger(__name__)

ERRORS = (exc.DBAPIError, exc.TimeoutError, sqlite3.Error, OSError)
"""Everything that a database, and the disk under it, can fail with."""

_OUR_MISTAKES = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_READONLY}
"""SQLite calls it operational, too, when the SQL is wrong or the reader is made to write."""


class Reach:
    """Tells the log once that the database has gone, and once that it is back: an outage must not drown the log."""

    def __init__(self) -> None:
        self._answers: bool | None = None  # None: not asked yet, so that nothing has changed

    def judge(self, error: Exception) -> None:
        """Return if the error is a mistake of ours. Raises Unavailable `database_unavailable` if it is not."""
        said = error.orig if isinstance(error, exc.DBAPIError) and error.orig is not None else error
        if not _is_not_now(error, said):
            return
        if self._answers:
            log.error("the database does not answer: %s", said)
        self._answers = False
        raise Unavailable("database_unavailable") from said

    def answered(self) -> None:
        """A transaction has ended well."""
        if self._answers is False:
            log.warning("the database answers again")
        self._answers = True


def _is_not_now(error: Exception, said: BaseException) -> bool:
    if isinstance(said, sqlite3.Error):
        return isinstance(said, sqlite3.OperationalError) and said.sqlite_errorcode not in _OUR_MISTAKES
    if isinstance(error, exc.DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, exc.OperationalError | exc.TimeoutError | OSError)
