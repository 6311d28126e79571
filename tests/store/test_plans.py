"""Today's plans in the database: found again by whoever reads anew, and another day's left alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest

from lobby.actions.days import pass_time
from lobby.actions.plans import set_plan
from lobby.domain.branch import Plan
from lobby.store import Store
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import TELLER, hall_of, lobby_on, opened

USUAL = Plan(time(9), time(17), ((time(12), time(13)),))
SHORT = Plan(time(10), time(12), ((time(10, 30), time(10, 45)), (time(11), time(11, 15))))
BARE = branch({"1": ("cash",), "2": ("cash",), "3": ("cash",)})
WEEKS = {"1": (USUAL,) * 7, "2": (None,) * 7, "3": ()}
HOUSE = replace(BARE, counters={id_: replace(one, week=WEEKS[id_]) for id_, one in BARE.counters.items()})


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """The store on it, with one branch of which two counters are planned."""
    store = opened(address, HOUSE)
    yield store
    store.close()


def read_anew(address: str) -> object:
    """The plans as another process finds them."""
    other = opened(address, HOUSE)
    plans = hall_of(other).plans
    other.close()
    return plans


def test_the_days_plans_are_read_as_they_were_told(store: Store, address: str, clock: HandClock) -> None:
    pass_time(lobby_on(store, clock))

    assert read_anew(address) == hall_of(store).plans == {"1": USUAL, "2": None}


def test_a_plan_changed_for_today_is_read_as_it_is_now(store: Store, address: str, clock: HandClock) -> None:
    lobby = lobby_on(store, clock)
    for counter, plan in (("1", None), ("2", USUAL), ("2", SHORT), ("3", SHORT)):
        set_plan(lobby, "somewhere", counter, plan, TELLER)

    assert read_anew(address) == hall_of(store).plans == {"1": None, "2": SHORT, "3": SHORT}


def test_the_next_day_goes_by_the_pattern_and_nothing_of_the_day_before_is_left(
    store: Store, address: str, clock: HandClock
) -> None:
    lobby = lobby_on(store, clock)
    set_plan(lobby, "somewhere", "3", SHORT, TELLER)
    set_plan(lobby, "somewhere", "1", None, TELLER)
    clock.move(days=1)

    pass_time(lobby)

    assert read_anew(address) == hall_of(store).plans == {"1": USUAL, "2": None}
