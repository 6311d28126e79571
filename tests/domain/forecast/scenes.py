"""Scenes made by hand, at ten in the morning of a day that began at 0."""

from datetime import timedelta
from typing import Any

from lobby.domain.branch import ORDINARY, Fairness, Text, TicketClass
from lobby.domain.forecast.scene import Scene, SceneCounter, Waiter

TEN = 10 * 3600.0
MINUTE = 60.0


def ticket_class(name: str, minutes: float, account: str | None) -> TicketClass:
    return TicketClass(name, Text(name, name), timedelta(minutes=minutes), account)


def fairness() -> Fairness:
    """Ordinary and gold; gold ten minutes ahead, and nobody passed more than twice."""
    classes = {ORDINARY: ticket_class(ORDINARY, 0, None), "gold": ticket_class("gold", 10, "tier")}
    return Fairness(classes, {"tier": 2})


def waiter(name: str, service: str = "cash", class_id: str = ORDINARY, *, since: float = TEN, seq: int = 1) -> Waiter:
    return Waiter(name, service, class_id, since, seq, since)


def counter(name: str, *services: str, **more: Any) -> SceneCounter:
    """An open counter that holds nobody, unless more is said."""
    state = {"vip_first": False, "teller": None, "is_open": True, "is_paused": False, "is_ready": False, "since": TEN}
    return SceneCounter(name, services or ("cash",), **{**state, **more})


def scene(**more: Any) -> Scene:
    """Two services, one open counter and nobody who waits, unless more is said."""
    hall: dict[str, Any] = {
        "now": TEN,
        "midnight": 0.0,
        "last_number": None,
        "fairness": fairness(),
        "services": ("cash", "cards"),
        "classes": (ORDINARY, "gold"),
        "waiters": (),
        "coming": (),
        "counters": (counter("1"),),
    }
    return Scene(**{**hall, **more})
