"""Somebody says that they see to an alert: once, and for as long as it lasts."""

from datetime import timedelta

import pytest

from lobby.domain.alerts import acknowledged, alerts
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.hall import Acknowledged
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.scene import Scene

TEN_PAST = MONDAY_TEN + timedelta(minutes=10)


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, the counter is open."""
    scene = Scene(branch())
    scene.opens("1")
    return scene


def test_an_alert_that_ended_and_came_again_is_seen_to_by_nobody(scene: Scene) -> None:
    scene.issues()
    scene.issues()
    scene.issues()
    scene.passes(minutes=10)
    [stall] = alerts(scene.hall, scene.now)
    scene.sees_to("stall", "wang")
    scene.passes(minutes=5)
    seen_to = acknowledged(scene.hall, stall)

    scene.next("1")
    scene.passes(minutes=10)

    again = next(alert for alert in alerts(scene.hall, scene.now) if alert.key == "stall")
    assert (stall.key, seen_to) == ("stall", Acknowledged("wang", TEN_PAST))
    assert acknowledged(scene.hall, again) is None


def test_an_alert_is_seen_to_once_and_only_while_it_lasts(scene: Scene) -> None:
    scene.issues()
    scene.passes(minutes=10)
    scene.sees_to("stall", "wang")

    with pytest.raises(Conflict) as twice:
        scene.sees_to("stall", "zhao")
    with pytest.raises(NotFound) as over:
        scene.sees_to("late", "zhao")

    assert (twice.value.code, twice.value.values) == (
        "already_acknowledged",
        {"alert": "stall", "by": "wang", "at": TEN_PAST},
    )
    assert (over.value.code, over.value.values) == ("unknown_alert", {"alert": "late"})


def test_a_new_day_knows_nothing_of_what_was_seen_to_before(scene: Scene) -> None:
    scene.issues()
    scene.passes(minutes=10)
    scene.sees_to("stall", "wang")

    scene.passes(hours=24)

    assert scene.hall.acknowledged == {}
