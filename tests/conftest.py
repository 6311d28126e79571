"""Fixtures that every kind of test may ask for: databases, a lobby in this process on a hand-moved clock, real servers,
and a real browser.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from lobby.app import Application, build
from lobby.store import migrate
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.databases import KINDS, RUN_TWICE, Databases, Files, databases_on
from tests.postgresql import PostgreSQL
from tests.programs import ROOT
from tests.servers import Server, start

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of RUN_TWICE that asks for a database runs on each kind; any other runs on SQLite."""
    if "databases" in metafunc.fixturenames and metafunc.definition.nodeid.startswith(RUN_TWICE):
        metafunc.parametrize("databases", KINDS, indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL for all tests, started for the first that needs it."""
    with PostgreSQL() as server:
        yield server


@pytest.fixture
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """Makes databases of the kind that the test runs on."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield Files(tmp_path)
    else:
        with databases_on(request.getfixturevalue("postgresql")) as made:
            yield made


@pytest.fixture
def address(databases: Databases) -> str:
    """A database at head."""
    return databases.at_head()


@pytest.fixture
def clock() -> HandClock:
    """Monday, 5 January 2026, 10:00 in Shanghai; it moves only by hand."""
    return HandClock()


@pytest.fixture
def application(address: str, tmp_path: Path, clock: HandClock) -> Iterator[Application]:
    """Everything that a server serves, on a database of its own, without a socket or a thread."""
    made = build(changed(SERVER__DATABASE=address, SERVER__SECRETS=str(tmp_path / "secrets")), clock)
    yield made
    made.waiting.end()
    made.rooms.lobby.store.close()


StartServer = Callable[..., Server]


@pytest.fixture
def start_server(databases: Databases, tmp_path: Path) -> Iterator[StartServer]:
    """Starts real servers, each a process on a free port with a database of its own; all end with the test."""
    servers: list[Server] = []

    def start_one(*, clock: str | None = None, **environ: str) -> Server:
        settings = {"LOBBY_SERVER__DATABASE": databases.at_head(), **environ}
        servers.append(start(tmp_path / f"server{len(servers)}", clock, settings))
        return servers[-1]

    yield start_one
    for one in servers:
        one.end()


@pytest.fixture
def server(start_server: StartServer) -> Server:
    """A real server on the world's clock."""
    return start_server()


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """Settings for commands on a database of their own."""
    address = f"sqlite:///{tmp_path}/lobby.db"
    migrate(address)
    return {
        "LOBBY_CONFIG": str(ROOT / "config.toml"),
        "LOBBY_SERVER__DATABASE": address,
        "LOBBY_SERVER__SECRETS": str(tmp_path / "secrets"),
    }


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
