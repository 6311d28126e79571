"""What is saved is what is read again, value by value; and the journal names no id."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from lobby.domain.branch import ORDINARY
from lobby.domain.counter import Counter, CounterState
from lobby.domain.dispatch import Rule
from lobby.domain.explain import Why
from lobby.domain.fact import Fact, Kind
from lobby.domain.hall import Call
from lobby.domain.ticket import Aside, Before, Ticket, TicketState, Wait
from lobby.store import rows, tables
from lobby.store.engines import writer_engine
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, text
from tests.domain.scene import entry_of

HOUSE = branch({"1": ("cash", "transfer")})
DAY = date(2026, 1, 5)
LATER = MONDAY_TEN + timedelta(minutes=3, microseconds=7)

PARKED = Aside(MONDAY_TEN, LATER, "approval", "3", accompanied=True)
FULL_TICKET = Ticket(
    id="unguessable",
    number="A1035",
    service="cash",
    class_id="gold",
    seniority=LATER.timestamp(),
    seq=2**40,
    issued_at=MONDAY_TEN,
    state=TicketState.SERVING,
    skips={"tier": 2, "care": 1},
    language="en",
    care="elderly",
    amount=10**12,
    slips=99,
    counter="1",
    called_at=LATER,
    recalls=2,
    started_at=LATER,
    closed_at=LATER,
    shown=Wait(0.1, 1 / 3, 1e3),
    overridden=1,
    aside=PARKED,
    came_back="machine_failed",
    came_back_at=LATER,
    before=Before(7, LATER, TicketState.PARKED, "transfer", "2", MONDAY_TEN, 1, LATER, PARKED, "late", LATER),
    identity="5f" * 32,
    taken=5,
)
FULL_COUNTER = Counter(
    id="1",
    vip_first=True,
    since=MONDAY_TEN,
    state=CounterState.PAUSED,
    services=("cash", "transfer"),
    lent=("transfer",),
    teller="王芳",
    ticket="A1035",
    last="A1034",
    ready_since=LATER,
    reason="lunch",
    until=LATER,
    services_until=LATER,
    lent_at=LATER,
    lent_by="王芳",
    left_alone_until=LATER,
)


def through_a_database(address: str, ticket: Ticket) -> Ticket:
    """The ticket, saved and read again."""
    engine = writer_engine(address)
    with engine.begin() as connection:
        connection.execute(insert(tables.ticket), rows.ticket_row("somewhere", DAY, ticket, None))
        read = rows.ticket_of(connection.execute(select(tables.ticket)).one(), HOUSE)
    engine.dispose()
    return read


@pytest.mark.parametrize(
    "ticket", [FULL_TICKET, Ticket("id", "A001", "cash", ORDINARY, 0.1, 1, MONDAY_TEN)], ids=["full", "bare"]
)
def test_a_ticket_is_read_as_it_was_saved(address: str, ticket: Ticket) -> None:
    assert through_a_database(address, ticket) == ticket


def test_the_full_values_of_these_tests_differ_from_every_default() -> None:
    """Otherwise a column that is forgotten would not be missed."""
    for full in (FULL_TICKET, FULL_COUNTER):
        assert [field.name for field in fields(full) if getattr(full, field.name) == field.default] == []


@given(st.integers(0, 10**15))
def test_seniority_as_a_number_keeps_the_order_of_instants_for_thirty_years(microseconds: int) -> None:
    at = MONDAY_TEN + timedelta(microseconds=microseconds)

    assert at.timestamp() < (at + timedelta(microseconds=1)).timestamp()


def test_a_ticket_of_a_class_that_is_no_longer_configured_counts_as_ordinary(address: str) -> None:
    gone = replace(FULL_TICKET, class_id="titanium")

    assert through_a_database(address, gone) == replace(gone, class_id=ORDINARY)


@pytest.mark.parametrize("counter", [FULL_COUNTER, Counter("1", True, MONDAY_TEN)], ids=["full", "bare"])
def test_a_counter_is_read_as_it_was_saved(address: str, counter: Counter) -> None:
    engine = writer_engine(address)
    with engine.begin() as connection:
        connection.execute(insert(tables.counter), rows.counter_row("somewhere", counter))
        read = rows.counter_of(connection.execute(select(tables.counter)).one(), vip_first=True)
    engine.dispose()

    assert read == counter


def test_whether_a_counter_is_vip_first_is_todays_configuration_and_not_the_row(address: str) -> None:
    engine = writer_engine(address)
    with engine.begin() as connection:
        connection.execute(insert(tables.counter), rows.counter_row("somewhere", FULL_COUNTER))
        read = rows.counter_of(connection.execute(select(tables.counter)).one(), vip_first=False)
    engine.dispose()

    assert read == replace(FULL_COUNTER, vip_first=False)


@pytest.mark.parametrize(
    "why", [Why(Rule.CAP, ("A001", "B002"), text("staff"), text("customer")), None], ids=["call", "recall"]
)
def test_an_announcement_is_read_as_it_was_saved(address: str, why: Why | None) -> None:
    call = Call(7, "A001", "1", LATER, why)
    engine = writer_engine(address)
    with engine.begin() as connection:
        connection.execute(insert(tables.call), rows.call_row("somewhere", DAY, call))
        read = rows.call_of(connection.execute(select(tables.call)).one())
    engine.dispose()

    assert read == call


def test_the_journal_names_tickets_by_day_and_number() -> None:
    fact = Fact(9, DAY, LATER, "teller", Kind.TICKET_CALLED, "A002", "1", ("A001",), {"rule": "head_start"})

    assert entry_of(fact) == {
        "seq": 9,
        "at": LATER,
        "kind": "ticket_called",
        "actor": "teller",
        "ticket": "2026-01-05/A002",
        "counter": "1",
        "rule": "head_start",
        "skipped": ["2026-01-05/A001"],
    }


def test_what_a_fact_is_not_about_is_not_in_its_entry() -> None:
    fact = Fact(1, DAY, LATER, "system", Kind.DAY_OPENED)

    assert entry_of(fact) == {"seq": 1, "at": LATER, "kind": "day_opened", "actor": "system"}
