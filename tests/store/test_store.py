"""The write path and the read path on a real file: nothing half done, nothing stale, and the reader only reads."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from lobby.actions import counters, tickets
from lobby.domain.errors import NotFound
from lobby.domain.fact import Kind
from lobby.domain.tickets import Order
from lobby.store import Store, Token, Transaction, tables
from lobby.store.halls import Halls
from lobby.store.reading import (
    Checkpoint,
    checkpoint,
    day_begins,
    facts_after,
    journal_of,
    journal_since,
    ticket_by_id,
    token_by_hash,
)
from tests.clocks import MONDAY_TEN, HandClock
from tests.domain.builders import branch
from tests.store.databases import KIOSK, TELLER, everything, hall_of, lobby_on, opened

HOUSE = branch({"1": ("cash",), "2": ("transfer",)})
DAY = MONDAY_TEN.date()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """The store on it, with one branch."""
    store = opened(address, HOUSE)
    yield store
    store.close()


def issue(store: Store, clock: HandClock, service: str = "cash") -> str:
    return str(tickets.issue(lobby_on(store, clock), "somewhere", Order(service), KIOSK).body["number"])


def test_an_unknown_branch_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="unknown_branch"), store.change("nowhere"):
        pass
    with pytest.raises(NotFound, match="unknown_branch"):
        hall_of(store, "nowhere")


def test_what_fails_in_the_middle_has_changed_nothing(store: Store, clock: HandClock) -> None:
    issue(store, clock)
    before, hall = everything(store), hall_of(store)

    def half_a_deed(transaction: Transaction) -> None:
        transaction.next_ordinal(DAY, "A")
        transaction.add_note("a word", MONDAY_TEN)
        transaction.save(transaction.hall.told(Kind.COUNTER_CLOSED, MONDAY_TEN, "teller", counter="1"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.change("somewhere") as transaction:
        half_a_deed(transaction)

    assert everything(store) == before
    assert hall_of(store) == hall
    assert issue(store, clock) == "A002"


def test_what_another_process_wrote_is_noticed(store: Store, address: str, clock: HandClock) -> None:
    issue(store, clock)
    other = opened(address, HOUSE)

    number = issue(other, clock)

    assert number == "A002"
    assert hall_of(store) == hall_of(other)
    assert issue(store, clock) == "A003"
    assert [ticket.number for line in hall_of(other).lines(["cash"]) for ticket in line] == ["A001", "A002", "A003"]
    other.close()


def test_a_hall_whose_commit_was_lost_is_not_taken_for_the_one_that_another_process_made(
    store: Store, clock: HandClock
) -> None:
    """The connection broke before the commit; before we know, another process has committed as many facts."""
    issue(store, clock)
    true, halls = hall_of(store), Halls(store.branches)
    lost = replace(true, tickets={}, last_at=true.last_at - timedelta(milliseconds=1))

    with halls.committing(lost), store.read() as connection:
        found = halls.read(connection, "somewhere")

    assert found == true


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(store: Store, clock: HandClock) -> None:
    """Otherwise a ticket still waiting would stand in a picture of the seq at which it was called, and stay there."""
    issue(store, clock)
    ticket_id = hall_of(store).tickets["A001"].id

    with store.read() as connection:
        ticket_by_id(connection, store.branches, ticket_id)
        issue(store, clock)
        hall = store.hall(connection, "somewhere")
        entries = journal_since(connection, "somewhere", 0, 100)

    assert entries[-1]["seq"] == hall.seq
    assert list(hall.tickets) == ["A001"]
    assert hall_of(store).seq > hall.seq


WRITES: dict[str, Callable[[Connection], object]] = {
    "insert": lambda connection: connection.execute(insert(tables.branch).values(id="b", seq=0, last_at=MONDAY_TEN)),
    "update": lambda connection: connection.execute(update(tables.branch).values(seq=99)),
    "delete": lambda connection: connection.execute(delete(tables.journal)),
    "drop": lambda connection: connection.execute(text("DROP TABLE journal")),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_reader_cannot_write(store: Store, write: Callable[[Connection], object]) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), store.read() as connection:
        write(connection)


def test_a_counter_that_never_opened_is_the_same_to_every_process(store: Store, address: str, clock: HandClock) -> None:
    """Two servers on one database must not show two different instants since when it is closed."""
    hall_of(store)
    counters.open_counter(lobby_on(store, clock), "somewhere", "1", None, TELLER)
    other = opened(address, HOUSE)

    assert hall_of(other).counters == hall_of(store).counters
    other.close()


def test_a_number_is_used_up_only_by_a_transaction_that_commits(store: Store) -> None:
    with store.change("somewhere") as transaction:
        assert [transaction.next_ordinal(DAY, series) for series in "AAB"] == [1, 2, 1]
    with suppress(ZeroDivisionError), store.change("somewhere") as transaction:
        assert transaction.next_ordinal(DAY, "A") == 3
        raise ZeroDivisionError

    with store.change("somewhere") as transaction:
        assert transaction.next_ordinal(DAY, "A") == 3
        assert transaction.next_ordinal(DAY + timedelta(days=1), "A") == 1


def test_the_database_itself_refuses_the_same_number_twice(store: Store, clock: HandClock) -> None:
    issue(store, clock)
    ticket = hall_of(store).tickets["A001"]

    with pytest.raises(IntegrityError), store.change("somewhere") as transaction:
        transaction.save(transaction.hall.told(Kind.TICKET_ISSUED, MONDAY_TEN, "kiosk", ticket=ticket.number))


def test_the_journal_is_read_from_a_seq_and_by_the_day(store: Store, clock: HandClock) -> None:
    issue(store, clock)
    clock.move(hours=24)
    issue(store, clock, "transfer")

    with store.read() as connection:
        every = journal_since(connection, "somewhere", 0, 100)
        some = journal_since(connection, "somewhere", 2, 3)
        monday = list(journal_of(connection, "somewhere", DAY))

    assert [entry["seq"] for entry in every] == list(range(1, len(every) + 1))
    assert [entry["seq"] for entry in some] == [3, 4, 5]
    assert monday == every[: len(monday)]
    assert [entry["kind"] for entry in monday[-2:]] == ["ticket_left", "day_closed"]


def test_a_ticket_is_found_by_its_id_and_by_nothing_else(store: Store, clock: HandClock) -> None:
    issue(store, clock)
    ticket = hall_of(store).tickets["A001"]

    with store.read() as connection:
        found = ticket_by_id(connection, store.branches, ticket.id)
        with pytest.raises(NotFound, match="unknown_ticket"):
            ticket_by_id(connection, store.branches, ticket.number)

    assert (found.branch, found.day, found.ticket) == ("somewhere", DAY, ticket)


def test_what_was_learned_is_kept_per_day_and_the_latest_counts(store: Store) -> None:
    store.keep_taught("somewhere", DAY, 3, {"cash": 9})
    store.keep_taught("somewhere", DAY, 7, {"cash": 4})
    store.keep_taught("somewhere", DAY - timedelta(days=1), 1, {})

    with store.read() as connection:
        assert checkpoint(connection, "somewhere") == Checkpoint(7, {"cash": 4})
        assert checkpoint(connection, "nowhere") is None


def test_of_checkpoints_only_the_latest_days_stay(store: Store) -> None:
    days = [DAY + timedelta(days=n) for n in range(20)]
    for seq, day in enumerate(days):
        store.keep_taught("somewhere", day, seq, {})
        store.keep_taught("elsewhere", DAY, seq, {})

    kept = everything(store)["learned"]

    assert [row[1] for row in kept if row[0] == "somewhere"] == days[5:]
    assert [row[1] for row in kept if row[0] == "elsewhere"] == [DAY]


def test_facts_are_read_on_from_any_seq_across_days(store: Store, clock: HandClock) -> None:
    issue(store, clock)
    clock.move(days=1)
    issue(store, clock)

    with store.read() as connection:
        every = facts_after(connection, "somewhere", 0, 100)
        second = day_begins(connection, "somewhere", DAY + timedelta(days=1))
        assert facts_after(connection, "somewhere", second - 1, 2) == every[second - 1 : second + 1]
        with pytest.raises(LookupError):
            day_begins(connection, "somewhere", DAY + timedelta(days=2))

    assert [fact.seq for fact in every] == list(range(1, len(every) + 1))
    assert every[second - 2].day == DAY
    assert every[second - 1].kind is Kind.DAY_OPENED


def test_a_revoked_token_is_no_token(store: Store) -> None:
    token = Token("somewhere", "teller", "Wang")
    store.add_token("hash", token, MONDAY_TEN)
    store.add_token("hash", Token("somewhere", "admin", "Mallory"), MONDAY_TEN)
    with store.read() as connection:
        assert token_by_hash(connection, "hash") == token

    assert store.revoke_token("somewhere", "Wang", MONDAY_TEN)
    assert not store.revoke_token("somewhere", "Wang", MONDAY_TEN)

    with store.read() as connection:
        assert token_by_hash(connection, "hash") is None
