"""What was learned is caught up by seq, and a start goes on from the last closed day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from lobby.actions import calls, counters, tickets
from lobby.actions.days import pass_time
from lobby.actions.lobby import Lobby
from lobby.domain.estimate import Waits
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.taught import Taught
from lobby.domain.ticket import Wait
from lobby.domain.tickets import Order
from lobby.store import Store, tables
from lobby.waiting_lessons import DAYS_BACK, Lessons
from tests.clocks import MONDAY_TEN, HandClock
from tests.domain.builders import branch, hours
from tests.store.databases import KIOSK, TELLER, hall_of, lobby_on, opened

OTHER_SHAPES: list[dict[str, Any]] = [
    {"cash": [3, 12.0, 48.0]},
    {"learned": [3, 12.0, 48.0], "levels": {"by_class": {}, "by_service": []}},
    {"learned": {"staffing": {"reserves": [["7", 3, 40]]}}, "levels": {"by_class": {}, "by_service": []}},
]
"""Of what was kept: none of them could be read by this version of the program."""

HOUSE = branch({"1": ("cash",)}, opening=hours(weekdays=frozenset(range(7))))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """The store on it, with one branch."""
    store = opened(address, HOUSE)
    yield store
    store.close()


def a_day(store: Store, clock: HandClock, minutes: float, served: int = 3) -> None:
    """From ten on so many are served, each for so long; then it is the next day at ten."""
    lobby = lobby_on(store, clock)
    counters.open_counter(lobby, HOUSE.id, "1", None, TELLER)
    for _ in range(served):
        tickets.issue(lobby, HOUSE.id, Order("cash"), KIOSK)
        calls.next_ticket(lobby, HOUSE.id, "1", finish=False, asked=TELLER)
        clock.move(minutes=minutes)
        calls.finish(lobby, HOUSE.id, "1", TELLER)
    clock.at = clock.at.replace(hour=MONDAY_TEN.hour, minute=0, second=0)
    clock.move(days=1)
    pass_time(lobby)


def half_a_day(store: Store, clock: HandClock, *looking: Lessons) -> None:
    """From ten on three come, and are foretold a wait; one has been served, long, the next is at the counter, and one
    waits. They who are `looking` catch up after every deed.
    """
    foretold = Waits(1, clock.at, newcomers={("cash", "ordinary"): Wait(4.0, 5.0, 6.0)})

    def look(_branch_id: str, _seq: int) -> None:
        for one in looking:
            one.caught_up()

    lobby = Lobby(store, clock, lambda _: foretold, look)
    for _ in range(3):
        tickets.issue(lobby, HOUSE.id, Order("cash"), KIOSK)
    counters.open_counter(lobby, HOUSE.id, "1", None, TELLER)
    for _ in range(2):
        calls.next_ticket(lobby, HOUSE.id, "1", finish=True, asked=TELLER)
        clock.move(minutes=25)


def believed(taught: Taught, clock: HandClock | None = None) -> Model:
    """At ten on Monday if no clock says otherwise."""
    now = (MONDAY_TEN if clock is None else clock.at).timestamp()
    return taught.learned.model(now, now - now % 86_400 - 28_800)


def kept_days(store: Store) -> list[date]:
    with store.read() as connection:
        return list(connection.scalars(select(tables.learned.c.day).order_by(tables.learned.c.day)))


def forget(store: Store) -> None:
    with store.write() as connection:
        connection.execute(delete(tables.learned))


def test_it_is_at_the_seq_of_the_branch_and_goes_on_from_there(store: Store, clock: HandClock) -> None:
    lessons = Lessons(store, HOUSE)
    assert lessons.caught_up().seq == 0

    a_day(store, clock, minutes=4)
    after_one = lessons.caught_up().seq
    a_day(store, clock, minutes=4)

    assert after_one < hall_of(store).seq
    assert lessons.caught_up().seq == hall_of(store).seq


def test_the_end_of_each_day_is_kept_even_if_nobody_looked_in_between(store: Store, clock: HandClock) -> None:
    for _ in range(2):
        a_day(store, clock, minutes=4)

    Lessons(store, HOUSE).caught_up()

    assert kept_days(store) == [MONDAY_TEN.date(), MONDAY_TEN.date().replace(day=6)]


def test_a_start_goes_on_from_what_was_kept_and_knows_the_same(store: Store, clock: HandClock) -> None:
    a_day(store, clock, minutes=4)
    monday = believed(Lessons(store, HOUSE).caught_up())
    a_day(store, clock, minutes=25)
    straight = Lessons(store, HOUSE)
    straight.caught_up()
    forget(store)

    from_the_journal = believed(Lessons(store, HOUSE).caught_up())

    assert believed(straight.caught_up()) == from_the_journal
    assert from_the_journal.paces["cash"].minutes > monday.paces["cash"].minutes


def test_with_a_checkpoint_the_days_before_it_are_not_read(store: Store, clock: HandClock) -> None:
    a_day(store, clock, minutes=4)
    Lessons(store, HOUSE).caught_up()
    with store.write() as connection:
        connection.execute(delete(tables.journal))

    assert believed(Lessons(store, HOUSE).caught_up()).paces["cash"].minutes < 10


@pytest.mark.parametrize("kept", OTHER_SHAPES)
def test_a_checkpoint_of_another_version_is_passed_over(store: Store, clock: HandClock, kept: dict[str, Any]) -> None:
    a_day(store, clock, minutes=4)
    straight = believed(Lessons(store, HOUSE).caught_up())
    store.keep_taught(HOUSE.id, MONDAY_TEN.date(), hall_of(store).seq, kept)

    assert believed(Lessons(store, HOUSE).caught_up()) == straight


@pytest.mark.parametrize("kept", [None, *OTHER_SHAPES])
def test_after_a_start_with_no_checkpoint_that_can_be_read_the_next_one_has_one(
    store: Store, clock: HandClock, kept: dict[str, Any] | None
) -> None:
    for _ in range(2):
        a_day(store, clock, minutes=4)
    half_a_day(store, clock)
    forget(store)
    if kept is not None:
        store.keep_taught(HOUSE.id, clock.at.date() - timedelta(days=1), hall_of(store).seq, kept)
    slowly = believed(Lessons(store, HOUSE).caught_up())

    with store.write() as connection:
        connection.execute(delete(tables.journal).where(tables.journal.c.day < clock.at.date()))

    assert believed(Lessons(store, HOUSE).caught_up()) == slowly


def test_a_restart_in_the_middle_of_a_day_loses_nothing(store: Store, clock: HandClock) -> None:
    a_day(store, clock, minutes=4)
    yesterday = Lessons(store, HOUSE).caught_up()
    straight = Lessons(store, HOUSE)
    half_a_day(store, clock, straight)

    again = Lessons(store, HOUSE)

    assert again.caught_up().levels == straight.caught_up().levels != yesterday.levels
    assert believed(again.caught_up(), clock) == believed(straight.caught_up(), clock) != believed(yesterday, clock)
    calls.next_ticket(lobby_on(store, clock), HOUSE.id, "1", finish=True, asked=TELLER)
    assert again.caught_up().levels == straight.caught_up().levels
    assert believed(again.caught_up(), clock) == believed(straight.caught_up(), clock)


def test_without_a_checkpoint_the_latest_days_are_read_and_no_older_ones(store: Store, clock: HandClock) -> None:
    a_day(store, clock, minutes=60, served=5)
    for _ in range(DAYS_BACK + 5):
        a_day(store, clock, minutes=4, served=1)
    with store.write() as connection:
        connection.execute(delete(tables.learned))

    recent = believed(Lessons(store, HOUSE).caught_up()).paces["cash"].minutes

    assert recent < 10
