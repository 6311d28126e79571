"""A ticket's story over HTTP: any ticket of any day, its words, and what an erased note leaves."""

from typing import Any

import pytest
from sqlalchemy import update

from lobby.app import Application
from lobby.store import tables
from tests.clocks import HandClock
from tests.outside import cards_of
from tests.web.api import Caller, caller, refusal


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may do a manager's deeds."""
    return caller(application, "manager")


def story(manager: Caller, number: str, day: str | None = None) -> Any:
    return manager.here(f"/tickets/{number}/story" + (f"?day={day}" if day else "")).get_json()


def a_morning(manager: Caller, clock: HandClock) -> None:
    """Two came, then a VIP who was called first, then the manager chose a fourth past both; the first gave up."""
    manager.counter("2", "open")
    manager.counter("2", "walk-up", {"service": "cash"})
    manager.issue(care="elderly", language="en")
    manager.issue()
    manager.issue(identity={"kind": "card", "value": cards_of("wode")[0]})
    manager.issue()
    clock.move(minutes=4)
    manager.counter("2", "next", {"finish": True})
    clock.move(minutes=4)
    manager.counter("2", "finish")
    manager.counter("2", "call", {"ticket": "A005", "reason": {"staff": "A flight at noon"}})
    clock.move(minutes=1)
    manager.post("/branches/zhongshan/tickets/A002/cancel", {"reason": "left"})


def test_a_closed_ticket_is_told_from_its_number_on(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)

    told = story(manager, "A002")

    entries = told.pop("entries")
    assert [(entry["what"], entry["at"][11:16], entry["others"]) for entry in entries] == [
        ("ticket_issued", "02:00", []),
        ("passed", "02:04", ["A004"]),
        ("passed_by_override", "02:08", ["A005"]),
        ("ticket_left", "02:09", []),
    ]
    assert entries[0]["staff"]["zh"].startswith("取号：现金业务，需要照顾。前面 0 人。票上写的是")
    assert entries[2]["staff"]["en"].endswith("counted apart. Reason: A flight at noon")
    printed = told.pop("printed")
    assert printed["shown"][0] <= printed["mid"] <= printed["shown"][1]
    assert told == {
        "seq": manager.seq(),
        "at": "2026-01-05T02:09:00.000000Z",
        "number": "A002",
        "day": "2026-01-05",
        "service": "cash",
        "class": "care",
        "care": "elderly",
        "language": "en",
        "issued_at": "2026-01-05T02:00:00.000000Z",
        "state": "left",
        "counter": None,
        "passed": {"by_rule": 1, "by_override": 1, "of_at_most": 3},
        "skips": [
            {"account": "tier", "used": 1, "cap": 2},
            {"account": "care", "used": 0, "cap": 1},
            {"account": "override", "used": 1, "cap": None},
        ],
        "is_next": False,
        "say": {"zh": "您的号取消了。", "en": "Your number was given up."},
    }


def test_who_waits_is_told_what_may_still_come(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)
    before = story(manager, "A003")

    clock.move(minutes=31)
    after = story(manager, "A003")

    assert (before["state"], before["is_next"], after["is_next"]) == ("waiting", False, True)
    assert after["say"]["zh"] == "您已被优先号超过 1 次，最多 3 次；最迟下一个就是您。另有 1 次由经理安排先办。"
    assert before["entries"] == after["entries"]


def test_nothing_that_a_customer_reads_names_anybody(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)

    said = [
        words
        for number in ("A001", "A002", "A003", "A004", "A005")
        for told in [story(manager, number)]
        for both in (told["say"], *(entry["customer"] for entry in told["entries"]))
        for words in both.values()
    ]

    assert not [words for words in said if "A00" in words or "沃德" in words or "Wode" in words or "年长" in words]


def test_erased_words_are_said_to_be_erased(application: Application, manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)
    with application.rooms.lobby.store.write() as connection:
        connection.execute(update(tables.note).values(text=None))

    override = story(manager, "A003")["entries"][-1]

    assert override["staff"]["zh"].endswith("另计。原因：写下的原因已经删除")
    assert override["staff"]["en"].endswith("Reason: the written reason has been erased")


def test_a_day_gone_by_keeps_its_stories_and_today_has_its_own(manager: Caller, clock: HandClock) -> None:
    a_morning(manager, clock)
    clock.move(hours=24)
    manager.counter("2", "open")
    manager.issue("transfer")
    manager.issue()

    today, monday = story(manager, "A001"), story(manager, "A003", "2026-01-05")

    assert (today["day"], [entry["what"] for entry in today["entries"]]) == ("2026-01-06", ["ticket_issued"])
    assert (monday["state"], monday["say"]["zh"]) == ("left", "这一天结束时还没有办到，抱歉。")


@pytest.mark.parametrize("path", ["A099", "A1", "a001", "A003?day=2026-01-04", "%E5%8F%B7"])
def test_a_number_that_was_not_given_that_day_is_unknown(manager: Caller, clock: HandClock, path: str) -> None:
    a_morning(manager, clock)
    number, _, day = path.partition("?")

    answer = manager.here(f"/tickets/{number}/story{'?' if day else ''}{day}")

    assert refusal(answer) == {"status": 404, "code": "unknown_ticket"}


def test_before_its_first_day_a_branch_has_no_stories(manager: Caller) -> None:
    assert refusal(manager.here("/tickets/A001/story"))["code"] == "unknown_ticket"


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "", "2026-1-5"])
def test_a_day_that_is_none_is_refused(manager: Caller, day: str) -> None:
    assert refusal(manager.here(f"/tickets/A001/story?day={day}"))["code"] == "invalid_request"


def test_a_story_is_for_managers_and_of_their_own_branch(application: Application) -> None:
    path = "/branches/zhongshan/tickets/A001/story"

    assert refusal(caller(application, "teller").get(path))["code"] == "wrong_role"
    elsewhere = caller(application, "manager").get("/branches/nowhere/tickets/A001/story")
    assert refusal(elsewhere)["code"] == "wrong_branch"


def test_no_ticket_can_be_taken_over_with_what_stands_in_it(manager: Caller) -> None:
    ticket = manager.issue().get_json()["id"]

    assert ticket not in manager.here("/tickets/A001/story").get_data(as_text=True)
