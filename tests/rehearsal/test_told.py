"""Where every ticket is, as the journal tells it, and what it tells that cannot be."""

import pytest

from lobby.rehearsal.told import Told
from tests.rehearsal.entries import Written, called, day_of, entry, issued


def told(*entries: Written) -> Told:
    all_of_it = Told()
    for one in day_of(*entries):
        all_of_it.take(one)
    return all_of_it


def test_a_ticket_that_goes_aside_and_elsewhere_and_back_is_in_one_place_at_a_time() -> None:
    steps = [
        (issued("A001"), "waiting"),
        (called("A001", "1"), "at_counter"),
        (entry("service_started", "A001", "1"), "at_counter"),
        (entry("ticket_parked", "A001", "1"), "aside"),
        (entry("ticket_returned", "A001"), "waiting"),
        (called("A001", "2"), "at_counter"),
        (entry("ticket_transferred", "A001", "2"), "waiting"),
        (entry("ticket_redirected", "A001"), "aside"),
        (entry("ticket_returned", "A001"), "waiting"),
        (called("A001", "1"), "at_counter"),
        (entry("ticket_missed", "A001", "1"), "missed"),
        (entry("ticket_back_late", "A001"), "waiting"),
        (called("A001", "1"), "at_counter"),
        (entry("service_finished", "A001", "1"), "finished"),
    ]

    places = [told(*(one for one, _ in steps[: count + 1])).place_of("A001") for count in range(len(steps))]

    assert places == [place for _, place in steps]
    assert told(*(one for one, _ in steps)).broken == []


def test_an_undone_deed_never_was() -> None:
    undone = told(
        issued("A001"),
        called("A001", "1"),
        entry("service_finished", "A001", "1"),
        entry("deed_undone", "A001", "1", undone_seq=3),
        entry("service_finished", "A001", "1"),
    )

    assert (undone.place_of("A001"), undone.broken) == ("finished", [])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (called("A001", "2"), "seq 4: ticket_called: A001 is at_counter"),
        (called("A002", "1"), "seq 4: counter 1 holds A001 and A002"),
        (called("A009", "2"), "seq 4: A009 was never issued"),
        (issued("A001"), "seq 4: A001 is issued twice"),
        (entry("service_finished", "A002", "2"), "seq 4: service_finished: A002 is waiting"),
        (entry("ticket_back_late", "A002"), "seq 4: ticket_back_late: A002 is waiting"),
        (entry("deed_undone", "A002", undone_seq=2), "seq 4: there was nothing to undo at 2"),
    ],
)
def test_what_cannot_be_is_named_with_its_seq(wrong: Written, words: str) -> None:
    assert told(issued("A001"), issued("A002"), called("A001", "1"), wrong).broken == [words]


def test_a_gap_in_seq_is_named() -> None:
    gapped = Told()

    for one in (issued("A001") | {"seq": 7}, issued("A002") | {"seq": 9}):
        gapped.take(one)

    assert gapped.broken == ["seq 9: a gap after 7"]


def test_who_still_holds_a_number_when_the_day_closes_is_lost() -> None:
    left = entry("ticket_left", "A001", how="day_closed", actor="system")

    assert told(issued("A001"), left, entry("day_closed")).broken == []
    assert told(issued("A001"), entry("day_closed")).broken == ["seq 2: A001 is lost: waiting on a day that is closed"]


def test_a_kind_that_is_not_about_where_a_ticket_is_changes_nothing() -> None:
    beside = told(issued("A001"), entry("estimate_shown", "A001", low=1), entry("a_kind_of_tomorrow", "A001"))

    assert (beside.place_of("A001"), beside.entries, beside.broken) == ("waiting", 3, [])
