"""What is read from a line of a journal that anybody may have made, and what is said of one that cannot be read."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact, Kind
from lobby.domain.recorded import read_fact

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
CALL: dict[str, Any] = {"at": "2026-01-05T02:00:00Z", "kind": "ticket_called", "ticket": "a", "counter": "1"}


def refused(line: str) -> tuple[str, dict[str, Any]]:
    """How this line is refused."""
    with pytest.raises(Refusal) as caught:
        read_fact(line, 1)
    return caught.value.code, dict(caught.value.values)


def test_a_line_of_our_own_is_the_fact_that_was_told_but_for_who_was_skipped() -> None:
    line = (
        '{"seq": 7, "at": "2026-01-05T02:00:00.000000Z", "kind": "ticket_called", "actor": "wang",'
        ' "ticket": "2026-01-05/A001", "counter": "3", "rule": "cap", "skipped": ["2026-01-05/A002"]}'
    )

    fact = read_fact(line, 1)

    assert fact == Fact(
        7, date(2026, 1, 5), AT, "wang", Kind.TICKET_CALLED, "2026-01-05/A001", "3", (), {"rule": "cap"}
    )


def test_seq_and_actor_may_be_missing_and_the_place_then_stands_for_the_seq() -> None:
    assert read_fact(json.dumps(CALL), 12) == Fact(12, date(2026, 1, 5), AT, "", Kind.TICKET_CALLED, "a", "1")


def test_any_names_will_do_also_numbers() -> None:
    fact = read_fact(json.dumps({**CALL, "ticket": 17, "counter": 4}), 1)

    assert (fact.ticket, fact.counter) == ("17", "4")


def test_a_ticket_may_be_named_by_its_number_alone_when_it_is_issued() -> None:
    line = json.dumps({"at": CALL["at"], "kind": "ticket_issued", "number": "A001", "service": "cash"})

    assert read_fact(line, 1).ticket == "A001"


@pytest.mark.parametrize(
    "at", ["2026-01-05T02:00:00Z", "2026-01-05T10:00:00+08:00", "2026-01-05T02:00:00.000000+00:00", "2026-01-05 02:00"]
)
def test_an_instant_is_read_with_any_zone_and_without_one_is_utc(at: str) -> None:
    assert read_fact(json.dumps({**CALL, "at": at}), 1).at == AT


@pytest.mark.parametrize("line", ["", "{", "nonsense", "[]", "17", "null", "[" * 100_000])
def test_what_is_no_entry_is_refused(line: str) -> None:
    assert refused(line) == ("not_json", {})


def test_a_kind_that_nobody_knows_is_refused_by_name() -> None:
    assert refused(json.dumps({**CALL, "kind": "ticket_vanished"})) == ("unknown_kind", {"kind": "ticket_vanished"})


@pytest.mark.parametrize(
    "at", ["yesterday", 1767571200, "", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00"]
)
def test_what_is_no_instant_is_refused(at: object) -> None:
    assert refused(json.dumps({**CALL, "at": at})) == ("not_an_instant", {"at": str(at)})


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({**CALL, "at": None}, "at"),
        ({**CALL, "kind": None}, "kind"),
        ({**CALL, "ticket": None}, "ticket"),
        ({**CALL, "ticket": ""}, "ticket"),
        ({**CALL, "counter": None}, "counter"),
        ({**CALL, "kind": "service_finished", "ticket": None}, "ticket"),
        ({**CALL, "kind": "counter_opened", "counter": None}, "counter"),
        ({**CALL, "kind": "ticket_issued"}, "service"),
        ({**CALL, "kind": "ticket_transferred"}, "service"),
        ({**CALL, "kind": "class_granted"}, "class"),
        ({**CALL, "kind": "counter_services_set"}, "services"),
        ({**CALL, "kind": "policy_set", "max_skips": 2}, "head_start_minutes"),
        ({**CALL, "kind": "deed_undone"}, "undone_seq"),
    ],
)
def test_what_a_fact_cannot_do_without_is_named(entry: dict[str, Any], field: str) -> None:
    assert refused(json.dumps(entry)) == ("lacks", {"field": field})
