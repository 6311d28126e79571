"""How long one choice of who is next takes in a full hall."""

import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from random import Random
from statistics import median

from lobby.domain.branch import ORDINARY, Fairness
from lobby.domain.dispatch import Queues, choose
from lobby.domain.hall import queues_of
from lobby.domain.ticket import Ticket
from tests.clocks import MONDAY_TEN
from tests.config.changes import changed

WAITING = 300
SERVICES = ("cash", "transfer", "account", "loss", "wealth", "other")
CLASSES = {ORDINARY: 82, "jiaoyin": 6, "wode": 6, "care": 6}
"""Four of the demonstration's classes, and the share of those who wait."""
TIMES = 2000


def choosing(_folder: Path, _address: str) -> dict[str, float]:
    """Microseconds of one choice at a counter for all services: in a mixed hall, and where all others are passed.

    `sorted_us` is what it takes to sort those who wait once: the least that a choice without kept lines would cost.
    """
    whole = changed().branches["zhongshan"].fairness
    fairness = Fairness({name: whole.classes[name] for name in CLASSES}, whole.caps)
    random = Random(1)
    classes = random.choices(list(CLASSES), list(CLASSES.values()), k=WAITING)
    mixed = [_ticket(place, class_id) for place, class_id in enumerate(classes)]
    passed = [_ticket(place, ORDINARY if place < WAITING - 1 else "wode") for place in range(WAITING)]
    return {
        "waiting": WAITING,
        "us": _microseconds(_asked(queues_of(mixed), fairness)),
        "passing_all_us": _microseconds(_asked(queues_of(passed), fairness)),
        "sorted_us": _microseconds(lambda: sorted(mixed, key=attrgetter("seniority", "seq"))),
    }


def _asked(queues: Queues[Ticket], fairness: Fairness) -> Callable[[], object]:
    return lambda: choose(queues, SERVICES, fairness, vip_first=False)


def _ticket(place: int, class_id: str) -> Ticket:
    """Somebody came every five seconds."""
    at = MONDAY_TEN.timestamp() + 5.0 * place
    service = SERVICES[place % len(SERVICES)]
    return Ticket(str(place), f"A{place:03d}", service, class_id, at, place, MONDAY_TEN)


def _microseconds(work: Callable[[], object]) -> float:
    """The median of some rounds of TIMES."""
    rounds = []
    for _ in range(5):
        began = time.perf_counter()
        for _ in range(TIMES):
            work()
        rounds.append((time.perf_counter() - began) / TIMES)
    return median(rounds) * 1e6
