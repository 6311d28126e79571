"""How long people waited who came while nobody was known to serve them: all that can be said to the next one.

A recorded day may not say that a counter will open, or who sits behind the telephones. In a live hall no number is said
then; a recorded day is scored all the same.
"""

from collections import deque
from dataclasses import dataclass, field

from lobby.domain.forecast.model import Pool

REMEMBERED = 300
"""So many waits of a service count."""

FIRST: Pool = tuple(range(31))
"""Before there were any: anything up to half an hour. Assumed: counters open half an hour after the kiosk (day.md)."""

ENOUGH = 10
"""Fewer waits than these say less than those of all services together."""


@dataclass(slots=True)
class Unserved:
    """The waits up to the one taken last, by service, and under None all together. Changed in place by `take`."""

    _waits: dict[str | None, deque[float]] = field(default_factory=dict)

    def take(self, service: str, waited: float) -> None:
        """Somebody who came for this service while nobody was known to serve it has been called."""
        for of in (service, None):
            self._waits.setdefault(of, deque(maxlen=REMEMBERED)).append(waited)

    def pool(self, service: str) -> Pool:
        """The waits of somebody who comes so now, as far as is known."""
        own, everybodys = self._waits.get(service, ()), self._waits.get(None, ())
        return sorted(own if len(own) >= ENOUGH else everybodys) or FIRST
