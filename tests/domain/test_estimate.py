"""The first estimate: what it learns, how much work is ahead, and the range that people are shown."""

from dataclasses import astuple
from datetime import timedelta
from itertools import product
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain import calls
from lobby.domain.branch import ORDINARY
from lobby.domain.dispatch import call_order
from lobby.domain.estimate import (
    MEMORY_TICKETS,
    PRIOR_SPREAD,
    PRIOR_TICKETS,
    Durations,
    Learned,
    Prospect,
    holder,
    learn,
    newcomer,
    shown,
)
from lobby.domain.hall import Hall
from lobby.domain.hours import numbers
from lobby.domain.ticket import Ticket, TicketState, Wait
from tests.domain.builders import branch
from tests.domain.histories import History
from tests.domain.scene import Scene

NOTHING = Learned(0, {})
CASH = branch().services["cash"]


def taught(*minutes: float) -> Learned:
    """What is known after cash tickets that took this long."""
    learned = NOTHING
    for seq, one in enumerate(minutes, start=1):
        learned = learn(learned, seq, "cash", timedelta(minutes=one))
    return learned


def test_before_anything_was_seen_the_standard_counts() -> None:
    mean, variance = NOTHING.mean_and_variance(CASH)

    assert mean == 10
    assert variance == pytest.approx((10 * PRIOR_SPREAD) ** 2)


def test_the_mean_moves_from_the_standard_to_what_was_observed() -> None:
    means = [taught(*[4.0] * count).mean_and_variance(CASH)[0] for count in (0, 1, PRIOR_TICKETS, 1000)]

    assert means == sorted(means, reverse=True)
    assert means[2] == pytest.approx(7)
    assert means[3] == pytest.approx(4, abs=0.1)


def test_what_was_learned_belongs_to_its_service_and_seq() -> None:
    learned = learn(taught(4.0), 99, "transfer", timedelta(minutes=30))

    assert learned.seq == 99
    assert learned.durations["cash"] == Durations(1, 4.0, 16.0)
    assert learned.durations["transfer"] == Durations(1, 30.0, 900.0)


def test_old_tickets_fade() -> None:
    seen = taught(*[4.0] * MEMORY_TICKETS, *[8.0] * MEMORY_TICKETS).durations["cash"]

    assert seen.count == pytest.approx(MEMORY_TICKETS)
    assert 6.4 < seen.total / seen.count < 8


def test_the_spread_is_learned_too() -> None:
    even = taught(*[10.0] * 500).mean_and_variance(CASH)[1]
    uneven = taught(*[2.0, 18.0] * 250).mean_and_variance(CASH)[1]

    assert even < 2
    assert uneven == pytest.approx(64, rel=0.05)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, (0, 0)),
        (0, 0.1, (0, 1)),
        (0.2, 0.3, (0, 1)),
        (9.9, 9.9, (9, 10)),
        (9.9, 10, (9, 10)),
        (9.9, 10.1, (9, 15)),
        (10, 10.1, (10, 15)),
        (10.1, 14.9, (10, 15)),
        (14.9, 15.1, (10, 20)),
        (24.1, 33, (20, 35)),
        (15, 35, (15, 35)),
    ],
)
def test_the_range_for_people_is_rounded_outwards(low: float, high: float, expected: tuple[int, int]) -> None:
    assert shown(Wait(low, (low + high) / 2, high)) == expected


@given(st.floats(0, 300), st.floats(0, 300))
def test_the_range_for_people_holds_the_wait_and_is_empty_only_for_no_wait(one: float, other: float) -> None:
    low, high = sorted((one, other))

    left, right = shown(Wait(low, low, high))

    assert left <= low
    assert right >= high
    assert left < right or high == 0


def test_without_a_counter_that_serves_it_there_is_no_estimate() -> None:
    scene = Scene(branch({"1": ("cash",), "2": ("transfer",)}))
    scene.opens("2")
    for _ in range(3):
        scene.issues("cash")

    assert newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).wait is None
    assert newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).ahead == 3
    scene.opens("1")
    assert newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).wait is not None
    scene.pauses("1")
    assert newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).wait is None


def test_with_a_free_counter_and_nobody_ahead_there_is_no_wait() -> None:
    scene = Scene(branch())
    scene.opens("1")

    assert newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).wait == Wait(0, 0, 0)


def test_whom_a_ready_counter_takes_at_once_has_nobody_ahead_and_no_wait() -> None:
    """Although somebody waits for something that only another, busy counter for it serves too."""
    scene = Scene(branch({"1": ("cash", "transfer"), "2": ("cash",)}))
    scene.opens("1")
    scene.issues("transfer")
    scene.next("1")
    scene.issues("transfer")
    scene.opens("2")
    scene.next("2")

    told = newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now)
    number = scene.issues("cash")

    assert scene.hall.tickets[number].counter == "2"
    assert (told.ahead, told.wait) == (0, Wait(0, 0, 0))


def test_work_ahead_is_shared_by_the_counters() -> None:
    scene = Scene(branch({"1": ("cash",), "2": ("cash",)}))
    scene.opens("1")
    for _ in range(5):
        scene.issues()
    scene.next("1")
    alone = newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now)
    scene.opens("2")
    both = newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now)

    assert alone.wait is not None
    assert both.wait is not None
    assert alone.wait.mid == pytest.approx(50)
    assert both.wait.mid == pytest.approx(22.5)
    assert alone.ahead == both.ahead == 4


def test_a_service_under_way_counts_for_what_is_left_of_it_but_never_for_nothing() -> None:
    scene = Scene(branch())
    scene.opens("1")
    scene.issues()
    scene.next("1")
    scene.at("1", calls.start)

    def mid() -> float:
        wait = newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).wait
        assert wait is not None
        return wait.mid

    expected = [(0.0, 10.0), (4.0, 6.0), (5.0, 5.0), (60.0, 5.0)]
    begun = scene.now
    for minutes, left in expected:
        scene.clock = begun + timedelta(minutes=minutes)
        assert mid() == pytest.approx(left)


def ahead_in(hall: Hall, ticket: Ticket) -> int:
    """How many the rule calls before this ticket at one counter for all that its counters serve."""
    counters = hall.open_counters(ticket.service)
    services = list(dict.fromkeys(s for c in counters for s in c.services)) or [ticket.service]
    tiers_first = bool(counters) and all(counter.vip_first for counter in counters)
    order = [one.number for one, _ in call_order(hall.queues, services, hall.branch.fairness, vip_first=tiers_first)]
    return order.index(ticket.number)


def same(one: Prospect, other: Prospect) -> bool:
    """The same to the last digit but those that the order of a sum decides."""
    if one.wait is None or other.wait is None:
        return one == other
    waits = zip(astuple(one.wait), astuple(other.wait), strict=True)
    return one.ahead == other.ahead and all(isclose(a, b, abs_tol=1e-9) for a, b in waits)


def test_what_a_newcomer_is_told_is_what_the_ticket_then_says() -> None:
    """Over random halls: for ordinary ones too, where the answer is counted and not played."""
    asked = 0
    for seed in range(600, 660):
        history = History(seed)
        history.play(80)
        hall = history.scene.hall
        if hall.day is None or not numbers(hall.branch, history.scene.now).are_given:
            continue
        for service, class_id in product(hall.branch.services, hall.branch.fairness.classes):
            scene = Scene.copy_of(history.scene)
            told = newcomer(hall, NOTHING, service, class_id, scene.now)
            number = scene.issues(service, class_id)
            ticket = scene.hall.tickets[number]
            if ticket.state is not TicketState.WAITING:
                continue
            asked += 1
            assert same(told, holder(scene.hall, NOTHING, ticket, scene.now))
            assert told.ahead == ahead_in(scene.hall, ticket)
            assert told.wait is None or 0 <= told.wait.low <= told.wait.mid <= told.wait.high
    assert asked > 200
