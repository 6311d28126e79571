"""The simple formulas that a forecast is measured against."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from lobby.domain.formulas import FIRST_MEAN, Formulas
from lobby.domain.recorded import read_fact
from lobby.domain.retelling import Retelling
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import Entry, called, issued, lines, on, opened

PAUSED = {"kind": "counter_paused", "counter": "2"}


def at_issue(*entries: Entry, service: str = "cash", minute: int = 30) -> Mapping[str, float]:
    """What the formulas say to somebody who comes at 10:30, or so many minutes past ten, after these entries."""
    day, formulas = Retelling(), Formulas()
    for place, line in enumerate(lines(entries), start=1):
        fact = read_fact(line, place)
        day.take(fact)
        formulas.take(fact, day)
    return formulas.at_issue(day, service, MONDAY_TEN + timedelta(minutes=minute))


def test_on_an_empty_day_they_say_nothing_but_zero() -> None:
    assert at_issue() == {"ahead": 0.0, "last_to_enter": 0.0, "head_of_line": 0.0}


def test_people_ahead_take_their_services_mean_shared_by_the_open_counters() -> None:
    served = (opened("1", "cash"), opened("2", "cash"), issued("a"), called("a"), issued("x"), issued("y"))

    said = at_issue(*served, on("service_finished", "a"), issued("b"), issued("c"))

    assert said["ahead"] == 4 * 3 / 2


def test_before_a_service_ended_its_mean_is_that_of_all_and_before_any_did_a_fixed_one() -> None:
    loans = (opened("1", "cash"), issued("l", service="loan"), called("l", "2"), on("service_finished", "l"))

    assert at_issue(*loans, issued("a"))["ahead"] == 1.0
    assert at_issue(opened("1", "cash"), issued("a"))["ahead"] == FIRST_MEAN


@pytest.mark.parametrize(
    ("more", "ahead"),
    [
        ((opened("2", "cash", "loan"),), 3 * FIRST_MEAN / 2),
        ((opened("2", "cash", "loan"), PAUSED), FIRST_MEAN),
        ((opened("2", "loan"),), FIRST_MEAN),
        ((), FIRST_MEAN),
    ],
    ids=["who waits for loans is before them too", "a paused counter helps nobody", "loans are elsewhere", "alone"],
)
def test_ahead_are_all_who_wait_for_the_counters_of_the_service(more: tuple[Entry, ...], ahead: float) -> None:
    said = at_issue(opened("1", "cash"), *more, issued("a"), *(issued(name, service="loan") for name in "lm"))

    assert said["ahead"] == ahead


def test_the_last_to_enter_is_of_the_same_service_or_of_any() -> None:
    entries = (issued("a"), issued("b"), called("a"), issued("l", service="loan"), called("l", "2"))

    assert at_issue(*entries)["last_to_enter"] == 2.0
    assert at_issue(*entries, service="loan")["last_to_enter"] == 1.0
    assert at_issue(*entries, service="bonds")["last_to_enter"] == 1.0


def test_a_second_call_is_no_entry() -> None:
    entries = (issued("a"), issued("b"), called("a"), on("ticket_missed", "a"), on("ticket_returned", "a"), called("a"))

    assert at_issue(*entries)["last_to_enter"] == 2.0


def test_the_head_of_the_line_has_waited_since_its_issue_whatever_its_class() -> None:
    assert at_issue(issued("g", "gold"), issued("a"), called("a"))["head_of_line"] == 29.0


def test_another_day_begins_without_a_last_one() -> None:
    day, formulas = Retelling(), Formulas()
    for place, line in enumerate(lines([issued("a"), issued("b"), called("a")]), start=1):
        fact = read_fact(line, place)
        day.take(fact)
        formulas.take(fact, day)
    formulas.end_day()

    assert formulas.at_issue(day, "cash", MONDAY_TEN)["last_to_enter"] == 0.0
