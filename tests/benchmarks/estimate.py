"""How long the waits of a whole hall take to work out: everybody's who waits, and a newcomer's for each service."""

import time
from pathlib import Path

from lobby.actions import counters, tickets
from lobby.domain.branch import ORDINARY
from lobby.domain.estimate import holders, newcomer
from lobby.domain.tickets import Order
from tests.benchmarks.load import at_share
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.store.databases import KIOSK, TELLER, hall_of, lobby_on, opened

WAITING = 50
TIMES = 200


def estimating(_folder: Path, address: str) -> dict[str, float]:
    """Milliseconds for the demonstration's branch with WAITING people in it and every counter serving."""
    branch = changed().branches["zhongshan"]
    clock = HandClock()
    store = opened(address, branch)
    lobby = lobby_on(store, clock)
    for counter in branch.counters:
        counters.open_counter(lobby, branch.id, counter, None, TELLER)
    services = list(branch.services)
    classes = [None, None, *(name for name in branch.fairness.classes if name != ORDINARY)]
    for number in range(WAITING):
        clock.move(seconds=30)
        order = Order(services[number % len(services)], tier=classes[number % len(classes)])
        tickets.issue(lobby, branch.id, order, KIOSK)
    hall, learned, now = hall_of(store, branch.id), lobby.learned(branch.id), clock.now()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        holders(hall, learned, now)
        for service in services:
            newcomer(hall, learned, service, ORDINARY, now)
        taken.append(time.perf_counter() - began)
    store.close()
    return {"waiting": WAITING, "p95_ms": at_share(sorted(taken), 0.95) * 1000}
