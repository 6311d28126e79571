"""The tables are what the migrations make and what the domain values need; a database not at head is refused."""

from dataclasses import fields
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from lobby.domain.counter import Counter
from lobby.domain.ticket import Ticket
from lobby.store import NotAtHead, Store, migrate, tables
from lobby.store.engines import writer_engine
from tests.domain.builders import branch
from tests.store.databases import new_address, opened

ONLY_IN_TICKET_ROWS = {"branch", "day", "series", "ordinal", "closed_seq"}


def test_the_migrations_make_just_these_tables(tmp_path: Path) -> None:
    engine = writer_engine(new_address(tmp_path))

    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, tables.metadata)
    engine.dispose()

    assert differences == []


def test_the_migrations_make_the_same_keys_and_indexes(tmp_path: Path) -> None:
    """What `compare_metadata` does not look at: primary keys, and the condition of the index on live tickets."""
    engine = writer_engine(new_address(tmp_path))
    found = inspect(engine)

    keys = {name: found.get_pk_constraint(name)["constrained_columns"] for name in tables.metadata.tables}
    live = next(index for index in found.get_indexes("ticket") if index["name"] == "ix_ticket_live")
    engine.dispose()

    assert keys == {name: [c.name for c in table.primary_key] for name, table in tables.metadata.tables.items()}
    assert str(live["dialect_options"]["sqlite_where"]) == "closed_seq IS NULL"


def test_a_ticket_and_a_counter_have_a_column_for_each_field_and_no_other() -> None:
    ticket = {column.name for column in tables.ticket.c} - ONLY_IN_TICKET_ROWS
    counter = {column.name for column in tables.counter.c} - {"branch"}

    assert ticket == {field.name for field in fields(Ticket)}
    assert counter == {field.name for field in fields(Counter)}


def test_a_database_that_nobody_migrated_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAtHead, match="at nothing, the program needs 0001: run `lobby migrate`"):
        Store(f"sqlite:///{tmp_path}/new.db", {})


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    address = new_address(tmp_path)
    engine = writer_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(NotAtHead, match="at 9999"):
        Store(address, {})


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    address = new_address(tmp_path)
    store = opened(address, branch())
    epoch = store.epoch
    store.close()

    migrate(address)

    again = opened(address, branch())
    assert again.epoch == epoch
    again.close()


def test_each_database_has_an_epoch_of_its_own(tmp_path: Path) -> None:
    epochs = set()
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        store = opened(new_address(folder), branch())
        epochs.add(store.epoch)
        store.close()

    assert len(epochs) == 2
