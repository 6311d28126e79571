"""Waits and passes, recounted from journal entries."""

from typing import Any

import pytest

from lobby.rehearsal.recount import Waits, recount, waits_of

ACCOUNTS = {"ordinary": None, "jiaoyin": "tier", "wode": "tier", "care": "care"}


def issued(ticket: str, minute: int, class_: str = "ordinary") -> dict[str, Any]:
    return entry("ticket_issued", ticket, minute) | {"number": ticket, "service": "cash", "class": class_}


def called(ticket: str, minute: int, *skipped: str) -> dict[str, Any]:
    return entry("ticket_called", ticket, minute) | {"rule": "head_start", "skipped": list(skipped)}


def entry(kind: str, ticket: str, minute: int) -> dict[str, Any]:
    return {"seq": minute, "at": f"2026-01-05T02:{minute:02d}:00.000000Z", "kind": kind, "ticket": ticket}


def test_a_pass_counts_on_the_account_of_who_passes_and_for_the_ticket_passed() -> None:
    entries = [
        issued("A001", 0),
        issued("A002", 1),
        issued("A003", 2, "wode"),
        issued("A004", 3, "jiaoyin"),
        issued("A005", 4, "care"),
        called("A003", 5, "A001", "A002"),
        called("A004", 6, "A001"),
        called("A005", 7, "A001"),
        called("A001", 8),
    ]

    assert recount(entries, ACCOUNTS).most_skips == {"tier": 2, "care": 1}


def test_a_day_without_passes_has_zero_on_every_account() -> None:
    assert recount([issued("A001", 0), called("A001", 1)], ACCOUNTS).most_skips == {"tier": 0, "care": 0}


def test_a_class_granted_later_is_the_one_that_counts() -> None:
    entries = [
        issued("A001", 0),
        issued("A002", 1),
        entry("class_granted", "A002", 2) | {"class": "care", "reason": "elderly"},
        called("A002", 3, "A001"),
    ]

    assert recount(entries, ACCOUNTS).most_skips == {"tier": 0, "care": 1}


def test_who_was_there_before_the_rehearsal_passes_on_an_account_that_says_so() -> None:
    assert recount([issued("A002", 1), called("A001", 3, "A002")], ACCOUNTS).most_skips["unknown"] == 1


def test_a_wait_is_from_the_issue_to_the_first_call_by_class() -> None:
    entries = [
        issued("A001", 0),
        issued("A002", 2, "wode"),
        called("A002", 4, "A001"),
        called("A001", 30),
        called("A001", 50),
        issued("A003", 51),
    ]

    waits = recount(entries, ACCOUNTS).waits

    assert waits == {"ordinary": Waits(1, 30.0, 30.0, 30.0, 1.0), "wode": Waits(1, 2.0, 2.0, 2.0, 0.0)}


@pytest.mark.parametrize(("count", "p90"), [(1, 1.0), (9, 9.0), (10, 9.0), (11, 10.0), (20, 18.0)])
def test_the_90th_percentile_is_a_wait_that_somebody_had(count: int, p90: float) -> None:
    assert waits_of([float(minute) for minute in range(count, 0, -1)]).p90_minutes == p90


def test_exactly_twenty_minutes_are_not_over_twenty() -> None:
    assert waits_of([19.99, 20.0, 20.01, 40.0]).over_20_minutes == 0.5
