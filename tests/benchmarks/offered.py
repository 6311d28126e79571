"""Every kind of deed, offered at a steady pace whatever the answers take: how long each waits for its answer."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
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
SERVED = ("cash", "loss")
"""By the counters of those who call one after another."""

Step = Callable[[Connection], object]

A_VISIT: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("transfer", {"service": "transfer"}),
    ("park", {"minutes": 60, "reason": "form"}),
    ("return", {"reason": "unfinished"}),
    ("grant", {"class": "wode", "reason": "care"}),
    ("redirect", {"machine": "3"}),
    ("undo", {}),
    ("transfer", {"service": "corporate"}),
    ("cancel", {"reason": "left"}),
)
"""What may become of a number that nobody calls meanwhile: no counter that is open serves what it waits for."""

AT_COUNTER: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("walk-up", {"service": "wealth"}),
    ("start", {}),
    ("reclassify", {"service": "account"}),
    ("errand", {"service": "wealth"}),
    ("finish", {}),
    ("undo", {}),
    ("transfer", {"service": "account"}),
    ("next", {}),
    ("park", {"minutes": 60, "reason": "form"}),
    ("undo", {}),
    ("return", {"reason": "called_by_mistake"}),
    ("services", {"services": ["wealth", "account"]}),
    ("next", {"finish": True}),
    ("pause", {"reason": "break"}),
    ("finish", {}),
    ("resume", {}),
)
"""What a teller does to one customer after the other, at a counter for which nobody else comes."""

ALONE, MISSED_AT = "6", "3"
"""The counter of AT_COUNTER, and the one where people do not come when called."""

UNTIL_NO_SHOW = 3 * (len(A_VISIT) + 1)
"""Deeds on others between a call and its no-show: some five seconds, which is the least that a called one is given."""


def offering(folder: Path, address: str) -> Figures:
    """Milliseconds from when a deed was due to its answer, and the same for a plain hello offered at the same pace."""
    with in_hall(folder, address, LOBBY_CALLS__MIN_CALL_SECONDS="5") as server:
        teller = Connection(server.url, server.tokens["teller"])
        for number in range(WAITING):
            teller.answer("POST", f"{ROOT_PATH}/tickets", {"service": SERVED[number % 2]})
        for counter in COUNTERS:
            teller.answer("POST", f"{ROOT_PATH}/counters/{counter}/open", {"services": SERVED})
        for counter, services in ((ALONE, ["wealth", "account"]), (MISSED_AT, ["other"])):
            teller.answer("POST", f"{ROOT_PATH}/counters/{counter}/open", {"services": services})
        deeds = [_deeds(client) for client in range(CLIENTS)]
        _offer(server, deeds, 1.0)
        hello = _offer(server, [cycle([_hello])] * CLIENTS, SECONDS)
        taken = _offer(server, deeds, SECONDS)
    p99 = at_share(taken, 0.99) * 1000
    hello_p99 = at_share(hello, 0.99) * 1000
    return {"per_s": DEEDS_PER_S, "p50_ms": at_share(taken, 0.5) * 1000, "p99_ms": p99, "hello_p99_ms": hello_p99}


def _offer(server: Server, steps: Sequence[Iterator[Step]], seconds: float) -> list[float]:
    """One step each 1 / DEEDS_PER_S seconds, going round the clients; seconds from due to answered, sorted. Raises
    RuntimeError if a deed was refused."""
    taken: list[float] = []
    began = time.monotonic() + 0.1

    def client(number: int) -> None:
        connection = Connection(server.url, server.tokens["teller"])
        for place in range(number, int(seconds * DEEDS_PER_S), CLIENTS):
            due = began + place / DEEDS_PER_S
            time.sleep(max(0.0, due - time.monotonic()))
            next(steps[number])(connection)
            taken.append(time.monotonic() - due)

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(client, range(CLIENTS)))
    return sorted(taken)


def _deeds(client: int) -> Iterator[Step]:
    """Tellers call one after another, one does all that can be done at a counter, one calls people who do not come;
    anybody else sees one visit after another through."""
    if client < len(COUNTERS):
        return cycle([partial(_post, path=f"counters/{COUNTERS[client]}/next", body={"finish": True})])
    if client == len(COUNTERS):
        return cycle([partial(_post, path=f"counters/{ALONE}/{deed}", body=body) for deed, body in AT_COUNTER])
    return _missed() if client == len(COUNTERS) + 1 else _visits()


def _visits() -> Iterator[Step]:
    while True:
        numbers: list[str] = []
        yield partial(_issue, numbers=numbers, service="corporate")
        for deed, body in A_VISIT:
            yield partial(_do, numbers=numbers, deed=deed, body=body)


def _missed() -> Iterator[Step]:
    """Chosen by a person, called once more, missed, and late; and served in the end."""
    others = _visits()
    while True:
        numbers: list[str] = []
        yield partial(_issue, numbers=numbers, service="other")
        yield partial(_override, numbers=numbers)
        yield partial(_post, path=f"counters/{MISSED_AT}/recall", body={})
        yield from islice(others, UNTIL_NO_SHOW)
        yield partial(_post, path=f"counters/{MISSED_AT}/no-show", body={})
        yield partial(_do, numbers=numbers, deed="late", body={})
        yield partial(_post, path=f"counters/{MISSED_AT}/next", body={})
        yield partial(_post, path=f"counters/{MISSED_AT}/finish", body={})


def _issue(connection: Connection, numbers: list[str], service: str) -> None:
    numbers.append(_post(connection, "tickets", {"service": service})["number"])


def _override(connection: Connection, numbers: list[str]) -> None:
    body = {"ticket": numbers[0], "reason": {"staff": "a train to catch"}}
    _post(connection, f"counters/{MISSED_AT}/call", body)


def _do(connection: Connection, numbers: list[str], deed: str, body: Mapping[str, Any]) -> None:
    _post(connection, f"tickets/{numbers[0]}/{deed}", body)


def _hello(connection: Connection) -> None:
    connection.ask("GET", "/healthz")


def _post(connection: Connection, path: str, body: Mapping[str, Any]) -> Any:
    said = connection.answer("POST", f"{ROOT_PATH}/{path}", body)
    return json.loads(said) if said else None
