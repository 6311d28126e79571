"""The simple formula: how much work is ahead, and what it makes of service times."""

from dataclasses import astuple
from datetime import timedelta
from itertools import product
from math import isclose

import pytest

from lobby.domain import calls
from lobby.domain.branch import ORDINARY
from lobby.domain.dispatch import call_order
from lobby.domain.forecast.model import Pace
from lobby.domain.hall import Hall
from lobby.domain.hours import numbers
from lobby.domain.simple_wait import Prospect, Times, holder, newcomer, times_of
from lobby.domain.ticket import Ticket, TicketState, Wait
from tests.domain.builders import branch
from tests.domain.histories import History
from tests.domain.scene import Scene

NOTHING: Times = {}


def test_the_standard_counts_where_no_time_is_known() -> None:
    scene = busy_alone()

    unknown = newcomer(scene.hall, NOTHING, "cash", ORDINARY, scene.now).wait
    known = newcomer(scene.hall, {"cash": (4.0, 5.0)}, "cash", ORDINARY, scene.now).wait

    assert unknown is not None
    assert known is not None
    assert (unknown.mid, known.mid) == pytest.approx((20, 8))
    assert known.high - known.mid < unknown.high - unknown.mid


def test_mean_and_variance_are_those_of_what_is_believed() -> None:
    times = times_of({"cash": Pace(5.0, (0.5, 1.0, 1.5)), "loan": Pace(20.0, (1.0,))})

    assert times["loan"] == (20.0, 0.0)
    assert times["cash"] == pytest.approx((5.0, 25 / 6))


def busy_alone() -> Scene:
    """One counter, which has just called somebody, and one who waits."""
    scene = Scene(branch())
    scene.opens("1")
    scene.issues()
    scene.issues()
    scene.next("1")
    return scene


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
