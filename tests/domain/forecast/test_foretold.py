"""A forecast as people are told of it: an interval for everybody, and none where nobody is expected to serve them."""

from datetime import time

from lobby.domain.branch import ORDINARY, Plan
from lobby.domain.forecast.foretold import foretell
from lobby.domain.forecast.levels import Levels
from lobby.domain.forecast.live_scene import scene_of
from lobby.domain.forecast.model import Model, Pace
from lobby.domain.ticket import Wait
from tests.domain.builders import branch, planned
from tests.domain.scene import Scene

EVEN = Model(paces={"cash": Pace(10.0, (1.0,)), "loan": Pace(10.0, (1.0,))})
UNEVEN = Model(paces={"cash": Pace(10.0, tuple(n / 100 for n in range(1, 200)))})


def hall() -> Scene:
    """Counter 1 has just called somebody for cash, and one more waits; nobody serves loans, for which one waits too."""
    scene = Scene(branch({"1": ("cash",), "2": ("loan",)}))
    scene.opens("1")
    scene.issues()
    scene.issues()
    scene.issues("loan")
    scene.next("1")
    return scene


def test_everybody_who_waits_and_every_newcomer_has_an_interval_or_is_known_to_be_served_by_nobody() -> None:
    scene = hall()

    found = foretell(scene_of(scene.hall, scene.now), EVEN, Levels())

    assert found.holders == {"A002": Wait(10, 10, 10), "B001": None}
    assert found.newcomers["cash", ORDINARY] == Wait(20, 20, 20)
    assert found.newcomers["loan", ORDINARY] is None
    assert set(found.newcomers) == {(s, c) for s in ("cash", "loan") for c in scene.hall.branch.fairness.classes}


def test_the_levels_are_those_of_the_class() -> None:
    scene = hall()
    told = scene_of(scene.hall, scene.now)

    wide = foretell(told, UNEVEN, Levels({ORDINARY: (0.02, 0.5, 0.98)})).holders["A002"]
    usual = foretell(told, UNEVEN, Levels()).holders["A002"]

    assert wide is not None
    assert usual is not None
    assert wide.low < usual.low < usual.mid == wide.mid < usual.high < wide.high


def test_who_waits_shortly_before_closing_is_told_when_and_not_that_nobody_serves() -> None:
    scene = Scene(planned(branch({"1": ("cash",)}), c1=Plan(time(9), time(17))))
    scene.opens("1")
    scene.passes(hours=6, minutes=40)
    scene.issues()
    scene.next("1")
    scene.issues()
    scene.issues()
    scene.issues()

    found = foretell(scene_of(scene.hall, scene.now), EVEN, Levels())

    assert found.holders == {"A002": Wait(10, 10, 10), "A003": Wait(20, 20, 20), "A004": Wait(30, 30, 30)}
