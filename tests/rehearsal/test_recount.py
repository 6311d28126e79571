"""Waits, passes and ends, recounted from journal entries."""

from typing import Any

import pytest

from lobby.rehearsal.recount import Waits, recount, waits_of
from tests.rehearsal.entries import called, day_of, entry, issued

ACCOUNTS = {"ordinary": None, "jiaoyin": "tier", "wode": "tier", "care": "care"}
CAPS = {"tier": 2, "care": 1}


def test_a_pass_counts_on_the_account_of_who_passes_and_for_the_ticket_passed() -> None:
    entries = day_of(
        issued("A001"),
        issued("A002"),
        issued("A003", class_="wode"),
        issued("A004", class_="jiaoyin"),
        issued("A005", class_="care"),
        called("A003", "1", "A001", "A002"),
        called("A004", "2", "A001"),
        called("A005", "3", "A001"),
        called("A001", "4"),
    )

    counted = recount(entries, ACCOUNTS, CAPS)

    assert counted.most_skips == counted.most_passes == {"tier": 2, "care": 1}
    assert (counted.over_cap, counted.broken) == (0, ())


def test_a_call_past_somebody_who_stood_at_the_cap_is_counted() -> None:
    entries = day_of(
        issued("A001"),
        issued("A002", class_="care"),
        issued("A003", class_="care"),
        called("A002", "1", "A001"),
        called("A003", "2", "A001"),
    )

    counted = recount(entries, ACCOUNTS, CAPS)

    assert (counted.over_cap, counted.most_skips["care"]) == (1, 2)


def test_what_a_person_chose_is_counted_apart_and_uses_up_the_cap_all_the_same() -> None:
    entries = day_of(
        issued("A001"),
        issued("A002", class_="care"),
        issued("A003"),
        issued("A004", class_="care"),
        called("A002", "1", "A001", rule="override"),
        called("A003", "2", "A001", rule="override"),
        called("A004", "3", "A001"),
    )

    counted = recount(entries, ACCOUNTS, CAPS)

    assert counted.rules == {"override": 2, "head_start": 1}
    assert counted.most_skips == {"tier": 0, "care": 1}
    assert counted.most_passes == {"tier": 0, "care": 2, "override": 1}
    assert counted.over_cap == 1


def test_a_day_without_passes_has_zero_on_every_account() -> None:
    assert recount(day_of(issued("A001"), called("A001", "1")), ACCOUNTS, CAPS).most_skips == {"tier": 0, "care": 0}


def test_a_class_granted_later_is_the_one_that_counts() -> None:
    entries = day_of(
        issued("A001"),
        issued("A002"),
        entry("class_granted", "A002") | {"class": "care"},
        called("A002", "1", "A001"),
    )

    assert recount(entries, ACCOUNTS, CAPS).most_skips == {"tier": 0, "care": 1}


def test_an_ordinary_ticket_that_passes_by_the_rule_is_over_any_cap() -> None:
    counted = recount(day_of(issued("A001"), issued("A002"), called("A002", "1", "A001")), ACCOUNTS, CAPS)

    assert (counted.most_skips["unknown"], counted.over_cap) == (1, 1)


@pytest.mark.parametrize(
    ("last", "end"),
    [
        ([], "unserved"),
        ([called("A001", "1")], "unserved"),
        ([called("A001", "1"), entry("service_finished", "A001", "1")], "finished"),
        ([called("A001", "1"), entry("ticket_missed", "A001", "1")], "missed"),
        ([entry("ticket_left", "A001", how="gave_up")], "missed"),
        ([entry("ticket_left", "A001", how="cancelled")], "cancelled"),
        ([entry("ticket_redirected", "A001"), entry("ticket_left", "A001", how="machine")], "cancelled"),
        ([entry("ticket_left", "A001", how="day_closed")], "unserved"),
    ],
)
def test_every_ticket_ends_in_one_way(last: list[dict[str, Any]], end: str) -> None:
    assert recount(day_of(issued("A001"), *last), ACCOUNTS, CAPS).ends == {"A001": end}


def test_what_time_alone_did_was_done_by_nobody() -> None:
    entries = day_of(issued("A001"), entry("ticket_parked", "A001"), entry("ticket_returned", "A001", actor="system"))

    assert recount(entries, ACCOUNTS, CAPS).done == {("ticket_issued", "A001"): 1, ("ticket_parked", "A001"): 1}


def test_a_wait_is_from_the_issue_to_the_first_call_by_class() -> None:
    entries = day_of(
        issued("A001", minute=0),
        issued("A002", minute=2, class_="wode"),
        called("A002", "1", "A001", minute=4),
        called("A001", "2", minute=30),
        entry("ticket_returned", "A001", "2", minute=31),
        called("A001", "2", minute=50),
        issued("A003", minute=51),
    )

    waits = recount(entries, ACCOUNTS, CAPS).waits

    assert waits == {"ordinary": Waits(1, 30.0, 30.0, 30.0, 1.0), "wode": Waits(1, 2.0, 2.0, 2.0, 0.0)}


@pytest.mark.parametrize(("count", "p90"), [(1, 1.0), (9, 9.0), (10, 9.0), (11, 10.0), (20, 18.0)])
def test_the_90th_percentile_is_a_wait_that_somebody_had(count: int, p90: float) -> None:
    assert waits_of([float(minute) for minute in range(count, 0, -1)]).p90_minutes == p90


def test_exactly_twenty_minutes_are_not_over_twenty() -> None:
    assert waits_of([19.99, 20.0, 20.01, 40.0]).over_20_minutes == 0.5
