"""Bringing a database to the head of `migrations/`, and refusing one that is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from lobby.store.engines import writer_engine

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class NotAtHead(Exception):
    """The database was made by another version of the program; `lobby migrate` brings it to head."""

    def __init__(self, at: str | None, head: str | None) -> None:
        super().__init__(f"the database is at {at or 'nothing'}, the program needs {head}: run `lobby migrate`")


def migrate(address: str) -> None:
    """The database exists and is at head; all the migrations it lacked ran in one transaction."""
    engine = writer_engine(address)
    try:
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def must_be_at_head(engine: Engine) -> None:
    """Return if the database is at head. Raises NotAtHead."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with engine.begin() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    if at != head:
        raise NotAtHead(at, head)
