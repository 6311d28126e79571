"""The first deed after a night: yesterday is closed, today is opened, and both are in the database as they were."""

from datetime import date

import pytest
from sqlalchemy import select

from lobby.actions import calls, counters, tickets
from lobby.actions.days import pass_time
from lobby.actions.lobby import Asked
from lobby.app import Application
from lobby.domain.tickets import Order
from lobby.store import Store, tables
from tests.clocks import HandClock
from tests.store.databases import hall_of

BRANCH = "zhongshan"
MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)


def issue(application: Application) -> str:
    return str(tickets.issue(application.rooms.lobby, BRANCH, Order("cash"), Asked("kiosk")).body["number"])


def states(application: Application) -> dict[tuple[date, str], str]:
    """The state of every ticket in the database, by day and number."""
    columns = (tables.ticket.c.day, tables.ticket.c.number, tables.ticket.c.state)
    with application.rooms.lobby.store.read() as connection:
        return {(row.day, row.number): row.state for row in connection.execute(select(*columns))}


def test_who_still_waited_when_the_day_ended_has_left_even_if_todays_first_has_the_same_number(
    application: Application, clock: HandClock
) -> None:
    """Nobody came by in the night: the same transaction closes yesterday's A001 and issues today's."""
    assert issue(application) == "A001"
    clock.move(hours=24)

    assert issue(application) == "A001"

    assert states(application) == {(MONDAY, "A001"): "left", (TUESDAY, "A001"): "waiting"}


def test_a_program_that_starts_after_such_a_night_finds_todays_tickets_only(
    application: Application, clock: HandClock, address: str
) -> None:
    issue(application)
    clock.move(hours=24)
    issue(application)
    store = application.rooms.lobby.store

    again = Store(address, store.branches)
    hall = hall_of(again, BRANCH)
    again.close()

    assert hall.tickets == hall_of(store, BRANCH).tickets
    assert hall.count_waiting(["cash"]) == 1


def test_every_announcement_is_kept_even_if_the_day_ended_before_anybody_came_by(
    application: Application, clock: HandClock
) -> None:
    """Lent services go back at noon and call who waits; nobody notices before tomorrow."""
    lobby, teller = application.rooms.lobby, Asked("teller")
    counters.open_counter(lobby, BRANCH, "1", None, teller)
    counters.set_services(lobby, BRANCH, "1", ["wealth"], clock.now().replace(minute=5), teller)
    calls.next_ticket(lobby, BRANCH, "1", finish=False, asked=teller)
    issue(application)
    clock.move(hours=24)

    pass_time(lobby)

    with lobby.store.read() as connection:
        told = [row.seq for row in connection.execute(select(tables.journal).filter_by(kind="ticket_called"))]
        kept = [row.seq for row in connection.execute(select(tables.call))]
    assert told == kept
    assert len(kept) == 1


def test_numbers_begin_again_with_each_day(application: Application, clock: HandClock) -> None:
    assert [issue(application) for _ in range(3)] == ["A001", "A002", "A003"]
    clock.move(hours=24)
    pass_time(application.rooms.lobby)

    assert issue(application) == "A001"


def test_a_business_day_is_a_row_that_is_opened_and_closed_once(application: Application, clock: HandClock) -> None:
    issue(application)
    clock.move(hours=24)
    issue(application)

    with application.rooms.lobby.store.read() as connection:
        found = connection.execute(select(tables.business_day).order_by(tables.business_day.c.day)).all()

    assert [(row.day, row.closed_at is None) for row in found] == [(MONDAY, False), (TUESDAY, True)]


@pytest.mark.parametrize("hours", [0, 24])
def test_coming_by_when_nothing_is_due_writes_nothing(application: Application, clock: HandClock, hours: int) -> None:
    lobby = application.rooms.lobby
    clock.move(hours=hours)
    passed = pass_time(lobby)

    assert pass_time(lobby) == passed

    assert hall_of(lobby.store, BRANCH).seq == passed[BRANCH].seq
