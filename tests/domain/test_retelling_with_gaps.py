"""A day retold from a journal in which something is missing or makes no sense: what was told stays as it was told."""

import pytest

from lobby.domain.errors import Refusal
from tests.domain.retold_days import OURS, Entry, called, day_of, issued, on, opened, skips


@pytest.mark.parametrize(
    "is_served", [on("service_started", "a"), on("service_reclassified", "a", service="cash", errand=True)]
)
def test_who_is_being_served_without_a_call_waits_no_more_and_is_passed_by_nobody(is_served: Entry) -> None:
    before = (OURS, opened("1", "cash"), issued("a"), issued("b"), is_served)

    at_the_counter = day_of(*before, called("b", "2"))
    gone = day_of(*before, on("service_finished", "a"), called("b"))
    undone = day_of(*before, {"kind": "deed_undone", "undone_seq": 5}, called("b"))

    assert [skips(at_the_counter), skips(gone)] == [{}, {}]
    assert undone.calls[0].passed == ("a",)


def test_after_a_day_is_closed_nothing_of_it_is_undone() -> None:
    told = (issued("a"), called("a"), on("service_finished", "a"), {"kind": "day_closed"})

    with pytest.raises(Refusal, match="nothing_to_undo"):
        day_of(*told, {"kind": "deed_undone", "undone_seq": 3})
