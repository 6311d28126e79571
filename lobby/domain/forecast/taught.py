"""All that a branch's journal has taught: what is believed of times and people, and how far forecasts may be trusted.

A fold over facts, which can be kept at the end of a day and gone on with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.learned import Known, Learned
from lobby.domain.forecast.levels import Levels
from lobby.domain.ticket import Wait

STILL_WAITING = frozenset(
    {Kind.TICKET_ISSUED, Kind.ESTIMATE_SHOWN, Kind.CLASS_GRANTED, Kind.TICKET_CALLED, Kind.ALERT_ACKNOWLEDGED}
)
"""Whatever else happens to a ticket before its first call, its wait was no longer the one that was foretold."""


SHAPE = 1
"""Of what is kept. Whoever changes it says another number, and then days are read again instead."""


@dataclass(slots=True)
class _Told:
    """Somebody who waits for the first call; `shown` is what was foretold, None if nothing was."""

    service: str
    class_id: str
    issued_at: datetime
    shown: Wait | None = None


class Taught:
    """What was taught up to the fact `seq`. Changed in place by `take`."""

    def __init__(self, known: Known) -> None:
        self.seq = 0
        self.learned = Learned(known)
        self.levels = Levels()
        self._waiting: dict[str, _Told] = {}

    def take(self, fact: Fact) -> None:
        """This has happened. Facts come in order, none left out from the first of a day on."""
        self.seq = fact.seq
        self.learned.take(fact)
        if fact.kind is Kind.DAY_OPENED:
            self._waiting.clear()
        elif fact.ticket is not None:
            self._take_ticket(fact, fact.ticket)

    def kept(self) -> dict[str, Any]:
        """All of it at the end of a day, ready for JSON; the seq is kept beside it."""
        return {"shape": SHAPE, "learned": self.learned.kept(), "levels": self.levels.kept()}

    @classmethod
    def again(cls, known: Known, seq: int, kept: Mapping[str, Any]) -> "Taught":
        """What was kept at that seq. Raises ValueError if it was kept in another SHAPE."""
        if kept.get("shape") != SHAPE:
            raise ValueError("kept by another version of the program")
        taught = cls(known)
        taught.seq = seq
        taught.learned = Learned.again(known, kept["learned"])
        taught.levels = Levels.again(kept["levels"])
        return taught

    def _take_ticket(self, fact: Fact, ticket: str) -> None:
        if fact.kind is Kind.TICKET_ISSUED:
            self._waiting[ticket] = _Told(str(fact.detail["service"]), str(fact.detail["class"]), fact.at)
        elif fact.kind is Kind.ESTIMATE_SHOWN and ticket in self._waiting:
            # By the formula it says nothing of forecasts.
            self._waiting[ticket].shown = _wait_of(fact.detail) if fact.detail.get("foretold") else None
        elif fact.kind not in STILL_WAITING:
            self._waiting.pop(ticket, None)
        elif fact.kind is Kind.TICKET_CALLED:
            self._called(self._waiting.pop(ticket, None), fact.at)

    def _called(self, told: _Told | None, at: datetime) -> None:
        if told is None or told.shown is None:
            return
        waited = (at - told.issued_at).total_seconds() / 60
        self.levels = self.levels.after(told.service, told.class_id, told.shown, waited)


def _wait_of(detail: Mapping[str, Any]) -> Wait:
    return Wait(float(detail["low"]), float(detail["mid"]), float(detail["high"]))
