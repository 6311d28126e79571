"""Reading the journal of a day: from its opening, page by page."""

import json
from collections.abc import Iterator

import pytest

from lobby.rehearsal.journal import day_begins, fairness, journal
from lobby.rehearsal.settings import CannotPlay
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.wire import Wire
from tests.rehearsal.far_end import FarEnd

ASKED = "/api/v1/branches/b/journal?since={}&limit=500"


@pytest.fixture
def wire(far_end: FarEnd) -> Iterator[Wire]:
    with Wire(far_end.url, {"teller": "t-token", "manager": "m-token"}, Tally()) as wire:
        yield wire


def page(seqs: range, *opened: int) -> tuple[int, bytes]:
    """Entries with these seqs; those that are named open a day."""
    kinds = {seq: "day_opened" if seq in opened else "ticket_called" for seq in seqs}
    return 200, json.dumps({"entries": [{"seq": seq, "kind": kind} for seq, kind in kinds.items()]}).encode()


def test_the_day_that_is_open_is_looked_for_backwards(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [page(range(650, 1150), 1150), page(range(150, 650), 230, 640)]

    assert day_begins(wire, "b", 1149) == 639
    assert [path for path, _, _ in far_end.asked] == [ASKED.format(649), ASKED.format(149)]


def test_a_journal_without_an_opening_is_read_from_its_beginning(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [page(range(1, 41))]

    assert day_begins(wire, "b", 40) == 0


def test_entries_are_read_page_by_page_up_to_the_last_that_is_wanted(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [page(range(6, 506)), page(range(506, 1006))]

    seqs = [entry["seq"] for entry in journal(wire, "b", 5, 600)]

    assert seqs == list(range(6, 601))
    assert [path for path, _, _ in far_end.asked] == [ASKED.format(5), ASKED.format(505)]


def test_a_server_that_has_no_more_is_not_asked_for_ever(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [page(range(0))]

    assert list(journal(wire, "b", 5, 600)) == []


def test_what_cannot_be_read_is_said(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(403, b'{"code": "wrong_role"}')]

    with pytest.raises(CannotPlay, match="the journal cannot be read: 403 wrong_role"):
        list(journal(wire, "b", 0, 1))
    with pytest.raises(CannotPlay, match="the fairness report cannot be read: 403 wrong_role"):
        fairness(wire, "b", "2026-01-05")
