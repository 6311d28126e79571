"""The plain shapes: instants, minutes, waits, counters, as answers and pictures show them."""

from datetime import UTC, datetime, timedelta

import pytest

from lobby.domain import calls
from lobby.domain.dispatch import Rule
from lobby.domain.explain import Why
from lobby.domain.ticket import Wait
from lobby.domain.views import counter_state, counter_view, instant_view, minutes_between, wait_view, why_view
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, text
from tests.domain.scene import Scene


def test_an_instant_is_rfc_3339_in_utc_with_microseconds() -> None:
    assert instant_view(datetime(2026, 1, 5, 2, 42, 7, 123456, UTC)) == "2026-01-05T02:42:07.123456Z"
    assert instant_view(MONDAY_TEN) == "2026-01-05T02:00:00.000000Z"
    assert instant_view(None) is None


def test_minutes_are_to_a_hundredth_and_never_below_nothing() -> None:
    assert minutes_between(MONDAY_TEN, MONDAY_TEN + timedelta(seconds=100)) == 1.67
    assert minutes_between(MONDAY_TEN, MONDAY_TEN - timedelta(seconds=1)) == 0


def test_a_wait_is_shown_in_minutes_and_as_people_see_it() -> None:
    assert wait_view(Wait(3.456, 10.0, 22.222)) == {"low": 3.46, "mid": 10.0, "high": 22.22, "shown": [3, 25]}
    assert wait_view(None) is None


def test_a_reason_is_shown_whole() -> None:
    assert why_view(Why(Rule.CAP, ("A001",), text("staff"), text("customer"))) == {
        "rule": "cap",
        "passed": ["A001"],
        "staff": {"zh": "staff中", "en": "staff en"},
        "customer": {"zh": "customer中", "en": "customer en"},
    }


@pytest.fixture
def scene() -> Scene:
    """Counter 1 closed, A001 waiting."""
    scene = Scene(branch())
    scene.issues()
    return scene


def seen(scene: Scene) -> tuple[str, bool]:
    """The state of counter 1 as anybody sees it, and whether it pauses after this one."""
    view = counter_view(scene.hall, scene.hall.counters["1"])
    assert view["state"] == counter_state(scene.hall, scene.hall.counters["1"])
    return view["state"], view["pausing"]


def test_a_counter_is_seen_in_each_of_its_states(scene: Scene) -> None:
    states = [seen(scene)]
    for deed in (
        lambda: scene.opens("1"),
        lambda: scene.next("1"),
        lambda: scene.at("1", calls.start),
        lambda: scene.pauses("1"),
        lambda: scene.at("1", calls.finish),
        lambda: scene.resumes("1"),
        lambda: scene.next("1"),
        lambda: scene.closes("1"),
    ):
        deed()
        states.append(seen(scene))

    assert states == [
        ("closed", False),
        ("open", False),
        ("called", False),
        ("serving", False),
        ("serving", True),
        ("paused", False),
        ("open", False),
        ("ready", False),
        ("closed", False),
    ]


def test_a_counter_shows_its_group_and_its_number_and_no_teller(scene: Scene) -> None:
    scene.opens("1")
    scene.next("1")

    assert counter_view(scene.hall, scene.hall.counters["1"]) == {
        "id": "1",
        "state": "called",
        "pausing": False,
        "since": instant_view(MONDAY_TEN),
        "until": None,
        "number": "A001",
        "reason": None,
        "services": ["cash"],
        "group": "cash",
        "lent_groups": [],
    }
