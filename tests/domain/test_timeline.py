"""A counter's day from the journal alone: who was served there, and what the counter itself did."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from lobby.domain import calls, errands
from lobby.domain.fact import Kind
from lobby.domain.timeline import Change, Doing, Stay, Stretch, Timeline, timeline, timeline_view
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.histories import History
from tests.domain.scene import Scene

HOUSE = branch({"1": ("cash",), "2": ("cash", "transfer")}, machines={"m1": ("cash",)})


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, two counters, both closed."""
    return Scene(HOUSE)


def told(scene: Scene, counter: str = "1") -> Timeline:
    return timeline(counter, scene.facts)


def after(**delta: float) -> datetime:
    return MONDAY_TEN + timedelta(**delta)


def test_tickets_stand_in_order_to_the_second_with_how_each_ended_and_by_whom(scene: Scene) -> None:
    scene.opens("1", actor="zhang")
    first, second = scene.issues(), scene.issues(class_id="gold")
    scene.passes(seconds=7)
    scene.at("1", calls.next_ticket, "zhang")
    scene.passes(seconds=20)
    scene.at("1", calls.start, "zhang")
    scene.passes(seconds=181)
    scene.at("1", calls.finish_then_next, "li")
    scene.passes(seconds=60)
    scene.at("1", calls.recall, "li")
    scene.at("1", calls.no_show, "li")

    assert told(scene).events == (
        Change("opened", MONDAY_TEN, "zhang", services=("cash",)),
        Stay(
            second, "cash", "gold", after(seconds=7), "zhang", "head_start",
            started_at=after(seconds=27), ended_at=after(seconds=208), how="finished", ended_by="li",
        ),
        Stay(
            first, "cash", "ordinary", after(seconds=208), "li", "only",
            recalled_at=(after(seconds=268),), ended_at=after(seconds=268), how="missed", ended_by="li",
        ),
    )  # fmt: skip


def test_who_is_still_at_the_counter_has_no_end_yet(scene: Scene) -> None:
    scene.opens("1")
    number = scene.issues()
    scene.next("1")

    events = told(scene).events

    assert events[1:] == (Stay(number, "cash", "ordinary", MONDAY_TEN, "teller", "only"),)
    assert told(scene).stretches == (Stretch(Doing.SERVING, MONDAY_TEN, None),)


def test_between_customers_stands_what_the_counter_itself_did(scene: Scene) -> None:
    scene.opens("1", actor="zhang")
    scene.passes(minutes=1)
    scene.pauses("1", reason="lunch", actor="zhang")
    scene.passes(minutes=2)
    scene.resumes("1", actor="li")
    scene.serves("1", "cash", "transfer", actor="li")
    scene.passes(minutes=3)
    scene.closes("1", actor="li")

    assert told(scene).events == (
        Change("opened", MONDAY_TEN, "zhang", services=("cash",)),
        Change("paused", after(minutes=1), "zhang", reason="lunch"),
        Change("resumed", after(minutes=3), "li"),
        Change("services_set", after(minutes=3), "li", services=("cash", "transfer")),
        Change("closed", after(minutes=6), "li"),
    )
    assert told(scene).stretches == (
        Stretch(Doing.IDLE, MONDAY_TEN, after(minutes=1)),
        Stretch(Doing.PAUSED, after(minutes=1), after(minutes=3)),
        Stretch(Doing.IDLE, after(minutes=3), after(minutes=6)),
    )


def test_a_pause_begins_when_the_customer_has_gone_and_two_customers_are_two_stretches(scene: Scene) -> None:
    scene.opens("1")
    scene.issues()
    scene.issues()
    scene.next("1")
    scene.passes(minutes=5)
    scene.at("1", calls.finish_then_next)
    scene.passes(minutes=1)
    scene.pauses("1")
    scene.passes(minutes=4)
    scene.at("1", calls.finish)

    assert told(scene).stretches == (
        Stretch(Doing.SERVING, MONDAY_TEN, after(minutes=5)),
        Stretch(Doing.SERVING, after(minutes=5), after(minutes=10)),
        Stretch(Doing.PAUSED, after(minutes=10), None),
    )


def test_the_end_of_the_day_ends_what_was_at_the_counter(scene: Scene) -> None:
    scene.opens("1")
    scene.issues()
    scene.next("1")

    scene.passes(hours=15)

    stay, closed = told(scene).events[1:]
    assert isinstance(stay, Stay)
    assert (stay.how, stay.ended_by, stay.ended_at) == ("day_closed", "system", after(hours=14))
    assert closed == Change("closed", after(hours=14), "system")
    assert told(scene).stretches[-1].end == after(hours=14)


@pytest.mark.parametrize(
    ("leave", "how"),
    [
        (lambda scene, number: scene.parks(number), "parked"),
        (lambda scene, number: scene.transfers(number, "transfer"), "transferred"),
        (lambda scene, number: scene.sends_to("m1", number), "redirected"),
        (lambda scene, number: scene.returns(number, "called_by_mistake"), "returned"),
    ],
)
def test_a_stay_ends_when_the_ticket_leaves_the_counter_and_goes_on_if_that_is_undone(
    scene: Scene, leave: Callable[[Scene, str], None], how: str
) -> None:
    scene.opens("1")
    number = scene.issues()
    scene.next("1")
    scene.passes(minutes=2)
    leave(scene, number)
    ended = told(scene)
    scene.passes(seconds=5)

    if how != "returned":
        scene.undoes(number)

    stay = ended.events[1]
    assert isinstance(stay, Stay)
    assert (stay.how, stay.ended_at, stay.ended_by) == (how, after(minutes=2), "teller")
    if how != "returned":
        assert told(scene).events[1:] == (Stay(number, "cash", "ordinary", MONDAY_TEN, "teller", "only"),)
        assert told(scene).stretches[-1] == Stretch(Doing.SERVING, after(minutes=2, seconds=5), None)


def test_a_stay_tells_what_it_turned_out_to_be_for_and_the_errands_that_followed(scene: Scene) -> None:
    scene.opens("2")
    number = scene.issues("cash")
    scene.grants(number, "care")
    scene.next("2")
    scene.does(lambda hall, now: errands.reclassify(hall, "2", "transfer", now, "teller"))
    scene.passes(minutes=3)
    scene.does(lambda hall, now: errands.errand(hall, "2", "cash", now, "teller"))

    stay = told(scene, "2").events[1]

    assert isinstance(stay, Stay)
    assert (stay.service, stay.class_id, stay.errands) == ("transfer", "care", (("cash", after(minutes=3)),))


def test_another_counters_customers_and_changes_are_not_told(scene: Scene) -> None:
    scene.opens("2")
    scene.issues()
    scene.next("2")

    assert told(scene, "1") == Timeline("1", (), ())
    assert timeline_view(told(scene, "1"), None) == {"counter": "1", "day": None, "events": [], "stretches": []}


@pytest.mark.parametrize("seed", range(20))
def test_in_any_history_every_call_is_on_one_timeline_and_stretches_follow_each_other(seed: int) -> None:
    history = History(seed)
    history.play(150)
    facts = history.scene.facts

    for day in {fact.day for fact in facts}:
        own = [fact for fact in facts if fact.day == day]
        lines = [timeline(counter, own) for counter in history.scene.hall.branch.counters]
        stays = [(stay.number, stay.called_at) for line in lines for stay in line.events if isinstance(stay, Stay)]
        called = [(fact.ticket, fact.at) for fact in own if fact.kind is Kind.TICKET_CALLED]

        assert sorted(stays) == sorted(called)
        for line in lines:
            ends = [stretch.end for stretch in line.stretches[:-1]]
            assert all(
                end is not None and end <= later.start for end, later in zip(ends, line.stretches[1:], strict=True)
            )
