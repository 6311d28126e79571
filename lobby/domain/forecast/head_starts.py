"""How much earlier than others a class counts as having come, seen from its calls: for journals that tell no rule."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from math import sqrt

from lobby.domain.dispatch import Queues
from lobby.domain.retold import RetoldTicket

STEPS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0)
"""Head starts that are told apart, in minutes."""

SURE = 2.0
"""Standard deviations of a fair coin by which those who passed must outnumber those who did not."""

_MINUTE = 60.0


class HeadStarts:
    """Of the class that is called most and each other one: how often the younger of two, who were the oldest of their
    class to be eligible where a counter called, was called first, and how often not. Changed in place by `take`.

    Both are counted by pair (younger, older) and by how much younger, as the place of the next of STEPS.
    """

    def __init__(self) -> None:
        self._calls: Counter[str] = Counter()
        self._passed: dict[tuple[str, str], Counter[int]] = {}
        self._waited: dict[tuple[str, str], Counter[int]] = {}

    def take(self, called: RetoldTicket, queues: Queues[RetoldTicket], services: Collection[str]) -> None:
        """This one was called, by a counter that serves these services, out of all who still wait besides."""
        self._calls[called.class_id] += 1
        for class_id, other in _oldest(queues, services).items():
            if class_id == called.class_id:
                continue
            younger_by = (called.seniority - other.seniority) / _MINUTE
            if younger_by > 0:
                _count(self._passed, called.class_id, class_id, younger_by)
            else:
                _count(self._waited, class_id, called.class_id, -younger_by)

    def minutes(self) -> Mapping[str, float]:
        """By class, its head start on the class that is called most; none that is not sure."""
        if not self._calls:
            return {}
        usual = max(self._calls, key=lambda class_id: self._calls[class_id])
        found = {class_id: self._head_start((class_id, usual)) for class_id in self._calls if class_id != usual}
        return {class_id: minutes for class_id, minutes in found.items() if minutes}

    def _head_start(self, pair: tuple[str, str]) -> float:
        """The one that agrees with most of what was seen: who is younger by no more was called first, others not."""
        passed, waited = self._passed.get(pair, Counter()), self._waited.get(pair, Counter())
        best, most, agreeing, seen = 0.0, 0, 0, 0
        for place, minutes in enumerate(STEPS):
            agreeing += passed[place] - waited[place]
            seen += passed[place] + waited[place]
            if agreeing > max(most, SURE * sqrt(seen)):
                best, most = minutes, agreeing
        return best


def _oldest(queues: Queues[RetoldTicket], services: Collection[str]) -> dict[str, RetoldTicket]:
    """The oldest of each class who waits for one of these services."""
    found: dict[str, RetoldTicket] = {}
    for (service, class_id), line in queues.items():
        if line and service in services:
            first = found.get(class_id)
            if first is None or line[0].seniority < first.seniority:
                found[class_id] = line[0]
    return found


def _count(counts: dict[tuple[str, str], Counter[int]], younger: str, older: str, by: float) -> None:
    counts.setdefault((younger, older), Counter())[bisect_left(STEPS, by)] += 1
