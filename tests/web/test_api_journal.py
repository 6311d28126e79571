"""The journal over HTTP: every fact once, in order, a piece at a time, and nothing in it that gives a ticket away."""

import json

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, caller


def some_facts(application: Application) -> Caller:
    """A teller who has opened counter 2 and called one of two."""
    teller = caller(application)
    teller.counter("2", "open")
    teller.issue()
    teller.issue()
    teller.counter("2", "next")
    return teller


def test_the_journal_tells_what_happened_in_order(application: Application) -> None:
    teller = some_facts(application)

    journal = teller.here("/journal").get_json()

    kinds = [entry["kind"] for entry in journal["entries"]]
    issued = ["ticket_issued", "estimate_shown"]
    opening = ["day_opened", "policy_set", *["counter_planned"] * 6]
    assert kinds == [*opening, "counter_opened", *issued, *issued, "ticket_called"]
    assert [entry["seq"] for entry in journal["entries"]] == list(range(1, journal["seq"] + 1))


def test_a_fact_says_who_did_what_to_whom(application: Application) -> None:
    called = some_facts(application).here("/journal").get_json()["entries"][-1]

    assert called == {
        "seq": 14,
        "at": "2026-01-05T02:00:00.000000Z",
        "kind": "ticket_called",
        "actor": "demo teller",
        "ticket": "2026-01-05/A001",
        "counter": "2",
        "rule": "oldest",
    }


def test_the_journal_is_read_a_piece_at_a_time(application: Application) -> None:
    teller = some_facts(application)
    whole = teller.here("/journal").get_json()

    read, since = [], 0
    while since < whole["seq"]:
        piece = teller.here(f"/journal?since={since}&limit=3").get_json()
        read.append(len(piece["entries"]))
        since = piece["entries"][-1]["seq"]

    assert read == [3, 3, 3, 3, 2]
    assert teller.here(f"/journal?since={since}").get_json() == {"seq": 14, "entries": []}
    assert teller.here("/journal?since=1000000").get_json() == {"seq": 14, "entries": []}


def test_a_hundred_facts_are_told_if_nobody_says_how_many(application: Application) -> None:
    teller = caller(application)
    for _ in range(101):
        teller.issue("wealth")

    assert len(teller.here("/journal").get_json()["entries"]) == 100
    assert len(teller.here("/journal?limit=1").get_json()["entries"]) == 1
    assert len(teller.here("/journal?limit=100000").get_json()["entries"]) == 109


def test_no_entry_names_a_ticket_by_its_id(application: Application) -> None:
    teller = caller(application)
    ticket = teller.issue().get_json()["id"]
    teller.post(f"/tickets/{ticket}/cancel", {"reason": "Mrs Wang went home"})

    words = json.dumps(teller.here("/journal").get_json())

    assert ticket not in words
    assert "Wang" not in words


def test_each_branch_has_a_journal_of_its_own(application: Application, clock: HandClock) -> None:
    some_facts(application)

    assert caller(application, "teller", "renmin").here("/journal").get_json() == {"seq": 0, "entries": []}
