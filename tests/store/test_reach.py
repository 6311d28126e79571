"""A database that does not answer: said to be unavailable, told to the log once, used again as soon as it is back."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lobby.actions import tickets
from lobby.actions.lobby import Answer, Asked, Change
from lobby.domain.errors import Unavailable
from lobby.domain.tickets import Order
from lobby.store import Store, migrate
from lobby.store.engines import BUSY_SECONDS, HANGING_SECONDS, WRITERS
from tests.clocks import HandClock
from tests.databases import Files, databases_on
from tests.domain.builders import branch
from tests.postgresql import PostgreSQL
from tests.store.databases import KIOSK, everything, hall_of, lobby_on, opened

HOUSE = branch({"1": ("cash",)})


@pytest.fixture
def away(postgresql: PostgreSQL) -> Iterator[PostgreSQL]:
    """PostgreSQL, which the test may crash: it is back afterwards."""
    yield postgresql
    postgresql.crash()
    postgresql.start()


@pytest.fixture
def store(away: PostgreSQL) -> Iterator[Store]:
    """A database on it, with one branch."""
    with databases_on(away) as databases:
        store = opened(databases.at_head(), HOUSE)
        yield store
        store.close()


def issue(store: Store, clock: HandClock, asked: Asked = KIOSK) -> str:
    return str(tickets.issue(lobby_on(store, clock), "somewhere", Order("cash"), asked).body["number"])


def refused(*asked: Callable[[], object]) -> list[str]:
    """The codes of those that are refused as unavailable."""
    codes = []
    for ask in asked:
        with suppress(Unavailable):
            ask()
            continue
        codes.append("database_unavailable")
    return codes


def test_without_its_database_a_store_says_so_and_with_it_goes_on_by_itself(
    store: Store, away: PostgreSQL, clock: HandClock
) -> None:
    issue(store, clock)

    away.crash()
    while_away = refused(lambda: issue(store, clock), lambda: hall_of(store), lambda: everything(store))
    away.start()

    assert while_away == ["database_unavailable"] * 3
    assert issue(store, clock) == "A002"
    assert list(hall_of(store).tickets) == ["A001", "A002"]


def test_a_restart_that_nobody_was_in_the_middle_of_is_not_noticed(
    store: Store, away: PostgreSQL, clock: HandClock
) -> None:
    """Although every connection that was kept is dead."""
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda _: issue(store, clock), range(WRITERS)))

    away.crash()
    away.start()

    assert [issue(store, clock) for _ in range(WRITERS)][-1] == f"A{2 * WRITERS:03d}"


def test_a_deed_in_the_middle_of_which_the_database_goes_has_not_happened(
    store: Store, away: PostgreSQL, clock: HandClock
) -> None:
    asked = Asked("kiosk", "key", "asked")
    lobby = lobby_on(store, clock)

    def deed(change: Change) -> Answer:
        change.transaction.next_ordinal(clock.now().date(), "A")
        away.crash()
        return Answer(200, None)

    with pytest.raises(Unavailable, match="database_unavailable"):
        lobby.perform("somewhere", asked, deed)
    away.start()

    assert everything(store)["journal"] == []
    assert (issue(store, clock, asked), issue(store, clock, asked)) == ("A001", "A001")


def test_the_log_is_told_once_that_the_database_has_gone_and_once_that_it_is_back(
    store: Store, away: PostgreSQL, caplog: pytest.LogCaptureFixture
) -> None:
    away.crash()
    refused(*[lambda: hall_of(store)] * 5)
    away.start()
    for _ in range(5):
        hall_of(store)

    assert [(record.levelno, record.getMessage().partition(":")[0]) for record in caplog.records] == [
        (logging.ERROR, "the database does not answer"),
        (logging.WARNING, "the database answers again"),
    ]


def test_who_starts_without_a_database_is_told_why(away: PostgreSQL) -> None:
    away.crash()

    with pytest.raises(Unavailable) as starting:
        Store(away.address("nothing"), {})
    with pytest.raises(Unavailable) as migrating:
        migrate(away.address("nothing"))

    assert [str(why.value.__cause__)[:10] for why in (starting, migrating)] == ["connection"] * 2


def test_a_mistake_of_ours_is_not_said_to_be_an_outage(address: str) -> None:
    store = opened(address, HOUSE)

    with pytest.raises(DBAPIError, match="nowhere"), store.read() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    with pytest.raises(DBAPIError, match=r"read-?only"), store.read() as connection:
        connection.execute(text("DELETE FROM journal"))
    store.close()


def test_a_server_that_hangs_in_the_middle_of_a_deed_is_thrown_out_and_the_others_go_on(
    away: PostgreSQL, clock: HandClock
) -> None:
    with databases_on(away) as databases:
        store, other = opened(address := databases.at_head(), HOUSE), opened(address, HOUSE)

        def hang() -> str:
            with other.change("somewhere") as transaction:
                number = issue(store, clock)
                transaction.next_ordinal(clock.now().date(), "A")
            return number

        began = monotonic()
        with pytest.raises(Unavailable):
            hang()

        assert HANGING_SECONDS - 0.1 < monotonic() - began < BUSY_SECONDS
        assert list(hall_of(other).tickets) == ["A001"]
        assert issue(other, clock) == "A002"
        store.close()
        other.close()


def test_on_sqlite_nobody_can_be_thrown_out_and_who_waits_gives_up_in_time(tmp_path: Path, clock: HandClock) -> None:
    address = Files(tmp_path).at_head()
    store, other = opened(address, HOUSE), opened(address, HOUSE)

    with other.change("somewhere"):
        began = monotonic()
        while_held = refused(lambda: issue(store, clock))
        took = monotonic() - began

    assert while_held == ["database_unavailable"]
    assert BUSY_SECONDS - 0.1 < took < BUSY_SECONDS + 2
    assert issue(store, clock) == "A001"
    store.close()
    other.close()
