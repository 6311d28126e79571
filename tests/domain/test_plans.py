"""Counters' hours: the week's pattern, a plan changed for today, and what cannot stand in a plan."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from lobby.domain.branch import Branch, Hours, Plan
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import SYSTEM, Fact, Kind
from lobby.domain.hours import instant
from lobby.domain.plans import faults, is_meant_open, planned_for, set_plan
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene

NOON = (time(12), time(13))
USUAL = Plan(time(9), time(17), (NOON,))
SHORT = Plan(time(9), time(12))
WEEK = (USUAL, USUAL, USUAL, USUAL, USUAL, SHORT, None)


def planned_branch(**settings: Any) -> Branch:
    """Counter 1 is planned, counter 2 is not."""
    made = branch({"1": ("cash",), "2": ("cash",)}, vip_first=("1",))
    counters = {**made.counters, "1": replace(made.counters["1"], week=WEEK)}
    return replace(made, counters=counters, **settings)


def shanghai(day: int, clock: str) -> datetime:
    """That time of that day of January 2026 in Shanghai, in UTC."""
    return instant(branch(), date(2026, 1, day), time.fromisoformat(clock))


def plans_told(facts: list[Fact]) -> list[Fact]:
    """The plans among these."""
    return [fact for fact in facts if fact.kind is Kind.COUNTER_PLANNED]


def test_a_weekday_goes_by_its_own_plan_and_a_closed_day_by_none() -> None:
    here = planned_branch()

    assert [planned_for(here, "1", date(2026, 1, day)) for day in (9, 10, 11)] == [USUAL, SHORT, None]
    holiday = replace(here, hours=hours(closed_days=frozenset({date(2026, 1, 9)})))
    assert planned_for(holiday, "1", date(2026, 1, 9)) is None


def test_a_counter_that_nobody_plans_has_no_plan() -> None:
    assert planned_for(planned_branch(), "2", date(2026, 1, 9)) is None


def test_the_days_plans_are_told_in_instants_when_the_day_opens() -> None:
    scene = Scene(planned_branch())

    [told] = plans_told(scene.facts)

    assert (told.at, told.actor, told.counter) == (shanghai(5, "08:30"), SYSTEM, "1")
    assert told.detail == {
        "opens_at": "2026-01-05T01:00:00.000000Z",
        "closes_at": "2026-01-05T09:00:00.000000Z",
        "breaks": [["2026-01-05T04:00:00.000000Z", "2026-01-05T05:00:00.000000Z"]],
        "vip_first": True,
    }
    assert scene.hall.plans == {"1": USUAL}


def test_a_counter_that_is_not_meant_to_open_today_is_told_so() -> None:
    here = planned_branch(hours=hours(weekdays=frozenset(range(7))))

    scene = Scene(here, shanghai(11, "10:00"))

    [told] = plans_told(scene.facts)
    assert told.detail == {"opens_at": None, "closes_at": None, "breaks": [], "vip_first": True}
    assert scene.hall.plans == {"1": None}


def test_a_plan_is_changed_for_today_and_tomorrow_goes_by_the_pattern_again() -> None:
    scene = Scene(planned_branch())

    facts = scene.does(lambda hall, now: set_plan(hall, "1", SHORT, now, "chen"))
    today = scene.hall.plans
    scene.clock = shanghai(6, "10:00")
    tomorrow = plans_told(scene.passes())

    assert [(fact.kind, fact.actor, fact.detail["closes_at"]) for fact in facts] == [
        (Kind.COUNTER_PLANNED, "chen", "2026-01-05T04:00:00.000000Z")
    ]
    assert today == {"1": SHORT}
    assert [(fact.at, fact.actor) for fact in tomorrow] == [(shanghai(6, "08:30"), SYSTEM)]
    assert scene.hall.plans == {"1": USUAL}


def test_a_counter_that_is_not_planned_by_the_week_can_be_planned_for_today() -> None:
    scene = Scene(planned_branch())

    scene.does(lambda hall, now: set_plan(hall, "2", SHORT, now, "chen"))

    assert scene.hall.plans == {"1": USUAL, "2": SHORT}


def test_a_plan_neither_opens_nor_closes_a_counter() -> None:
    scene = Scene(planned_branch(), shanghai(5, "08:59"))
    scene.opens("2")

    scene.passes(hours=4)

    assert {id_: counter.state.value for id_, counter in scene.hall.counters.items()} == {"1": "closed", "2": "open"}


def test_a_configuration_that_plans_one_counter_more_is_told_while_the_day_is_open_once() -> None:
    scene = Scene(planned_branch())
    more = {**scene.hall.branch.counters, "2": replace(scene.hall.branch.counters["2"], week=WEEK)}
    scene.hall = replace(scene.hall, branch=replace(scene.hall.branch, counters=more))

    told = [scene.passes(minutes=1), scene.passes(minutes=1)]

    assert [[(fact.kind, fact.counter) for fact in facts] for facts in told] == [[(Kind.COUNTER_PLANNED, "2")], []]


def test_no_plan_is_changed_while_the_day_is_closed_or_for_a_counter_that_is_not_there() -> None:
    early, scene = Scene(planned_branch(), shanghai(5, "08:29")), Scene(planned_branch())

    with pytest.raises(Conflict, match="day_closed"):
        early.does(lambda hall, now: set_plan(hall, "1", SHORT, now, "chen"))
    with pytest.raises(NotFound, match="unknown_counter"):
        scene.does(lambda hall, now: set_plan(hall, "9", SHORT, now, "chen"))


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (Plan(time(8, 30), time(17)), []),
        (Plan(time(8, 29), time(17)), [(("opens_at",), "plan_outside_hours")]),
        (Plan(time(9), time(17, 1)), [(("closes_at",), "plan_outside_hours")]),
        (Plan(time(9), time(9, 1)), []),
        (Plan(time(9), time(9)), [(("closes_at",), "plan_ends_before_it_begins")]),
        (Plan(time(9), time(17), ((time(9, 1), time(16, 59)),)), []),
        (Plan(time(9), time(17), ((time(9), time(10)),)), [(("breaks", 0), "breaks_out_of_order")]),
        (Plan(time(9), time(17), ((time(16), time(17)),)), [(("breaks", 0), "breaks_out_of_order")]),
        (Plan(time(9), time(17), ((time(12), time(12)),)), [(("breaks", 0), "breaks_out_of_order")]),
        (Plan(time(9), time(17), (NOON, (time(13), time(14)))), [(("breaks", 1), "breaks_out_of_order")]),
        (Plan(time(9), time(17), (NOON, (time(13, 1), time(14)))), []),
    ],
)
def test_a_plan_lies_within_the_hours_and_its_breaks_within_it_in_order(plan: Plan, found: list[object]) -> None:
    assert [(fault.setting, fault.code) for fault in faults(plan, hours())] == found


def test_round_the_clock_a_plan_may_lie_at_any_hour() -> None:
    always: Hours = hours(round_the_clock=True)

    assert list(faults(Plan(time(0), time(23, 59)), always)) == []


def test_a_refused_plan_says_what_cannot_stand_and_changes_nothing() -> None:
    scene = Scene(planned_branch())
    told = len(scene.facts)

    with pytest.raises(Refusal) as refused:
        scene.does(lambda hall, now: set_plan(hall, "1", Plan(time(9), time(17), (NOON, NOON)), now, "chen"))

    assert refused.value.code == "breaks_out_of_order"
    assert refused.value.values == {"setting": "breaks.1", "after": "13:00", "before": "17:00"}
    assert len(scene.facts) == told
    assert scene.hall.plans == {"1": USUAL}


def test_plans_stay_known_after_the_day_until_the_next_one_opens() -> None:
    scene = Scene(planned_branch())

    scene.passes(hours=8)

    assert (scene.hall.day, scene.hall.plans) == (None, {"1": USUAL})


def test_a_counter_is_meant_open_from_its_opening_to_its_closing_but_for_its_breaks() -> None:
    scene = Scene(planned_branch())

    def meant(clock: str) -> bool:
        return is_meant_open(scene.hall, "1", shanghai(5, clock))

    assert [meant(clock) for clock in ("08:59:59.999999", "09:00", "11:59:59.999999", "12:00")] == [
        False,
        True,
        True,
        False,
    ]
    assert [meant(clock) for clock in ("12:59:59.999999", "13:00", "16:59:59.999999", "17:00")] == [
        False,
        True,
        True,
        False,
    ]


def test_a_counter_without_a_plan_for_today_is_not_meant_open_and_one_that_nobody_plans_always_is() -> None:
    scene = Scene(planned_branch())
    scene.does(lambda hall, now: set_plan(hall, "1", None, now, "manager"))

    meant = {counter: is_meant_open(scene.hall, counter, shanghai(5, "10:00")) for counter in ("1", "2")}

    assert meant == {"1": False, "2": True}
