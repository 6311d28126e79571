"""Fixtures that every kind of test may ask for: a lobby in this process on a hand-moved clock, and real servers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lobby.app import Application, build
from lobby.store import migrate
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.servers import Server, start


@pytest.fixture
def clock() -> HandClock:
    """Monday, 5 January 2026, 10:00 in Shanghai; it moves only by hand."""
    return HandClock()


@pytest.fixture
def application(tmp_path: Path, clock: HandClock) -> Iterator[Application]:
    """Everything that a server serves, on a database of its own, without a socket or a thread."""
    address = f"sqlite:///{tmp_path}/lobby.db"
    config = changed(SERVER__DATABASE=address, SERVER__SECRETS=str(tmp_path / "secrets"))
    migrate(address)
    made = build(config, clock)
    yield made
    made.rooms.lobby.store.close()


StartServer = Callable[..., Server]


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Starts real servers, each a process on a free port with a database of its own; all end with the test."""
    servers: list[Server] = []

    def start_one(*, clock: str | None = None, **environ: str) -> Server:
        servers.append(start(tmp_path / f"server{len(servers)}", clock, environ))
        return servers[-1]

    yield start_one
    for server in servers:
        server.stop()


@pytest.fixture
def server(start_server: StartServer) -> Server:
    """A real server on the world's clock."""
    return start_server()
