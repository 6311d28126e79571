"""Days made by hand that say when each thing happens, in minutes after ten o'clock, and what was learned from them."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import exp
from typing import Any

from lobby.domain.fact import Fact
from lobby.domain.forecast.learned import Known, Learned
from lobby.domain.forecast.model import Model
from lobby.domain.recorded import read_fact
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import Entry, called, issued, on, opened

Timed = tuple[float, Entry]

OPENED: Timed = (0, opened("1", "cash", teller="zhang"))


def finished(ticket: str) -> Entry:
    return on("service_finished", ticket)


def facts(*told: Timed, begins: datetime = MONDAY_TEN) -> list[Fact]:
    """The facts in the order in which they stand."""
    return [
        read_fact(json.dumps({"at": (begins + timedelta(minutes=after)).isoformat(), **entry}), place)
        for place, (after, entry) in enumerate(told, start=1)
    ]


def served(ticket: str, since: float, until: float, **more: Any) -> list[Timed]:
    """Somebody takes a number, is called at once at counter 1, and is done."""
    return [(since, issued(ticket)), (since, called(ticket, **more)), (until, finished(ticket))]


def many(minutes: float, count: int, begins: float = 0) -> list[Timed]:
    """So many are served one after the other, each so long."""
    ones = (served(f"m{n}", begins + n * (minutes + 1), begins + n * (minutes + 1) + minutes) for n in range(count))
    return [told for one in ones for told in one]


def learned_from(*told: Timed, standards: dict[str, float] | None = None) -> Learned:
    """What one day teaches who knew only these standards."""
    return taking(Learned(Known(standards or {})), facts(*told))


def taking(learned: Learned, taken: Iterable[Fact]) -> Learned:
    """The same, having taken these facts."""
    for fact in taken:
        learned.take(fact)
    return learned


def believed(learned: Learned, at: datetime = MONDAY_TEN) -> Model:
    """What is believed then; the day is as the instant has it."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return learned.model(at.timestamp(), midnight.timestamp())


def minutes_seen(*told: Timed, service: str = "cash") -> list[float]:
    """The service times that the day taught, as they are kept once it is over."""
    seen = learned_from(*told).kept()["paces"]["seen"].get(service, [])
    return [round(exp(value / 1000), 1) for value in seen]
