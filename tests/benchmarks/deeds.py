"""How many numbers a second can be given and called: eight HTTP clients, ten screens, SQLite with FULL syncing."""

from pathlib import Path

from tests.benchmarks.load import Connection, put_load
from tests.benchmarks.screens import Screens
from tests.servers import Server, start

CLIENTS = 8
SCREENS = 10
SECONDS = 6.0
WAITING = 300
COUNTERS = ("1", "2", "4")
ROOT_PATH = "/api/v1/branches/zhongshan"


def issuing(folder: Path) -> dict[str, float]:
    """Numbers given a second, beside the same server's plain hello."""
    server, screens = _hall(folder)
    try:
        hello = put_load(server.url, None, lambda c, _, __: c.ask("GET", "/healthz"), SECONDS / 2, CLIENTS, 200)
        load = put_load(server.url, server.tokens["kiosk"], _issue, SECONDS, CLIENTS, 201)
    finally:
        _end(server, screens)
    return _figures(load.per_s, load.p50_ms, load.p99_ms, hello.per_s)


def nexts(folder: Path) -> dict[str, float]:
    """Calls a second (finish and next in one) with WAITING people waiting; before each call somebody arrives."""
    server, screens = _hall(folder)
    try:
        hello = put_load(server.url, None, lambda c, _, __: c.ask("GET", "/healthz"), SECONDS / 2, CLIENTS, 200)
        kiosk = Connection(server.url, server.tokens["kiosk"])
        for _ in range(WAITING):
            kiosk.ask("POST", f"{ROOT_PATH}/tickets", {"service": "cash"})
        teller = Connection(server.url, server.tokens["teller"])
        for counter in COUNTERS:
            teller.ask("POST", f"{ROOT_PATH}/counters/{counter}/open", {})
        arrivals = [Connection(server.url, server.tokens["kiosk"]) for _ in COUNTERS]

        def arrive(client: int) -> None:
            arrivals[client].ask("POST", f"{ROOT_PATH}/tickets", {"service": "cash"})

        load = put_load(server.url, server.tokens["teller"], _next, SECONDS, len(COUNTERS), 200, arrive)
    finally:
        _end(server, screens)
    return _figures(load.per_s, load.p50_ms, load.p99_ms, hello.per_s)


def _issue(connection: Connection, client: int, number: int) -> int:
    body = {"service": ("cash", "transfer", "account", "loss")[number % 4]}
    return connection.ask("POST", f"{ROOT_PATH}/tickets", body, key=f"{client}-{number}")


def _next(connection: Connection, client: int, number: int) -> int:
    path = f"{ROOT_PATH}/counters/{COUNTERS[client]}/next"
    return connection.ask("POST", path, {"finish": True}, key=f"{client}-{number}")


def _hall(folder: Path) -> tuple[Server, Screens]:
    server = start(folder, None, {})
    return server, Screens(server, SCREENS)


def _end(server: Server, screens: Screens) -> None:
    screens.close()
    server.stop()


def _figures(per_s: float, p50_ms: float, p99_ms: float, hello_per_s: float) -> dict[str, float]:
    return {
        "per_s": per_s,
        "p50_ms": p50_ms,
        "p99_ms": p99_ms,
        "hello_per_s": hello_per_s,
        "ratio": per_s / hello_per_s,
    }
