"""Eight processes on one database: how many numbers are given twice, and how many tickets called twice. None."""

from collections import Counter
from pathlib import Path

from lobby.store.reading import journal_since
from tests.processes.tellers import HOUSE, busy, drain
from tests.processes.workers import COUNT, Workers
from tests.store.databases import hall_of, opened

ISSUES = 50


def racing(_folder: Path, address: str) -> dict[str, float]:
    """What the journal says after all of them have given numbers, called, paused, resumed, closed and finished."""
    workers = Workers()
    try:
        counters = list(HOUSE.counters)
        workers.all_do(busy, [address] * COUNT, counters, [ISSUES] * COUNT)
        workers.all_do(drain, [address] * COUNT, counters)
    finally:
        workers.end()
    store = opened(address, HOUSE)
    with store.read() as connection:
        entries = journal_since(connection, "somewhere", 0, hall_of(store).seq)
    store.close()
    given = Counter(entry["ticket"] for entry in entries if entry["kind"] == "ticket_issued")
    called = Counter(entry["ticket"] for entry in entries if entry["kind"] == "ticket_called")
    return {
        "count": COUNT,
        "tickets": given.total(),
        "duplicates": given.total() - len(given),
        "double_calls": called.total() - len(called),
    }
