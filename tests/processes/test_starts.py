"""Eight processes that start at the same instant on a database where nobody was before."""

import pytest

from lobby.actions.demo import admit_demo_people, demo_people
from lobby.store import Token, migrate
from tests.clocks import MONDAY_TEN, HandClock
from tests.databases import Databases
from tests.processes.tellers import HOUSE
from tests.processes.workers import COUNT, Workers, at_once
from tests.store.databases import everything, lobby_on, opened

pytestmark = pytest.mark.processes

TIMES = 3
TABLES = ("database", "branch", "token", "learned", "staff")
PEOPLE = demo_people(["somewhere"], b"secret")


def begin(address: str) -> str:
    """Migrate, and do what a start does: found the branches, admit token and people; and what the first tick may do."""
    migrate(address)
    at_once()
    store = opened(address, HOUSE)
    at_once()
    store.add_token("hash", Token("somewhere", "kiosk", "kiosk"), MONDAY_TEN)
    at_once()
    admit_demo_people(lobby_on(store, HandClock()), PEOPLE)
    at_once()
    store.keep_taught("somewhere", MONDAY_TEN.date(), 7, {})
    store.close()
    return store.epoch


def test_eight_who_migrate_and_start_at_once_find_one_database(workers: Workers, databases: Databases) -> None:
    for _ in range(TIMES):
        address = databases.empty()

        epochs = workers.all_do(begin, [address] * COUNT)

        store = opened(address, HOUSE)
        rows = everything(store)
        store.close()
        assert set(epochs) == {store.epoch}
        assert [len(rows[name]) for name in TABLES] == [1, 1, 1, 1, len(PEOPLE)]
