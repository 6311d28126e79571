"""Databases for tests, each of its own: real SQLite files and databases of a real PostgreSQL, empty or at head.

The program is told which one to use by one setting, and so are its tests. RUN_TWICE lists those that run on both: all
that goes through the store in a way of its own (what is written and read again, what is held while somebody decides,
what is undone, what many do at once, what is kept under a key, a whole server with its screens). Pages, words and
the rule itself never see a database; running them twice would only take longer.
"""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
from typing import Protocol

from lobby.store import migrate
from tests.postgresql import PostgreSQL

KINDS = ("sqlite", "postgresql")

RUN_TWICE = (
    "tests/store/",
    "tests/actions/",
    "tests/processes/test_crashes.py::test_a_server",
    "tests/processes/test_races.py",
    "tests/processes/test_servers.py",
    "tests/processes/test_starts.py",
    "tests/web/test_api_calibration.py",
    "tests/web/test_api_calls.py",
    "tests/web/test_api_counters.py",
    "tests/web/test_api_fairness.py",
    "tests/web/test_api_journal.py",
    "tests/web/test_api_keys.py",
    "tests/web/test_api_tablet.py",
    "tests/web/test_api_tickets.py",
    "tests/test_sockets.py::test_a_new_watcher",
    "tests/test_sockets.py::test_every_deed_shows",
    "tests/test_sockets.py::test_pictures_come_in_order",
)
"""How the names of these tests begin."""


_NUMBERS = count(1)
"""Of databases on a server: two tests may have some at once."""


class Databases(Protocol):
    """Makes databases for one test."""

    def empty(self) -> str:
        """The address of a new one with nothing in it."""

    def at_head(self) -> str:
        """The address of a new one as `lobby migrate` leaves it."""


class Files:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def empty(self) -> str:
        """A path at which there is no file yet."""
        return f"sqlite:///{self._new_path()}"

    def at_head(self) -> str:
        """A copy of one that was migrated."""
        path = self._new_path()
        copyfile(_migrated_file(), path)
        return f"sqlite:///{path}"

    def _new_path(self) -> Path:
        return self._folder / f"lobby{next(self._numbers)}.db"


class OnServer:
    """Databases of a PostgreSQL; they are dropped at the end of `databases_on`."""

    def __init__(self, server: PostgreSQL) -> None:
        self._server = server
        self.names: list[str] = []

    def empty(self) -> str:
        """A database without tables."""
        return self._new("template0")

    def at_head(self) -> str:
        """A copy of one that was migrated."""
        return self._new(_migrated_template(self._server))

    def _new(self, template: str) -> str:
        self.names.append(f"test{next(_NUMBERS)}")
        self._server.command(f"CREATE DATABASE {self.names[-1]} TEMPLATE {template} STRATEGY file_copy")
        return self._server.address(self.names[-1])


@contextmanager
def databases_on(server: PostgreSQL) -> Iterator[OnServer]:
    """Databases that are there until the end of the block, whoever is still connected then."""
    made = OnServer(server)
    yield made
    for name in made.names:
        server.command(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _migrated_file() -> Path:
    folder = Path(mkdtemp(prefix="lobby-test-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    migrate(f"sqlite:///{folder}/lobby.db")
    return folder / "lobby.db"


@cache
def _migrated_template(server: PostgreSQL) -> str:
    server.command("CREATE DATABASE migrated")
    migrate(server.address("migrated"))
    return "migrated"
