"""Whether enough counters stand behind each service, and what would be left if one paused or closed (S31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lobby.domain.counter import CounterState
from lobby.domain.hall import Hall
from lobby.domain.hours import counters_open_at, local_day, numbers
from lobby.domain.views import View


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A service with too few counters: those that would be left, of how many at least, and how many people wait."""

    service: str
    waiting: int
    counters_left: int
    minimum: int


def uncovered(hall: Hall, now: datetime) -> tuple[Uncovered, ...]:
    """The services that have too few counters as things stand. One that is paused, or will be after its customer,
    counts for none.
    """
    return _uncovered(hall, hall.branch.services, None, now)


def uncovered_without(hall: Hall, counter_id: str, now: datetime) -> tuple[Uncovered, ...]:
    """The services of this counter that would have too few if it paused or closed; none, if it calls nobody anyway.

    Raises NotFound `unknown_counter`.
    """
    counter = hall.counter(counter_id)
    served = counter.services if counter.state is CounterState.OPEN else ()
    return _uncovered(hall, served, counter_id, now)


def uncovered_view(those: Iterable[Uncovered]) -> list[View]:
    """In the order of the branch's services."""
    return [
        {"service": o.service, "waiting": o.waiting, "counters_left": o.counters_left, "minimum": o.minimum}
        for o in those
    ]


def _uncovered(hall: Hall, services: Iterable[str], but: str | None, now: datetime) -> tuple[Uncovered, ...]:
    found: list[Uncovered] = []
    for service in services if _are_served(hall, now) else ():
        waiting = hall.count_waiting([service])
        left = sum(counter.id != but for counter in hall.open_counters(service))
        minimum = hall.branch.minimum_counters.get(service, 0)
        # After the last number, who still waits is all that counts: a counter that is done may go.
        expected = minimum if waiting or numbers(hall.branch, now).are_given else 0
        if left < max(expected, 1 if waiting else 0):
            found.append(Uncovered(service, waiting, left, minimum))
    return tuple(found)


def _are_served(hall: Hall, now: datetime) -> bool:
    """Whether counters should be open by now: people may queue before, and then wait for nobody's fault."""
    if hall.day is None:
        return False
    return now >= counters_open_at(hall.branch, local_day(hall.branch, now))
