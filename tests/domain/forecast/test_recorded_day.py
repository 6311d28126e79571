"""A recorded day made ready to be played again: who came when, which counters were open, and what was recorded."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from lobby.domain.forecast.closing import STAYS
from lobby.domain.forecast.recorded_day import RecordedDay, recorded_day
from lobby.domain.forecast.scene import SceneCounter, Span, Waiter
from lobby.domain.recorded import read_fact
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import OURS, Entry, called, issued, lines, on, opened

TEN = MONDAY_TEN.timestamp()


def at(minute: float) -> float:
    """That minute after ten."""
    return TEN + 60 * minute


def day_of(*entries: Entry) -> RecordedDay:
    """The n-th entry happens at 10:n."""
    day = recorded_day([read_fact(line, place) for place, line in enumerate(lines(entries), start=1)])
    assert day is not None
    return day


def plans(day: RecordedDay) -> dict[str, tuple[Span, ...] | None]:
    return {counter.id: counter.plan for counter in day.scene.counters}


def on_counter(kind: str, counter: str = "1", **more: object) -> Entry:
    return {"kind": kind, "counter": counter, **more}


def test_everybody_comes_when_they_came() -> None:
    day = day_of(OURS, opened("1", "cash"), issued("a"), issued("g", "gold"), called("g"), called("a"), issued("left"))

    assert day.scene.coming == (
        (at(4), Waiter("0", "cash", "gold", at(4), 4, at(4))),
        (at(3), Waiter("1", "cash", "ordinary", at(3), 3, at(3))),
        (at(7), Waiter("2", "cash", "ordinary", at(7), 7, at(7))),
    )
    assert (day.waits, day.left_out) == ({"0": 1.0, "1": 3.0, "2": None}, 0)


def test_who_went_to_a_machine_is_left_out() -> None:
    day = day_of(opened("1", "cash"), issued("a"), on("ticket_left", "a", how="machine"), issued("b"), called("b"))

    assert ([one.seniority for _, one in day.scene.coming], day.left_out) == ([at(4)], 1)


def test_who_brought_several_slips_brings_them_again() -> None:
    day = day_of(opened("1", "cash"), {**issued("a"), "count": 3}, called("a"))

    assert [one.slips for _, one in day.scene.coming] == [3]


def test_the_day_begins_before_its_first_fact_and_has_the_rules_that_it_was_told() -> None:
    scene = day_of(OURS, opened("1", "cash", "cards"), issued("g", "gold"), called("g")).scene

    assert (scene.now, scene.services, scene.classes, scene.waiters) == (at(0), ("cash", "cards"), (), ())
    assert scene.fairness.caps["tier"] == 2
    assert scene.fairness.classes["gold"].head_start == timedelta(minutes=10)


@pytest.mark.parametrize("back", ["ticket_returned", "ticket_transferred"])
def test_who_is_called_again_comes_again_and_the_wait_is_that_for_the_first_call(back: str) -> None:
    day = day_of(opened("1", "cash", "cards"), issued("a"), called("a"), on(back, "a", service="cards"), called("a"))

    first, again = day.scene.coming
    service = "cards" if back == "ticket_transferred" else "cash"
    assert first == (at(2), Waiter("0", "cash", "ordinary", at(2), 2, at(2)))
    assert again == (at(4), Waiter("1", service, "ordinary", at(2), 5, at(4)))
    assert day.waits == {"0": 1.0}


def test_who_was_parked_before_any_call_waits_from_the_return_on_and_has_waited_since_the_issue() -> None:
    day = day_of(opened("1", "cash"), issued("a"), on("ticket_parked", "a"), on("ticket_returned", "a"), called("a"))

    assert [(came, one.since) for came, one in day.scene.coming] == [(at(4), at(2))]


def test_service_and_class_are_those_of_the_first_call() -> None:
    day = day_of(
        opened("1", "cash", "cards"),
        issued("a"),
        on("class_granted", "a", **{"class": "care"}),
        on("service_reclassified", "a", service="cards"),
        called("a"),
        on("service_reclassified", "a", service="cash"),
    )

    assert [(one.service, one.class_id) for _, one in day.scene.coming] == [("cards", "care")]


def test_a_counter_is_open_as_it_was_without_its_pauses() -> None:
    day = day_of(
        opened("1", "cash"),
        on_counter("counter_paused"),
        on_counter("counter_resumed"),
        on_counter("counter_closed"),
        opened("2", "cash"),
        issued("a"),
        called("a", "2"),
    )

    assert plans(day) == {"1": ((at(1), at(2)), (at(3), at(4))), "2": ((at(5), at(7) + STAYS),)}
    assert {counter.is_open for counter in day.scene.counters} == {False}


def test_other_services_and_other_tellers_are_counters_of_their_own() -> None:
    day = day_of(
        opened("1", "cash", teller="li"),
        on_counter("counter_services_set", services=["cash", "cards"]),
        opened("1", "cash", teller="li"),
        issued("a"),
        called("a"),
        opened("1", "cash", teller="wang"),
    )

    assert [(counter.id, counter.services, counter.teller, counter.plan) for counter in day.scene.counters] == [
        ("1", ("cash",), "li", ((at(1), at(2)), (at(3), at(6) + STAYS))),
        ("1/2", ("cash", "cards"), "li", ((at(2), at(3)),)),
    ]
    assert day.counter_of == {"1": "1", "1/2": "1"}


def test_only_the_last_stretch_of_a_counter_stays_for_the_last_ones() -> None:
    day = day_of(
        opened("1", "cash"),
        opened("2", "cash"),
        on_counter("counter_closed", "2"),
        issued("a"),
        on_counter("counter_paused"),
        on_counter("counter_resumed"),
        called("a"),
        on_counter("counter_closed"),
    )

    assert plans(day) == {"1": ((at(1), at(5)), (at(6), at(8) + STAYS)), "2": ((at(2), at(3)),)}


def test_a_counter_that_nobody_opened_is_open_from_its_first_call_for_what_it_called() -> None:
    day = day_of(issued("a"), called("a", "7"), issued("b", service="cards"), called("b", "7"))

    assert day.scene.counters == (
        SceneCounter("7", ("cards", "cash"), False, None, False, False, False, 0.0, plan=((at(2), at(4) + STAYS),)),
    )


def test_a_closed_day_closes_every_counter() -> None:
    day = day_of(opened("1", "cash"), issued("a"), called("a"), {"kind": "day_closed"})

    assert plans(day) == {"1": ((at(1), at(4) + STAYS),)}


@pytest.mark.parametrize(("zone", "hours"), [(None, 2), (ZoneInfo("Asia/Shanghai"), 10)])
def test_the_day_begins_at_midnight_on_the_wall(zone: ZoneInfo | None, hours: int) -> None:
    facts = [read_fact(line, n) for n, line in enumerate(lines([issued("a"), called("a")]), start=1)]

    day = recorded_day(facts, zone)

    assert day is not None
    assert day.scene.midnight == TEN - hours * 3600


def test_what_cannot_be_told_is_left_out() -> None:
    day = day_of(called("nobody"), on_counter("counter_left_alone"), opened("1", "cash"), issued("a"), called("a"))

    assert day.waits == {"0": 1.0}


def test_a_day_on_which_nobody_came_cannot_be_played() -> None:
    assert recorded_day([read_fact(lines([opened("1")])[0], 1)]) is None
    assert recorded_day([]) is None
