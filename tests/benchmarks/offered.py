"""Every kind of deed, offered at a steady pace whatever the answers take: how long each waits for its answer."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.benchmarks.deeds import COUNTERS, ROOT_PATH, Figures, in_hall
from tests.benchmarks.load import Connection, at_share
from tests.servers import Server

DEEDS_PER_S = 50.0
SECONDS = 8.0
CLIENTS = 10
"""More than deeds are ever under way at once, so that none waits for another's client."""
WAITING = 100

Step = Callable[[Connection], object]

A_VISIT: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("transfer", {"service": "loss"}),
    ("park", {"minutes": 60, "reason": "form"}),
    ("return", {"reason": "unfinished"}),
    ("grant", {"class": "wode", "reason": "care"}),
    ("transfer", {"service": "cash"}),
    ("redirect", {"machine": "1"}),
    ("undo", {}),
    ("cancel", {"reason": "left"}),
)
"""What may become of a number that nobody calls meanwhile: it waits for a counter that is closed."""


def offering(folder: Path, address: str) -> Figures:
    """Milliseconds from when a deed was due to its answer, and the same for a plain hello offered at the same pace."""
    with in_hall(folder, address) as server:
        teller = Connection(server.url, server.tokens["teller"])
        for number in range(WAITING):
            teller.answer("POST", f"{ROOT_PATH}/tickets", {"service": ("cash", "transfer")[number % 2]})
        for counter in COUNTERS:
            teller.answer("POST", f"{ROOT_PATH}/counters/{counter}/open", {"services": ["cash", "transfer"]})
        _offer(server, _deeds, 1.0)
        hello = _offer(server, lambda _: cycle([_hello]), SECONDS)
        taken = _offer(server, _deeds, SECONDS)
    p99 = at_share(taken, 0.99) * 1000
    hello_p99 = at_share(hello, 0.99) * 1000
    return {"per_s": DEEDS_PER_S, "p50_ms": at_share(taken, 0.5) * 1000, "p99_ms": p99, "hello_p99_ms": hello_p99}


def _offer(server: Server, steps_of: Callable[[int], Iterator[Step]], seconds: float) -> list[float]:
    """One step each 1 / DEEDS_PER_S seconds, going round the clients; seconds from due to answered, sorted."""
    taken: list[float] = []
    began = time.monotonic() + 0.1

    def client(number: int) -> None:
        connection = Connection(server.url, server.tokens["teller"])
        steps = steps_of(number)
        for place in range(number, int(seconds * DEEDS_PER_S), CLIENTS):
            due = began + place / DEEDS_PER_S
            time.sleep(max(0.0, due - time.monotonic()))
            next(steps)(connection)
            taken.append(time.monotonic() - due)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def _deeds(client: int) -> Iterator[Step]:
    """A teller at a counter calls one after another; anybody else sees one visit after another through."""
    if client < len(COUNTERS):
        return cycle([partial(_post, path=f"counters/{COUNTERS[client]}/next", body={"finish": True})])
    return _visits()


def _visits() -> Iterator[Step]:
    while True:
        numbers: list[str] = []
        yield partial(_issue, numbers=numbers)
        for deed, body in A_VISIT:
            yield partial(_do, numbers=numbers, deed=deed, body=body)


def _issue(connection: Connection, numbers: list[str]) -> None:
    numbers.append(_post(connection, "tickets", {"service": "corporate"})["number"])


def _do(connection: Connection, numbers: list[str], deed: str, body: Mapping[str, Any]) -> None:
    _post(connection, f"tickets/{numbers[0]}/{deed}", body)


def _hello(connection: Connection) -> None:
    connection.ask("GET", "/healthz")


def _post(connection: Connection, path: str, body: Mapping[str, Any]) -> Any:
    said = connection.answer("POST", f"{ROOT_PATH}/{path}", body)
    return json.loads(said) if said else None
