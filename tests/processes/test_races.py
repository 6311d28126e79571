"""Eight processes on one database, each with a store of its own: every number once, every ticket called once."""

from collections import Counter as Tally

import pytest

from tests.processes.tellers import BACK_TO_WORK, HOUSE, WEIGHTS, busy, call_or_cancel, drain, one_for_all
from tests.processes.workers import COUNT, Workers
from tests.store.databases import opened, recounted

pytestmark = pytest.mark.processes

EACH = 50
ROUNDS = 15
COUNTERS = list(HOUSE.counters)


def test_four_hundred_numbers_are_each_given_and_called_once_while_counters_come_and_go(
    workers: Workers, address: str
) -> None:
    """The journal alone is recounted by the definitions, in the middle and at the end, and the tables agree with it."""
    done = workers.all_do(busy, [address] * COUNT, COUNTERS, [EACH] * COUNT)
    store = opened(address, HOUSE)
    recounted(store)
    workers.all_do(drain, [address] * COUNT, COUNTERS)
    recount = recounted(store)
    store.close()

    numbers = sorted(name.partition("/")[2] for name in recount.picture.tickets)
    series = Tally(number[0] for number in numbers)
    assert numbers == [f"{letter}{n:03d}" for letter in "AB" for n in range(1, series[letter] + 1)]
    assert len(numbers) == recount.calls.total() == EACH * COUNT
    assert not recount.picture.live
    assert recount.most_skips, "nobody was passed: the rule was not tried"
    assert set(+sum(done, Tally[str]())) == {*WEIGHTS, *BACK_TO_WORK.values()}, "not everything was tried"


def test_of_eight_who_call_the_only_one_at_the_same_instant_one_gets_it_and_the_others_are_ready(
    workers: Workers, address: str
) -> None:
    """And of eight who finish it at the same instant, one does; the others hear that the counter holds nobody."""
    seen = workers.all_do(one_for_all, [address] * COUNT, COUNTERS, [ROUNDS] * COUNT)
    store = opened(address, HOUSE)
    recount = recounted(store)
    store.close()

    for turn in zip(*seen, strict=True):
        called = [call for call, _ in turn]
        winner = COUNTERS[called.index(("200", None))]
        assert sorted(called) == [("200", None)] + [("204", None)] * (COUNT - 1)
        assert sorted(finished for _, finished in turn) == [("200", None)] + [("no_ticket", winner)] * (COUNT - 1)
    assert recount.calls.total() == ROUNDS


def test_who_is_called_and_cancels_at_the_same_instant_is_either_gone_or_told_where_to_go(
    workers: Workers, address: str
) -> None:
    seen = workers.all_do(call_or_cancel, [address] * COUNT, COUNTERS, [ROUNDS] * COUNT)
    store = opened(address, HOUSE)
    recounted(store)
    store.close()

    for turn in zip(*seen, strict=True):
        calls, cancels = Tally(turn[0::2]), Tally(turn[1::2])
        if ("200", None) in cancels:
            assert cancels == {("200", None): 1, ("already_closed", None): 3}
            assert calls == {("204", None): 4}
        else:
            winner = COUNTERS[turn.index(("200", None))]
            assert cancels == {("already_called", winner): 4}
            assert calls == {("200", None): 1, ("204", None): 3}
