"""The tables are what the migrations make and what the domain values need; a database not at head is refused."""

from dataclasses import fields

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from lobby.domain.counter import Counter
from lobby.domain.ticket import Ticket
from lobby.store import NotAtHead, Store, migrate, tables
from lobby.store.engines import writer_engine
from lobby.store.migrating import MIGRATIONS
from tests.databases import Databases
from tests.domain.builders import branch
from tests.store.databases import opened

ONLY_IN_TICKET_ROWS = {"branch", "day", "series", "ordinal", "closed_seq"}


def test_the_migrations_make_just_these_tables(address: str) -> None:
    engine = writer_engine(address)

    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, tables.metadata)
    engine.dispose()

    assert differences == []


def test_the_migrations_make_the_same_keys_and_indexes(address: str) -> None:
    """What `compare_metadata` does not look at: primary keys, and the condition of the index on live tickets."""
    engine = writer_engine(address)
    found = inspect(engine)

    keys = {name: found.get_pk_constraint(name)["constrained_columns"] for name in tables.metadata.tables}
    live = next(index for index in found.get_indexes("ticket") if index["name"] == "ix_ticket_live")
    engine.dispose()

    assert keys == {name: [c.name for c in table.primary_key] for name, table in tables.metadata.tables.items()}
    assert str(live["dialect_options"][f"{engine.dialect.name}_where"]).strip("()") == "closed_seq IS NULL"


def test_a_ticket_and_a_counter_have_a_column_for_each_field_and_no_other() -> None:
    ticket = {column.name for column in tables.ticket.c} - ONLY_IN_TICKET_ROWS
    counter = {column.name for column in tables.counter.c} - {"branch"}

    assert ticket == {field.name for field in fields(Ticket)}
    assert counter == {field.name for field in fields(Counter)}


def test_a_database_that_nobody_migrated_is_refused(databases: Databases) -> None:
    with pytest.raises(NotAtHead, match="at nothing, the program needs 0008: run `lobby migrate`"):
        Store(databases.empty(), {})


def test_a_database_of_another_version_is_refused(address: str) -> None:
    engine = writer_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(NotAtHead, match="at 9999"):
        Store(address, {})


def test_migrating_again_changes_nothing(address: str) -> None:
    store = opened(address, branch())
    epoch = store.epoch
    store.close()

    migrate(address)

    again = opened(address, branch())
    assert again.epoch == epoch
    again.close()


def test_each_database_has_an_epoch_of_its_own(databases: Databases) -> None:
    epochs = set()
    for address in (databases.empty(), databases.empty()):
        migrate(address)
        store = opened(address, branch())
        epochs.add(store.epoch)
        store.close()

    assert len(epochs) == 2


def test_tokens_that_a_demonstration_made_before_it_said_so_are_found_by_their_names(databases: Databases) -> None:
    address = databases.empty()
    token = "INSERT INTO token (hash, branch, role, name, made_at) VALUES (:name, 'b', 'kiosk', :name, '2026-01-05')"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = writer_engine(address)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text(token), [{"name": "demo kiosk"}, {"name": "demo"}, {"name": "door"}])
    engine.dispose()

    migrate(address)

    store = opened(address, branch())
    with store.read() as connection:
        found = {row.name: row.demo for row in connection.execute(select(tables.token))}
    store.close()
    assert found == {"demo kiosk": True, "demo": False, "door": False}
