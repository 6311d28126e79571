"""Whether the answers, the journal and the server's report tell the same day."""

from typing import Any

import pytest

from lobby.rehearsal.agreement import disagreements, lost, unasked
from lobby.rehearsal.recount import Recount, recount
from tests.rehearsal.entries import Written, called, day_of, entry, issued

ANSWERED = {("issue", "A001"): 1, ("next", "A001"): 1, ("park", "A001"): 1, ("return", "A001"): 1}


def counted(*entries: Written) -> Recount:
    return recount(day_of(*entries), {"ordinary": None, "care": "care"}, {"care": 1})


def written() -> tuple[Written, ...]:
    """A ticket's morning, of which everything was answered but what time did."""
    return (
        issued("day/A001"),
        called("day/A001", "1"),
        entry("ticket_parked", "day/A001", "1"),
        entry("ticket_returned", "day/A001"),
        called("day/A001", "2") | {"actor": "system"},
        entry("service_finished", "day/A001", "2"),
    )


def test_when_all_that_was_acknowledged_is_written_once_nothing_is_lost_or_unasked() -> None:
    day = counted(*written())

    assert (lost(ANSWERED, day), unasked(ANSWERED, day, {"A001"})) == ((), ())


def test_an_acknowledged_deed_that_is_not_in_the_journal_is_lost() -> None:
    day = counted(*written()[:3])

    assert lost(ANSWERED, day) == ("A001 was back 1 times, and 0 times in the journal",)


def test_an_alert_that_was_seen_to_and_a_plan_that_was_changed_stand_in_the_journal_or_are_lost() -> None:
    answered = {("acknowledge", "late"): 1, ("plan", "1"): 1}
    seen_to, planned = entry("alert_acknowledged", alert="late"), entry("counter_planned", counter="1")

    assert lost(answered, counted(seen_to, planned)) == ()
    assert lost(answered, counted(seen_to | {"alert": "stall"}, planned | {"actor": "system"})) == (
        "late was acknowledged 1 times, and 0 times in the journal",
        "1 was planned 1 times, and 0 times in the journal",
    )


def test_a_deed_that_was_done_twice_is_unasked() -> None:
    day = counted(*written(), entry("ticket_returned", "day/A001"))

    assert unasked(ANSWERED, day, {"A001"}) == ("A001 was back 2 times in the journal, and 1 times here",)


def test_what_others_did_to_their_own_numbers_is_nobodys_affair() -> None:
    day = counted(*written(), issued("day/A002"))

    assert unasked(ANSWERED, day, {"A001"}) == ()


def test_a_walk_up_may_have_been_called_at_once() -> None:
    answered = {("walk-up", "A001"): 1}

    day = counted(issued("day/A001"), called("day/A001", "1", rule="walk_up"))

    assert (lost(answered, day), unasked(answered, day, {"A001"})) == ((), ())


def report(**changes: Any) -> dict[str, Any]:
    """The fairness report of a day on which a call for care passed one ticket."""
    waits = {"tickets": 1, "mean_minutes": 5.0, "p90_minutes": 5.0, "max_minutes": 5.0, "over_20_minutes": 0.0}
    return {
        "tickets": 2,
        "called": 1,
        "calls_by_rule": [{"rule": "head_start", "calls": 1}],
        "skips": [{"account": "care", "most": 1}, {"account": "tier", "most": 0}],
        "over_cap": [],
        "order_breaks": [],
        "overrides": [],
        "waits": [{"class": "care", **waits}],
    } | changes


PASSED = (issued("A001"), issued("A002", class_="care"), called("A002", "1", "A001", minute=5))


def test_a_report_that_counts_as_the_journal_does_agrees() -> None:
    assert disagreements(report(), counted(*PASSED)) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"called": 2}, "called: 2 in the report, 1 in the journal"),
        ({"skips": []}, "most passes: {} in the report, {'care': 1} in the journal"),
        ({"order_breaks": [{}]}, "calls out of order: 1 in the report, 0 in the journal"),
        ({"overrides": [{}]}, "overrides: 1 in the report, 0 in the journal"),
    ],
)
def test_a_report_that_counts_otherwise_is_named(change: dict[str, Any], words: str) -> None:
    assert disagreements(report(**change), counted(*PASSED)) == (words,)
