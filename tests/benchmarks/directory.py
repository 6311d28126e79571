"""How fast a million customers come into the directory, and how long one is looked for among them."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import psycopg

from lobby.actions.customer_file import CustomerFile
from lobby.actions.directory import Directory
from lobby.actions.directory_import import import_customers
from lobby.actions.identity import Identity, Keys
from lobby.clock import WorldClock
from lobby.store import Store
from tests.benchmarks.load import at_share

LOOK_UPS = 2000
FIRST_PHONE = 13_000_000_000
STRANGERS = 10
"""One in so many shows something that is not in the directory."""


def looking_up(folder: Path, address: str, customers: int, rounds: int) -> dict[str, float]:
    """Lines a second of the import; milliseconds of a look-up, and of the same bare SELECT by its key beside it."""
    keys = Keys(folder / "secrets", WorldClock())
    store = Store(address, {})
    directory = Directory(store, keys)
    began = time.perf_counter()
    outcome = import_customers(directory, CustomerFile(_lines(customers), "utf-8", {"wode"}), print)
    assert outcome.good == customers
    pace = customers / (time.perf_counter() - began)
    random = Random(1)
    found: list[dict[str, float]] = []
    with closing(_Bare(address)) as bare:
        for _ in range(rounds):
            shown = [_phone(random, customers) for _ in range(LOOK_UPS)]
            hashes = [keys.of_customer(one)[0] for one in shown]
            ours = _times([partial(directory.class_of, one) for one in shown])
            theirs = _times([partial(bare.find, one) for one in hashes])
            found.append(
                {
                    "p50_ms": at_share(ours, 0.5) * 1000,
                    "p99_ms": at_share(ours, 0.99) * 1000,
                    "bare_p99_ms": at_share(theirs, 0.99) * 1000,
                }
            )
    store.close()
    return {
        "customers": customers,
        "lines_per_s": pace,
        **{name: median(one[name] for one in found) for name in found[0]},
    }


def _lines(customers: int) -> Iterator[bytes]:
    yield b"kind,value,class\n"
    for place in range(customers):
        yield f"phone,{FIRST_PHONE + place},wode\n".encode()


def _phone(random: Random, customers: int) -> Identity:
    place = random.randrange(customers)
    return Identity("phone", str(FIRST_PHONE + place + (customers if random.randrange(STRANGERS) == 0 else 0)))


def _times(work: Sequence[Callable[[], object]]) -> list[float]:
    """Seconds of each, the shortest first."""
    times = []
    for one in work:
        began = time.perf_counter()
        one()
        times.append(time.perf_counter() - began)
    return sorted(times)


class _Bare:
    """One connection with nothing around it."""

    def __init__(self, address: str) -> None:
        self._is_sqlite = address.startswith("sqlite")
        self._connection: sqlite3.Connection | psycopg.Connection = (
            sqlite3.connect(address.removeprefix("sqlite:///"))
            if self._is_sqlite
            else psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
        )

    def find(self, identity_hash: str) -> object:
        """The class of a phone's hash."""
        sign = "?" if self._is_sqlite else "%s"
        statement = f"SELECT class_id FROM customer WHERE kind = 'phone' AND hash = {sign}"
        return self._connection.execute(statement, (identity_hash,)).fetchone()

    def close(self) -> None:
        """The connection is closed."""
        self._connection.close()
