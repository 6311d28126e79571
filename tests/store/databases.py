"""The store and the actions on a test's database, and everything that stands in one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from lobby.actions.lobby import Asked, Lobby
from lobby.domain.branch import Branch
from lobby.domain.hall import Hall
from lobby.store import Store, tables
from lobby.waiting import Waiting
from tests.clocks import HandClock

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
    return Lobby(store, clock, Waiting(store).learned, lambda branch_id, seq: heard.append((branch_id, seq)))


def hall_of(store: Store, branch_id: str = "somewhere") -> Hall:
    """The branch as a reader finds it now."""
    with store.read() as connection:
        return store.hall(connection, branch_id)


def everything(store: Store) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with store.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in tables.metadata.sorted_tables
        }
