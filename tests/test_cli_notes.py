"""`lobby notes erase` as an administrator uses it: after it nobody finds a free word of that day anywhere."""

from collections.abc import Mapping

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from lobby.actions.days import pass_time
from lobby.app import Application
from lobby.cli import main
from lobby.store import Store, tables
from tests.clocks import HandClock
from tests.programs import ROOT
from tests.web.api import Caller, caller

STAFF_WORDS = "his flight leaves at noon"
PUBLIC_WORDS = "the gentleman must catch a plane"
PAUSE_WORDS = "a visit to the dentist"
ALL_WORDS = (STAFF_WORDS, PUBLIC_WORDS, PAUSE_WORDS)


def erase(address: str, day: str, *more: str, branch: str = "zhongshan") -> Result:
    settings = {"LOBBY_CONFIG": str(ROOT / "config.toml"), "LOBBY_SERVER__DATABASE": address}
    words = ["notes", "erase", "--branch", branch, "--day", day, *more]
    return CliRunner().invoke(main, words, env=settings)


def a_day_of_words(application: Application, branch: str = "zhongshan") -> Caller:
    """Somebody is called past another for a reason that is written down, and the counter pauses for one."""
    manager = caller(application, "manager", branch)
    manager.counter("1", "open")
    manager.issue()
    manager.issue()
    reason = {"staff": STAFF_WORDS, "public": PUBLIC_WORDS}
    manager.counter("1", "call", {"ticket": "A002", "reason": reason}, key="once")
    manager.counter("1", "finish")
    manager.counter("1", "pause", {"reason": PAUSE_WORDS})
    return manager


def standing(address: str) -> Mapping[str, set[str]]:
    """The tables in which each of the words stands."""
    store = Store(address, {})
    with store.read() as connection:
        rows = {table.name: str(connection.execute(select(table)).all()) for table in tables.metadata.sorted_tables}
    store.close()
    return {words: {name for name, text in rows.items() if words in text} for words in ALL_WORDS}


def erased_reasons(manager: Caller, day: str) -> list[bool]:
    return [one["erased"] for one in manager.here(f"/fairness?day={day}").get_json()["overrides"]]


def test_after_it_no_free_word_of_the_day_stands_in_any_table(
    application: Application, clock: HandClock, address: str
) -> None:
    a_day_of_words(application)
    clock.move(hours=14)  # the day is over, and the next has not begun
    pass_time(application.rooms.lobby)
    before = standing(address)

    told = erase(address, "2026-01-05")

    assert before == {STAFF_WORDS: {"note", "call"}, PUBLIC_WORDS: {"call", "answer"}, PAUSE_WORDS: {"note"}}
    assert (told.exit_code, told.stdout) == (0, "2 notes erased\n")
    assert standing(address) == {words: set() for words in ALL_WORDS}


def test_what_happened_stays_and_why_is_said_to_be_erased(
    application: Application, clock: HandClock, address: str
) -> None:
    manager = a_day_of_words(application)
    clock.move(hours=14)
    pass_time(application.rooms.lobby)
    journal = manager.here("/journal").get_json()

    erase(address, "2026-01-05")

    [call] = manager.here("/tablet").get_json()["calls"]
    assert manager.here("/journal").get_json() == journal
    assert erased_reasons(manager, "2026-01-05") == [True]
    assert call["why"] == {
        "rule": "override",
        "passed": ["A001"],
        "staff": {
            "zh": "人工安排先办：原因已清除；先于 A001",
            "en": "Chosen by a person: the reason has been erased; before A001",
        },
        "customer": {"zh": "轮到您了，由经理安排先办。", "en": "It is your turn, as arranged by the manager."},
    }


def test_a_second_time_there_is_nothing_left_to_erase(application: Application, clock: HandClock, address: str) -> None:
    a_day_of_words(application)
    clock.move(hours=24)
    pass_time(application.rooms.lobby)

    said = [erase(address, day).stdout for day in ("2026-01-05", "2026-01-05", "2026-01-04")]

    assert said == ["2 notes erased\n", "0 notes erased\n", "0 notes erased\n"]


def test_other_days_and_branches_keep_their_words_unless_the_days_before_are_meant(
    application: Application, clock: HandClock, address: str
) -> None:
    elsewhere = a_day_of_words(application, "renmin")
    for _ in range(3):
        manager = a_day_of_words(application)
        clock.move(hours=24)
        pass_time(application.rooms.lobby)

    first = erase(address, "2026-01-06")
    kept = [erased_reasons(manager, f"2026-01-0{day}") for day in (5, 6, 7)]
    second = erase(address, "2026-01-06", "--and-before")

    assert (first.stdout, second.stdout) == ("2 notes erased\n", "2 notes erased\n")
    assert kept == [[False], [True], [False]]
    assert [erased_reasons(manager, f"2026-01-0{day}") for day in (5, 6, 7)] == [[True], [True], [False]]
    assert erased_reasons(elsewhere, "2026-01-05") == [False]


@pytest.mark.parametrize("more", [(), ("--and-before",)])
@pytest.mark.parametrize("day", ["2026-01-05", "2026-01-06"])
def test_an_open_day_keeps_its_words_until_it_is_closed(
    application: Application, address: str, day: str, more: tuple[str, ...]
) -> None:
    a_day_of_words(application)
    before = standing(address)

    told = erase(address, day, *more)

    sentence = "2026-01-05 is still open: the words of a day can be erased once it is closed\n"
    assert (told.exit_code, told.stderr) == (2, sentence)
    assert standing(address) == before


def test_an_unknown_branch_is_said(address: str) -> None:
    told = erase(address, "2026-01-05", branch="nowhere")

    assert (told.exit_code, told.stderr) == (2, "there is no branch nowhere in the configuration\n")
