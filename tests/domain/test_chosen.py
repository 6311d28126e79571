"""Calls that the rule did not choose: somebody without a number (S01), and an override, counted apart (I10)."""

import pytest

from lobby.domain.branch import ORDINARY
from lobby.domain.calls import finish
from lobby.domain.dispatch import Rule
from lobby.domain.errors import Conflict
from lobby.domain.explain import say_to_waiting
from lobby.domain.ticket import TicketState
from tests.domain.builders import branch
from tests.domain.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Monday at ten: counter 1 serves cash and loans, counter 2 cash; both are open."""
    scene = Scene(branch({"1": ("cash", "loan"), "2": ("cash",)}))
    scene.opens("1")
    scene.opens("2")
    return scene


def rule_of(scene: Scene, number: str) -> str:
    """By which rule this ticket was called last."""
    return str(
        next(f.detail["rule"] for f in reversed(scene.facts) if f.kind == "ticket_called" and f.ticket == number)
    )


def test_who_walks_up_while_nobody_waits_is_served_at_once(scene: Scene) -> None:
    number = scene.walks_up("1")

    assert scene.hall.counters["1"].ticket == number
    assert rule_of(scene, number) == Rule.WALK_UP


def test_who_walks_up_while_somebody_waits_there_gets_a_number_and_no_more(scene: Scene) -> None:
    first = scene.issues("loan")

    number = scene.walks_up("1", "cash", class_id="platinum")

    assert scene.hall.tickets[number].state is TicketState.WAITING
    assert scene.hall.counters["1"].ticket is None
    assert scene.hall.tickets[first].skips == {}


def test_who_waits_for_what_is_not_served_there_is_not_in_the_way(scene: Scene) -> None:
    scene.issues("loan")

    number = scene.walks_up("2", "cash")

    assert scene.hall.counters["2"].ticket == number


def test_a_walk_up_to_a_ready_counter_stays_at_it_although_another_is_ready_longer(scene: Scene) -> None:
    scene.next("2")
    scene.passes(minutes=1)
    scene.next("1")

    number = scene.walks_up("1", "cash")

    assert scene.hall.counters["1"].ticket == number
    assert scene.hall.counters["2"].is_ready


@pytest.mark.parametrize("why", ["busy", "paused", "not served"])
def test_a_walk_up_that_cannot_be_served_here_waits_and_may_be_called_elsewhere(scene: Scene, why: str) -> None:
    if why == "busy":
        scene.walks_up("1")
    elif why == "paused":
        scene.pauses("1")
    if why != "not served":
        scene.next("2")

    number = scene.walks_up("2", "loan") if why == "not served" else scene.walks_up("1", "cash")

    called_at = scene.hall.tickets[number].at_counter
    assert called_at == (None if why == "not served" else "2")


def test_nobody_walks_up_to_a_closed_counter(scene: Scene) -> None:
    scene.closes("2")

    with pytest.raises(Conflict, match="counter_closed"):
        scene.walks_up("2")

    assert scene.hall.tickets == {}


def test_an_override_calls_the_chosen_one_and_counts_apart(scene: Scene) -> None:
    first, second, third = (scene.issues() for _ in range(3))

    scene.overrides("1", third)

    assert scene.hall.counters["1"].ticket == third
    for number in (first, second):
        ticket = scene.hall.tickets[number]
        assert (ticket.passed, ticket.overridden) == (0, 1)
    assert scene.facts[-1].detail == {"rule": "override", "reason": "other"}
    assert scene.facts[-1].skipped == (first, second)


def test_the_skips_of_an_override_count_on_the_account_of_the_chosen_ones_class(scene: Scene) -> None:
    first = scene.issues()
    chosen = scene.issues(class_id="gold")
    scene.overrides("1", chosen)
    scene.issues(class_id="platinum")

    by_the_rule = scene.next("2")
    scene.issues(class_id="platinum")
    scene.at("1", finish)
    at_the_cap = scene.next("1")

    assert by_the_rule != first
    assert at_the_cap == first  # two of two on the account of tiers: one by a person, one by the rule


def test_even_somebody_at_the_cap_can_be_passed_by_an_override_and_is_told_so(scene: Scene) -> None:
    first = scene.issues()
    for _ in range(2):
        scene.issues(class_id="platinum")
        scene.next("1")
        scene.at("1", finish)
    chosen = scene.issues(class_id="platinum")

    scene.overrides("1", chosen)

    ticket = scene.hall.tickets[first]
    assert (ticket.skips, ticket.passed, ticket.overridden) == ({"tier": 3}, 2, 1)
    said = say_to_waiting(ticket, scene.hall.branch.fairness)
    assert "另有 1 次由经理安排先办" in said.zh
    assert "超过 2 次" in said.zh
    assert chosen not in said.zh


def test_staff_read_the_reason_of_an_override_and_customers_do_not(scene: Scene) -> None:
    first, chosen = scene.issues(), scene.issues()

    scene.overrides("1", chosen)

    why = scene.hall.calls[0].why
    assert why is not None
    assert "a flight to catch" in why.staff.zh
    assert first in why.staff.en
    assert why.customer.zh == "轮到您了，由经理安排先办。"
    assert "flight" not in str(scene.entries)


def test_an_override_needs_a_free_counter_that_serves_the_ticket_and_a_ticket_that_waits(scene: Scene) -> None:
    loan, parked, cash = scene.issues("loan"), scene.issues(), scene.issues()
    scene.parks(parked)
    scene.overrides("2", cash)

    for counter, number, code in (
        *(("2", loan, "counter_busy"), ("1", parked, "not_here")),
        *(("1", cash, "already_called"), ("1", "A999", "already_closed")),
    ):
        with pytest.raises(Conflict) as refused:
            scene.overrides(counter, number)
        assert refused.value.code == code
    scene.at("2", finish)
    with pytest.raises(Conflict, match="not_served_here"):
        scene.overrides("2", loan)


def test_a_walk_up_is_of_its_class_like_anybody(scene: Scene) -> None:
    number = scene.walks_up("1", class_id="care")

    other = scene.walks_up("2")

    classes = [scene.hall.tickets[one].class_id for one in (number, other)]
    assert classes == ["care", ORDINARY]
