"""The store and the actions on a test's database, and everything that stands in one."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select

from lobby.actions.lobby import Asked, Lobby
from lobby.domain.branch import Branch
from lobby.domain.hall import Hall
from lobby.store import Store, tables
from lobby.store.reading import journal_since
from lobby.waiting import Waiting
from tests.clocks import HandClock
from tests.domain.histories import agree
from tests.domain.recount import Recount

_TICKETS = select(tables.ticket).where(tables.ticket.c.branch == bindparam("branch_id"))

TELLER = Asked("teller")
KIOSK = Asked("kiosk")


def opened(address: str, *branches: Branch) -> Store:
    """The database, with a row for each of the branches."""
    store = Store(address, {branch.id: branch for branch in branches})
    store.found_branches()
    return store


def lobby_on(store: Store, clock: HandClock, published: list[tuple[str, int]] | None = None) -> Lobby:
    """The actions on this store; what they tell of is noted in the list."""
    heard = [] if published is None else published
    return Lobby(store, clock, Waiting(store, clock).waits, lambda branch_id, seq: heard.append((branch_id, seq)))


def hall_of(store: Store, branch_id: str = "somewhere") -> Hall:
    """The branch as a reader finds it now."""
    with store.read() as connection:
        return store.hall(connection, branch_id)


def recounted(store: Store, branch_id: str = "somewhere") -> Recount:
    """The branch's journal, in which every invariant holds and no seq is missing, and of which the tables tell the
    same. Raises AssertionError.
    """
    recount, hall = Recount(), hall_of(store, branch_id)
    with store.read() as connection:
        recount.feed(*journal_since(connection, branch_id, 0, hall.seq + 1))
        tickets = connection.execute(_TICKETS, {"branch_id": branch_id})
        states = {f"{row.day}/{row.number}": row.state for row in tickets}
    recount.rests()
    agree(recount, hall)
    assert recount.facts == hall.seq
    assert states == {ticket.name: ticket.state for ticket in recount.picture.tickets.values()}
    return recount


def everything(store: Store) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with store.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in tables.metadata.sorted_tables
        }


def numbers_without_log(file: Path) -> int:
    """How many numbers somebody would find who had the file and not its log."""
    connection = sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM ticket").fetchone()[0])
    finally:
        connection.close()
