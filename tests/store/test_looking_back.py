"""Which days there were, and what notes say, whichever database keeps them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from lobby.actions.tickets import issue
from lobby.domain.tickets import Order
from lobby.store import Store, tables
from lobby.store.looking_back import Beside, days_before, days_beside, latest_days, note_words
from tests.clocks import MONDAY_TEN, HandClock
from tests.domain.builders import branch
from tests.store.databases import KIOSK, lobby_on, opened

MONDAY = date(2026, 1, 5)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """The store on it, with one branch."""
    store = opened(address, branch())
    yield store
    store.close()


def test_the_days_beside_a_day_are_those_on_which_the_branch_was_open(store: Store) -> None:
    clock = HandClock()
    for _ in range(2):
        issue(lobby_on(store, clock), "somewhere", Order("cash"), KIOSK)
        clock.move(hours=24)

    with store.read() as connection:
        found = {day: days_beside(connection, "somewhere", MONDAY + timedelta(days=day)) for day in range(-1, 3)}
        elsewhere = days_beside(connection, "elsewhere", MONDAY)

    tuesday = MONDAY + timedelta(days=1)
    assert found == {
        -1: Beside(None, MONDAY),
        0: Beside(None, tuesday),
        1: Beside(MONDAY, None),
        2: Beside(tuesday, None),
    }
    assert elsewhere == Beside(None, None)


def test_the_latest_days_come_newest_first_and_those_before_a_day_oldest_first(store: Store) -> None:
    clock = HandClock()
    for _ in range(3):
        issue(lobby_on(store, clock), "somewhere", Order("cash"), KIOSK)
        clock.move(hours=24)

    tuesday, wednesday = (MONDAY + timedelta(days=days) for days in (1, 2))
    with store.read() as connection:
        found, elsewhere = (latest_days(connection, name, 2) for name in ("somewhere", "elsewhere"))
        before = [days_before(connection, "somewhere", day) for day in (MONDAY, tuesday, wednesday)]

    assert (found, elsewhere) == ([wednesday, tuesday], [])
    assert before == [[], [MONDAY], [MONDAY, tuesday]]


def test_a_note_says_its_words_until_they_are_erased_and_only_to_its_branch(store: Store) -> None:
    with store.change("somewhere") as transaction:
        first, second = (transaction.add_note(words, MONDAY_TEN).id for words in ("a flight", "a name"))
    with store.write() as connection:
        connection.execute(update(tables.note).where(tables.note.c.id == second).values(text=None))

    with store.read() as connection:
        found = note_words(connection, "somewhere", [first, second, 999])
        elsewhere = note_words(connection, "elsewhere", [first])

    assert found == {first: "a flight", second: None}
    assert elsewhere == {}
