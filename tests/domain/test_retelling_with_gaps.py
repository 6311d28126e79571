"""A day retold from a journal in which something is missing or makes no sense: what was told stays as it was told."""

import math

import pytest

from lobby.domain.errors import Refusal
from tests.domain.retold_days import OURS, Entry, called, day_of, issued, on, opened, policy, skips


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


@pytest.mark.parametrize("minutes", [math.inf, -math.inf, math.nan, 1e300, 10**400])
@pytest.mark.parametrize("by_class", [True, False])
def test_a_head_start_without_end_is_no_policy(minutes: float, by_class: bool) -> None:
    with pytest.raises(Refusal, match="not_a_policy"):
        day_of(policy({"gold": minutes} if by_class else minutes, 2))


@pytest.mark.parametrize("times", [math.inf, math.nan])
def test_a_cap_that_is_no_number_is_no_policy(times: float) -> None:
    with pytest.raises(Refusal, match="not_a_policy"):
        day_of(policy(10, times))


def test_a_cap_may_be_as_good_as_none() -> None:
    assert day_of(policy(10, 2**63 - 1)).policy.cap_of("all") == 2**63 - 1


def test_accounts_and_tellers_may_be_named_by_anything() -> None:
    day = day_of(policy(10, {"7": 2}, {"gold": 7}), opened("1", "cash", teller=17), opened("2", "cash", teller=["a"]))

    assert day.policy.account_of("gold") == "7"
    assert [counter.teller for counter in day.counters.values()] == ["17", "['a']"]
