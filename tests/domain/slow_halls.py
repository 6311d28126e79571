"""Halls that are slow, for the tests of what is said of them: three counters, people who wait, and time that passes."""

from lobby.domain import calls
from lobby.domain.ticket import Wait
from tests.domain.builders import branch
from tests.domain.scene import Scene

PROMISE_MINUTES, STANDARD_MINUTES = 20, 10
"""Of the branches that the builders make."""
ON_PAPER = Wait(9.0, 12.0, 14.4)
"""Printed as 9 to 15 minutes."""

HOUSE = branch({"1": ("cash",), "2": ("cash", "loan"), "3": ("cash",)})


def busy(scene: Scene, *counters: str) -> Scene:
    """These counters are open, and each has just called somebody."""
    for counter in counters:
        scene.opens(counter)
        scene.issues()
        scene.next(counter)
    return scene


def goes_on(scene: Scene, minutes: float, *counters: str) -> None:
    """So long the counters go on calling, every three minutes, and somebody else than those who wait."""
    for _ in range(int(minutes // 3)):
        scene.passes(minutes=3)
        for counter in counters:
            scene.at(counter, calls.finish)
            scene.overrides(counter, scene.issues())
