"""How many numbers a second can be given and called: eight HTTP clients, ten screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from tests.benchmarks.load import Connection, Load, put_load
from tests.benchmarks.past import give_past
from tests.benchmarks.screens import Screens
from tests.databases import Databases
from tests.servers import Server, start

CLIENTS = 8
SCREENS = 10
SECONDS = 6.0
HELLO_SECONDS = 3.0
WAITING = 300
COUNTERS = ("1", "2", "4")
BRANCH = "zhongshan"
ROOT_PATH = f"/api/v1/branches/{BRANCH}"

Figures = dict[str, float]


def issuing(folder: Path, address: str) -> Figures:
    """Numbers given a second, beside the same server's plain hello."""
    with in_hall(folder, address) as server:
        hello = _hello(server)
        return _figures(_issue_for(server, SECONDS), hello)


def nexts(folder: Path, address: str) -> Figures:
    """Calls a second (finish and next in one) with WAITING people waiting; before each call somebody arrives."""
    with in_hall(folder, address) as server:
        hello = _hello(server)
        kiosk = Connection(server.url, server.tokens["kiosk"])
        for _ in range(WAITING):
            kiosk.answer("POST", f"{ROOT_PATH}/tickets", {"service": "cash"})
        teller = Connection(server.url, server.tokens["teller"])
        for counter in COUNTERS:
            teller.answer("POST", f"{ROOT_PATH}/counters/{counter}/open", {})
        arrivals = [Connection(server.url, server.tokens["kiosk"]) for _ in COUNTERS]

        def arrive(client: int) -> None:
            arrivals[client].ask("POST", f"{ROOT_PATH}/tickets", {"service": "cash"})

        load = put_load(server.url, server.tokens["teller"], _next, SECONDS, len(COUNTERS), 200, arrive)
    return _figures(load, hello)


def with_past(folder: Path, databases: Databases, count: int, rounds: int) -> Figures:
    """Numbers given a second with so many past tickets in the database, as a ratio to the same with none."""
    addresses = {"none": databases.at_head(), "past": databases.at_head()}
    give_past(addresses["past"], BRANCH, count, datetime.now(UTC).date() - timedelta(days=1))
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for number in range(rounds):
        for name, address in addresses.items():  # in turn: whatever else the machine does meets both alike
            with in_hall(folder / f"{name}{number}", address) as server:
                rates[name].append(_issue_for(server, SECONDS).per_s)
    return {"rows": count, "ratio": median(rates["past"]) / median(rates["none"])}


def _issue_for(server: Server, seconds: float) -> Load:
    return put_load(server.url, server.tokens["kiosk"], _issue, seconds, CLIENTS, 201)


def _hello(server: Server) -> Load:
    return put_load(server.url, None, lambda c, _, __: c.ask("GET", "/healthz"), HELLO_SECONDS, CLIENTS, 200)


def _issue(connection: Connection, _client: int, number: int) -> int:
    """A number, under a key as the kiosk asks for it."""
    body = {"service": ("cash", "transfer", "account", "loss")[number % 4]}
    return connection.ask("POST", f"{ROOT_PATH}/tickets", body, key=f"{connection.name}-{number}")


def _next(connection: Connection, client: int, number: int) -> int:
    path = f"{ROOT_PATH}/counters/{COUNTERS[client]}/next"
    return connection.ask("POST", path, {"finish": True}, key=f"{connection.name}-{number}")


@contextmanager
def in_hall(folder: Path, address: str, **settings: str) -> Iterator[Server]:
    """A server on this database, with SCREENS watching; `settings` override its configuration."""
    server = start(folder, None, {"LOBBY_SERVER__DATABASE": address, **settings})
    try:
        screens = Screens(server, [server.branch] * SCREENS)
        yield server
        screens.close()
    finally:
        server.end()


def _figures(load: Load, hello: Load) -> Figures:
    return {
        "per_s": load.per_s,
        "p50_ms": load.p50_ms,
        "p99_ms": load.p99_ms,
        "hello_per_s": hello.per_s,
        "ratio": load.per_s / hello.per_s,
    }
