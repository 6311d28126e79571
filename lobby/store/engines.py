"""Two engines on one database: a writer, and a reader that cannot write. Nothing else opens a connection."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.url import URL

BUSY_SECONDS = 5
"""How long a transaction waits for another one, or for a free connection, before it gives up: half of what a page waits
for an answer, so that it hears of it."""

HANGING_SECONDS = 3
"""How long PostgreSQL lets a transaction stand idle before it throws it out. Deeds think for milliseconds; less than
BUSY_SECONDS, so that those who wait for the branch get it."""

WRITERS, READERS = 8, 12
"""Connections to PostgreSQL that one server keeps at most, busy for a few milliseconds each. Four servers stay below
the 97 that PostgreSQL gives out unless told otherwise."""

LOG_PAGES = 10_000
"""How long SQLite's log may grow, 40 MB, before the deed that commits copies it back into the file while others wait.
It is a bound for when `Log.copy_back` is not called, or never finds a moment without a deed."""

QUIET: dict[str, Any] = {"hide_parameters": True}
"""What a statement was about stays out of the text of its error, which is logged: it may be a ticket's id."""


def writer_engine(address: str) -> Engine:
    """An engine for write transactions. On SQLite it has one connection, and each transaction is BEGIN IMMEDIATE.

    There a commit returns before the disk has it; `Log.sync` makes up for that (docs/decisions/0008-sync-outside.md).
    """
    url = _made_ready(address)
    if url.get_backend_name() != "sqlite":
        return _postgresql_engine(url, WRITERS, "READ COMMITTED")
    # Our transactions always end by commit or rollback: the pool need not roll back once more.
    engine = create_engine(
        url, pool_size=1, max_overflow=0, pool_reset_on_return=None, connect_args=_sqlite_arguments(), **QUIET
    )
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", f"wal_autocheckpoint={LOG_PAGES}")
    _on_sqlite(engine, *(f"PRAGMA {pragma}" for pragma in pragmas), begin="BEGIN IMMEDIATE")
    return engine


class Log:
    """SQLite's write-ahead log: what was committed before `sync` began is on the disk when it ends.

    A log is read from its beginning up to the first damage, so a later sync also keeps every earlier commit.
    """

    def __init__(self, engine: Engine) -> None:
        self._path = f"{engine.url.database}-wal"
        self._file: int | None = None

    def sync(self) -> None:
        """Returns when the disk has it. Raises OSError if the disk does not take it."""
        if self._file is None:
            self._file = os.open(self._path, os.O_RDONLY)
        os.fdatasync(self._file)

    def copy_back(self, reader: Engine) -> None:
        """What the log has is copied into the database's file beside the deeds, which need not wait for it.

        SQLite begins the log anew once all of it is copied; what is committed meanwhile is left for the next time.
        """
        with closing(reader.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").close()

    def close(self) -> None:
        """The file is closed."""
        if self._file is not None:
            os.close(self._file)


def reader_engine(address: str) -> Engine:
    """An engine whose transactions see one moment of the database and cannot change it."""
    url = _made_ready(address)
    if url.get_backend_name() != "sqlite":
        return _postgresql_engine(url, READERS, "REPEATABLE READ", "default_transaction_read_only=on")
    engine = create_engine(url, pool_size=8, max_overflow=56, connect_args=_sqlite_arguments(), **QUIET)
    _on_sqlite(engine, "PRAGMA query_only=ON", begin="BEGIN")
    return engine


def _made_ready(address: str) -> URL:
    """The address as an URL, and the folder of an SQLite file made."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return url


def _postgresql_engine(url: URL, connections: int, isolation_level: Any, *settings: str) -> Engine:
    """At most so many connections; each is asked for a sign of life before it is used, as PostgreSQL may have been
    restarted. A server that hangs or is cut off in the middle of a deed must not hold its branch against the others.
    """
    bounds = (f"lock_timeout={BUSY_SECONDS}s", f"idle_in_transaction_session_timeout={HANGING_SECONDS}s")
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        isolation_level=isolation_level,
        connect_args={
            "connect_timeout": BUSY_SECONDS,
            "options": " ".join(f"-c {setting}" for setting in (*bounds, *settings)),
        },
        **QUIET,
    )


def _sqlite_arguments() -> dict[str, Any]:
    return {"timeout": BUSY_SECONDS, "check_same_thread": False, "isolation_level": None}


def _on_sqlite(engine: Engine, *pragmas: str, begin: str) -> None:
    """Set the pragmas on every connection, and begin transactions ourselves: the driver begins them too late."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            _patiently(connection, pragma)

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        connection.connection.driver_connection.execute(begin)


def _patiently(connection: sqlite3.Connection, pragma: str) -> None:
    """SQLite waits for no one who brings a new file to WAL at the same moment, so we do."""
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(pragma)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(0.01)
