"""Bringing a database to the head of `migrations/`, and refusing one that is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, text

from lobby.store.engines import writer_engine
from lobby.store.reach import ERRORS, Reach

MIGRATIONS = Path(__file__).parents[2] / "migrations"

MIGRATING = 0x6C6F626279
"""The number of the lock under which PostgreSQL is migrated; any that nobody else chooses. This one spells lobby."""


class NotAtHead(Exception):
    """The database was made by another version of the program; `lobby migrate` brings it to head."""

    def __init__(self, at: str | None, head: str | None) -> None:
        super().__init__(f"the database is at {at or 'nothing'}, the program needs {head}: run `lobby migrate`")


def migrate(address: str) -> None:
    """The database exists and is at head; all the migrations it lacked ran in one transaction.

    Whoever migrates at the same time waits, and finds nothing left to do. Raises Unavailable.
    """
    engine = writer_engine(address)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # on SQLite the transaction alone keeps others out
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except ERRORS as error:
        Reach().judge(error)
        raise
    finally:
        engine.dispose()


def must_be_at_head(connection: Connection) -> None:
    """Return if the database is at head. Raises NotAtHead."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    at = MigrationContext.configure(connection).get_current_revision()
    if at != head:
        raise NotAtHead(at, head)
