"""Scenes and models for tests, with a default for everything: ten o'clock, one service, and times without chance."""

from collections.abc import Sequence
from typing import Any

from lobby.domain.branch import Fairness
from lobby.domain.forecast.model import Model, Pace
from lobby.domain.forecast.scene import Held, Scene, SceneCounter, Waiter
from lobby.domain.forecast.simulate import forecast
from tests.clocks import MONDAY_TEN
from tests.domain.builders import fairness

NOW = MONDAY_TEN.timestamp()
FIVE = Pace(5.0, (1.0,))
"""Every service takes five minutes."""


def waiter(seq: int, class_id: str = "ordinary", *, ago: float = 10.0, service: str = "cash", **more: Any) -> Waiter:
    """Number `seq`, who came that many minutes ago."""
    at = NOW - 60 * ago
    return Waiter(f"A{seq:03d}", service, class_id, at, seq, at, **more)


def held(*, ago: float = 0.0, service: str = "cash", seq: int = 900, is_started: bool = True, slips: int = 1) -> Held:
    """A ticket that a counter has held for that many minutes."""
    return Held(f"A{seq}", service, "ordinary", seq, NOW - 60 * ago, is_started, slips)


def counter(name: str = "1", services: tuple[str, ...] = ("cash",), **more: Any) -> SceneCounter:
    """A counter that is open, holds nothing, and has this moment become free."""
    usual: dict[str, Any] = {
        "vip_first": False,
        "teller": None,
        "is_open": True,
        "is_paused": False,
        "is_ready": False,
        "since": NOW,
    }
    return SceneCounter(name, services, **{**usual, **more})


def span(start: float, end: float) -> tuple[float, float]:
    """From and until, given in minutes from now."""
    return (NOW + 60 * start, NOW + 60 * end)


def scene(
    waiters: Sequence[Waiter] = (),
    counters: Sequence[SceneCounter] = (),
    *,
    coming: Sequence[tuple[float, Waiter]] = (),
    rules: Fairness | None = None,
    services: tuple[str, ...] = ("cash",),
    classes: tuple[str, ...] = ("ordinary",),
    last_number: float | None = None,
) -> Scene:
    """These people and counters at ten o'clock; promises in minutes from now."""
    promised = [(NOW + 60 * at, one) for at, one in coming]
    return Scene(NOW, NOW - 36000, last_number, rules or fairness(), services, classes, waiters, promised, counters)


def model(**more: Any) -> Model:
    """Every service takes five minutes and nothing else happens."""
    return Model(**{"paces": {"cash": FIVE, "transfer": FIVE}, **more})


def certain(pool: Sequence[float]) -> float:
    """What every replica says alike, to the microsecond."""
    assert round(pool[0], 6) == round(pool[-1], 6), "the replicas differ"
    return round(pool[0], 6)


def waits(hall: Scene, believed: Model | None = None) -> dict[str, float]:
    """How long everybody waits where nothing is left to chance."""
    return {name: certain(pool) for name, pool in forecast(hall, believed or model()).waits.items()}


def newcomers(hall: Scene, believed: Model | None = None) -> dict[str, float]:
    """How long a newcomer of each class waits for cash where nothing is left to chance."""
    found = forecast(hall, believed or model()).newcomers
    return {class_id: certain(pool) for (service, class_id), pool in found.items() if service == "cash"}
