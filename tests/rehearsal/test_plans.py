"""A pause that the lobby manager knows of before comes to stand in the counter's plan of the day."""

import json
from typing import Any

import pytest

from lobby.rehearsal.plans import change_plan, with_break
from lobby.rehearsal.rota import Foreseen
from lobby.rehearsal.stage import Stage
from tests.rehearsal.far_end import FarEnd

MEETING = Foreseen(told_at=0.0, counter="2", begins=60.4, ends=80.2)


def plan(*breaks: list[str]) -> dict[str, Any]:
    return {"opens_at": "09:00", "closes_at": "17:00", "breaks": list(breaks)}


SHUT: dict[str, Any] = {"opens_at": None, "closes_at": None, "breaks": []}


def plans(**changes: Any) -> bytes:
    """What the server tells of the day that the stage is on."""
    counters = [{"id": "1", "planned": SHUT}, {"id": "2", "planned": plan(["12:30", "13:15"])}]
    return json.dumps({"day": "2026-01-05", "is_open": True, "counters": counters, **changes}).encode()


def test_the_meeting_stands_in_the_plan_beside_lunch(far_end: FarEnd, stage: Stage) -> None:
    far_end.script = [(200, plans()), (200, b'{"counter": "2"}')]

    change_plan(stage, MEETING)

    assert [path for path, _, _ in far_end.asked] == [
        "/api/v1/branches/zhongshan/plans",
        "/api/v1/branches/zhongshan/counters/2/plan",
    ]
    assert json.loads(far_end.told[0]) == plan(["10:00", "10:20"], ["12:30", "13:15"])
    assert stage.tally.counts().done_on == {("plan", "2"): 1}


@pytest.mark.parametrize(
    "told",
    [
        plans(day="2026-01-06"),
        plans(is_open=False),
        plans(counters=[{"id": "2", "planned": SHUT}]),
    ],
)
def test_nothing_is_changed_on_another_day_or_where_the_counter_is_not_meant_to_be_open(
    far_end: FarEnd, stage: Stage, told: bytes
) -> None:
    far_end.script = [(200, told)]

    change_plan(stage, MEETING)

    assert (far_end.told, stage.tally.counts().errors) == ([], 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], [["11:45", "12:45"]]),
        ([["12:30", "13:15"]], [["11:45", "12:45"]]),
        ([["12:45", "13:15"]], [["11:45", "12:45"]]),
        ([["12:46", "13:15"]], [["11:45", "12:45"], ["12:46", "13:15"]]),
        ([["10:00", "10:20"], ["12:00", "12:30"]], [["10:00", "10:20"], ["11:45", "12:45"]]),
    ],
)
def test_a_break_takes_the_place_of_those_that_it_touches(before: list[list[str]], after: list[list[str]]) -> None:
    assert with_break(plan(*before), "11:45", "12:45") == plan(*after)


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [("09:00", "09:20", False), ("09:01", "09:20", True), ("16:40", "16:59", True), ("16:40", "17:00", False)],
)
def test_a_break_lies_within_the_hours_of_the_counter(begins: str, ends: str, fits: bool) -> None:
    assert (with_break(plan(), begins, ends) is not None) == fits


def test_a_plan_has_no_more_breaks_than_a_server_takes() -> None:
    eight = [[f"{hour:02}:10", f"{hour:02}:20"] for hour in range(9, 17)]

    assert with_break(plan(*eight), "16:30", "16:40") is None
    assert with_break(plan(*eight[1:]), "16:30", "16:40") == plan(*eight[1:], ["16:30", "16:40"])
