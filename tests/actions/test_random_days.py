"""Random deeds on a real database: the hall survives a restart, and the journal keeps every invariant."""

from collections.abc import Mapping
from typing import Any

import pytest

from lobby.app import Application
from lobby.domain.board import board_view
from lobby.domain.desk import desk_view
from lobby.domain.estimate import Waits
from lobby.domain.hall import Hall
from lobby.store import Store
from tests.actions.chance import Chance
from tests.clocks import HandClock
from tests.domain.recount import Recount
from tests.store.databases import everything, hall_of

BRANCH = "zhongshan"
NOTHING = Waits()


def restarted(chance: Chance, address: str) -> Hall:
    """The branch as a program finds it that has just started."""
    store = Store(address, chance.lobby.store.branches)
    hall = hall_of(store, BRANCH)
    store.close()
    return hall


def told_of(hall: Hall, clock: HandClock) -> Mapping[str, Any]:
    """Everything about a hall that is meant to last, and every picture of it."""
    return {
        "place": (hall.seq, hall.last_at, hall.day, hall.last_day),
        "tickets": hall.tickets,
        "counters": hall.counters,
        "queues": {key: tuple(line) for key, line in hall.queues.items() if line},
        "board": board_view(hall, NOTHING, clock.now()),
        "desks": {counter: desk_view(hall, counter, NOTHING, clock.now()) for counter in hall.counters},
    }


@pytest.fixture
def chance(application: Application, clock: HandClock) -> Chance:
    """Chance, with every counter open."""
    chance = Chance(application.rooms.lobby, BRANCH, clock, seed=1)
    chance.opens_everything()
    return chance


def test_a_hall_read_after_a_restart_is_the_one_that_was_in_memory(address: str, chance: Chance) -> None:
    for _ in range(8):
        chance.does(40)

        assert told_of(restarted(chance, address), chance.clock) == told_of(chance.hall(), chance.clock)


def test_a_hall_read_after_a_restart_on_the_next_day_is_the_one_that_was_in_memory(
    address: str, chance: Chance
) -> None:
    chance.does(80)
    for _ in range(2):
        chance.clock.move(hours=23)
        chance.does(30)

        assert told_of(restarted(chance, address), chance.clock) == told_of(chance.hall(), chance.clock)


def test_the_journal_of_random_days_keeps_every_invariant(application: Application, chance: Chance) -> None:
    for _ in range(3):
        chance.does(200)
        chance.clock.move(hours=20)
    recount, since = Recount(), 0

    while entries := application.rooms.pictures.journal(BRANCH, since, 100)["entries"]:
        recount.feed(*entries)
        since = entries[-1]["seq"]
    recount.rests()

    assert since == chance.hall().seq
    assert recount.calls.total() > 40


def test_no_id_of_a_ticket_stands_in_the_journal_or_in_any_table_but_its_own(
    application: Application, chance: Chance
) -> None:
    chance.does(150)
    chance.clock.move(hours=23)
    chance.does(20)
    rows = everything(application.rooms.lobby.store)

    assert len(chance.ids) > 40
    for name in set(rows) - {"ticket"}:
        said = repr(rows[name])
        assert [id_ for id_ in chance.ids if id_ in said] == [], name


def test_the_words_of_a_pause_stand_in_a_note_and_nowhere_else(application: Application, chance: Chance) -> None:
    chance.does(250)
    rows = everything(application.rooms.lobby.store)

    assert [name for name in rows if "my own words" in repr(rows[name])] == ["note"]
