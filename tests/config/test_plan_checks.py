"""Counters' hours in the configuration: within the branch's, in order, and as a week of plans afterwards."""

from datetime import time

import pytest

from lobby.config import judge
from lobby.domain.branch import Plan
from tests.config.changes import changed, refused

PLAN = "BRANCHES__ZHONGSHAN__COUNTERS__1__PLAN"
SATURDAY = f"{PLAN}__OTHER_DAYS__SAT"
HERE = "branches.zhongshan.counters.1.plan"
MONDAYS = '["mon"]'


def test_a_counters_week_has_a_plan_for_each_day_on_which_it_is_meant_to_open() -> None:
    week = changed().branches["zhongshan"].counters["1"].week

    usual = Plan(time(9), time(17), ((time(11, 45), time(12, 30)),))
    saturday = Plan(time(9), time(16), ((time(11, 45), time(12, 30)),))
    assert week == (usual, usual, usual, usual, usual, saturday, None)


@pytest.mark.parametrize(
    ("name", "value", "key", "allowed"),
    [
        (f"{PLAN}__OPENS_AT", "08:29", "opens_at", "within the branch's hours, from 08:30 (kiosk_opens_at) to 17:00"),
        (f"{PLAN}__CLOSES_AT", "17:01", "closes_at", "within the branch's hours, from 08:30 (kiosk_opens_at) to 17:00"),
        (f"{PLAN}__OPENS_AT", "17:00", "closes_at", "after opens_at, which is 17:00"),
        (f"{PLAN}__BREAKS", '[["09:00", "09:10"]]', "breaks[0]", "[from, until], after 09:00 and before 17:00"),
        (
            f"{PLAN}__BREAKS",
            '[["11:00", "11:30"], ["11:30", "12:00"]]',
            "breaks[1]",
            "[from, until], after 11:30 and before 17:00",
        ),
        (f"{PLAN}__BREAKS", '[["11:00"]]', "breaks[0]", 'each ["HH:MM", "HH:MM"], from and until'),
        (f"{PLAN}__BREAKS", '[["11:00", "noon"]]', "breaks[0][1]", 'each ["HH:MM", "HH:MM"], from and until'),
        (f"{PLAN}__WEEKDAYS", '["mon", "sat", "sun"]', "weekdays[2]", "a day on which the branch opens"),
        (f"{PLAN}__WEEKDAYS", '["mon", "sat", "mon"]', "weekdays[2]", "in the list once"),
        (f"{PLAN}__WEEKDAYS", MONDAYS, "other_days.sat", "a day of the plan, one of its weekdays"),
        (f"{SATURDAY}__CLOSES_AT", "12:30", "other_days.sat.breaks[0]", "after 09:00 and before 12:30"),
    ],
)
def test_a_plan_that_cannot_stand_is_refused_by_its_key(name: str, value: str, key: str, allowed: str) -> None:
    ((refused_key, _, said),) = refused(**{name: value})

    assert refused_key == f"{HERE}.{key}"
    assert allowed in said


@pytest.mark.parametrize(
    ("value", "key", "allowed"),
    [
        ("{ cash = 4 }", ".cash", "at most 3: no more counters serve it without being lent"),
        ("{ cahs = 1 }", ".cahs", 'did you mean "cash"?'),
        ("{ cash = -1 }", ".cash", "whole numbers from 0 to 99"),
        ("{ Cash = 1 }", ".Cash", "an id: small letters"),
        ("2", "", "whole numbers from 0 to 99, each under the id of a service"),
    ],
)
def test_a_minimum_is_of_a_service_and_no_more_than_there_are_counters(value: str, key: str, allowed: str) -> None:
    ((refused_key, _, said),) = refused(BRANCHES__ZHONGSHAN__MINIMUM_COUNTERS=value)

    assert refused_key == f"branches.zhongshan.minimum_counters{key}"
    assert allowed in said


@pytest.mark.parametrize("value", ["{}", "{ cash = 3, wealth = 0 }"])
def test_a_minimum_that_can_be_met_is_taken(value: str) -> None:
    assert refused(BRANCHES__ZHONGSHAN__MINIMUM_COUNTERS=value) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (f"{PLAN}__OPENS_AT", "08:30"),
        (f"{PLAN}__OPENS_AT", "11:44"),
        (f"{PLAN}__BREAKS", "[]"),
        (f"{PLAN}__BREAKS", "[[09:01:00, 16:59:00]]"),
        (f"{PLAN}__WEEKDAYS", '["sat"]'),
    ],
)
def test_a_plan_that_just_fits_is_taken(name: str, value: str) -> None:
    assert refused(**{name: value}) == []


def test_hours_that_are_out_of_order_are_the_only_problem_told() -> None:
    assert [key for key, _, _ in refused(BRANCHES__ZHONGSHAN__HOURS__CLOSES_AT="08:00")] == [
        "branches.zhongshan.hours.closes_at"
    ]


def too_few(**settings: str) -> list[str]:
    """What is said of planned hours."""
    return [sentence for sentence in judge(changed(**settings)) if " planned for " in sentence]


def test_the_demonstration_plans_enough_counters_at_every_hour() -> None:
    assert too_few() == []


def test_breaks_that_leave_too_few_counters_are_noted_once_for_all_their_days() -> None:
    one = too_few(BRANCHES__ZHONGSHAN__COUNTERS__2__PLAN__BREAKS='[["12:15", "13:00"]]')
    both = too_few(
        BRANCHES__ZHONGSHAN__COUNTERS__2__PLAN__BREAKS='[["11:45", "12:30"]]',
        BRANCHES__ZHONGSHAN__COUNTERS__4__PLAN__BREAKS='[["12:00", "12:30"]]',
    )

    assert one == [
        "Note: zhongshan: from 12:15 to 12:30 on mon, tue, wed, thu, fri, sat only 1 counter is planned for 现金业务 "
        "(`cash`), of at least 2."
    ]
    days = "on mon, tue, wed, thu, fri, sat"
    assert both == [
        f"Note: zhongshan: from 11:45 to 12:00 {days} only 1 counter is planned for 现金业务 (`cash`), of at least 2.",
        f"Note: zhongshan: from 12:00 to 12:30 {days} no counter is planned for 现金业务 (`cash`), of at least 2.",
    ]


def test_a_day_on_which_nobody_is_planned_is_noted_from_opening_to_the_last_number() -> None:
    assert too_few(BRANCHES__ZHONGSHAN__COUNTERS__5__PLAN__WEEKDAYS='["mon", "tue", "wed", "thu", "fri"]') == [
        "Note: zhongshan: from 09:00 to 16:45 on sat no counter is planned for 对公业务 (`corporate`), of at least 1."
    ]
