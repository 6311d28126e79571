"""The simple formulas that a forecast must beat: what a notice on the wall could work out at issue. Minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lobby.domain.counter import CounterState
from lobby.domain.fact import Fact, Kind
from lobby.domain.retelling import Retelling

AHEAD = "ahead"
LAST_TO_ENTER = "last_to_enter"
HEAD_OF_LINE = "head_of_line"
FORMULAS = (AHEAD, LAST_TO_ENTER, HEAD_OF_LINE)

FIRST_MEAN = 8.0
"""Minutes a service takes before any has ended: the mean of day.md's services."""

_MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class _Mean:
    count: int = 0
    total: float = 0.0

    def take(self, minutes: float) -> None:
        self.count, self.total = self.count + 1, self.total + minutes


@dataclass(slots=True)
class Formulas:
    """What the formulas need of the days gone through so far. Changed in place by `take`."""

    _by_service: dict[str, _Mean] = field(default_factory=dict)
    _overall: _Mean = field(default_factory=_Mean)
    _last: dict[str | None, float] = field(default_factory=dict)

    def end_day(self) -> None:
        """The day is over: who entered service today says nothing of tomorrow."""
        self._last.clear()

    def take(self, fact: Fact, day: Retelling) -> None:
        """This has happened in the day, which has been told of it already."""
        if fact.kind is Kind.TICKET_CALLED:
            call = day.calls[-1]
            if call.waited_minutes is not None:
                self._last[call.service] = self._last[None] = call.waited_minutes
        elif fact.kind is Kind.SERVICE_FINISHED:
            ticket = day.ticket(str(fact.ticket))
            if ticket.started_at is not None:
                minutes = (fact.at - ticket.started_at) / _MINUTE
                self._overall.take(minutes)
                self._by_service.setdefault(ticket.service, _Mean()).take(minutes)

    def at_issue(self, day: Retelling, service: str, now: datetime) -> Mapping[str, float]:
        """The wait of somebody who comes now for the service, by formula.

        `ahead`: the mean service times of those who wait for any service of the open counters that serve this one,
        shared by these counters. `last_to_enter`: the wait of the last who was called for this service, else for any,
        today. `head_of_line`: how long the one who waits longest for this service has waited; nobody waits: 0.
        """
        counters = [one for one in day.counters.values() if one.state is CounterState.OPEN and service in one.services]
        shared = {service, *(one for counter in counters for one in counter.services)}
        work = sum(len(line) * self._mean(of) for (of, _), line in day.queues.items() if of in shared)
        waiting = [ticket for (of, _), line in day.queues.items() if of == service for ticket in line]
        longest = min((ticket.issued_at for ticket in waiting), default=now)
        return {
            AHEAD: work / max(1, len(counters)),
            LAST_TO_ENTER: self._last.get(service, self._last.get(None, 0.0)),
            HEAD_OF_LINE: max(0.0, (now - longest) / _MINUTE),
        }

    def _mean(self, service: str) -> float:
        seen = self._by_service.get(service, self._overall)
        return seen.total / seen.count if seen.count else FIRST_MEAN
