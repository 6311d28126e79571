"""What a journal teaches of forecasts: levels follow what came of those that people were told, and of no others."""

import json
from datetime import timedelta
from typing import Any

import pytest

from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.learned import Known
from lobby.domain.forecast.levels import Levels
from lobby.domain.forecast.taught import SHAPE, Taught
from lobby.domain.ticket import Wait
from tests.clocks import MONDAY_TEN

KNOWN = Known({"cash": 10.0})
SHOWN = Wait(5, 10, 20)


class Journal:
    """Facts of Monday, minute by minute."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.tells(0, Kind.DAY_OPENED)
        self.tells(0, Kind.COUNTER_OPENED, None, "1", services=["cash"])

    def tells(
        self, minute: float, kind: Kind, ticket: str | None = None, counter: str | None = None, **detail: Any
    ) -> None:
        at, seq = MONDAY_TEN + timedelta(minutes=minute), len(self.facts) + 1
        self.facts.append(Fact(seq, MONDAY_TEN.date(), at, "somebody", kind, ticket, counter, (), detail))

    def issues(self, minute: float, ticket: str, class_id: str = "ordinary", **about: Any) -> None:
        detail = {"number": ticket, "service": "cash", "class": class_id}
        self.tells(minute, Kind.TICKET_ISSUED, ticket, **detail)
        self.tells(minute, Kind.ESTIMATE_SHOWN, ticket, low=SHOWN.low, mid=SHOWN.mid, high=SHOWN.high, **about)

    def calls(self, minute: float, ticket: str) -> None:
        self.tells(minute, Kind.TICKET_CALLED, ticket, "1", rule="oldest")

    def finishes(self, minute: float, ticket: str) -> None:
        self.tells(minute, Kind.SERVICE_FINISHED, ticket, "1")

    def taught(self) -> Taught:
        taught = Taught(KNOWN)
        for fact in self.facts:
            taught.take(fact)
        return taught


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.mark.parametrize("minute", [4, 12, 21])
def test_the_first_call_says_whether_the_forecast_held(journal: Journal, minute: float) -> None:
    journal.issues(0, "A001", "gold", foretold=True)
    journal.calls(minute, "A001")

    assert journal.taught().levels == Levels().after("cash", "gold", SHOWN, minute)


def test_a_second_call_says_nothing(journal: Journal) -> None:
    journal.issues(0, "A001", foretold=True)
    journal.calls(12, "A001")
    once = journal.taught().levels
    journal.tells(13, Kind.TICKET_MISSED, "A001", "1")
    journal.tells(15, Kind.TICKET_RETURNED, "A001")
    journal.calls(40, "A001")

    assert journal.taught().levels == once


def test_what_was_told_by_the_formula_says_nothing_of_forecasts(journal: Journal) -> None:
    journal.issues(0, "A001")
    journal.calls(40, "A001")

    assert journal.taught().levels == Levels()


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (Kind.TICKET_PARKED, {"until": "2026-01-05T02:30:00Z"}),
        (Kind.TICKET_REDIRECTED, {"machine": "atm"}),
        (Kind.SERVICE_RECLASSIFIED, {"service": "loan"}),
        (Kind.TICKET_LEFT, {"how": "cancelled"}),
    ],
)
def test_who_did_not_go_on_waiting_says_nothing(journal: Journal, kind: Kind, detail: dict[str, str]) -> None:
    journal.issues(0, "A001", foretold=True)
    journal.tells(2, kind, "A001", **detail)
    journal.calls(40, "A001")

    assert journal.taught().levels == Levels()


def test_a_number_of_a_day_before_is_not_taken_for_the_same_one_of_today(journal: Journal) -> None:
    journal.issues(0, "A001", foretold=True)
    journal.tells(60, Kind.DAY_CLOSED)
    journal.tells(1440, Kind.DAY_OPENED)
    journal.calls(1441, "A001")

    assert journal.taught().levels == Levels()


def test_what_was_kept_at_the_end_of_a_day_is_gone_on_with(journal: Journal) -> None:
    journal.issues(0, "A001", foretold=True)
    journal.calls(30, "A001")
    journal.finishes(38, "A001")
    journal.tells(60, Kind.DAY_CLOSED)
    taught = journal.taught()
    now = MONDAY_TEN.timestamp()

    again = Taught.again(KNOWN, taught.seq, json.loads(json.dumps(taught.kept())))

    assert again.seq == len(journal.facts)
    assert again.levels == taught.levels != Levels()
    assert again.learned.model(now, now - 36_000) == taught.learned.model(now, now - 36_000)


@pytest.mark.parametrize("kept", [{}, {"learned": {}}, {"learned": ["cash"]}, {"shape": SHAPE + 1, "learned": {}}])
def test_what_another_version_kept_is_refused(kept: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="another version"):
        Taught.again(KNOWN, 1, kept)
