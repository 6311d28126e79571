"""What a server does by itself, beside what it is asked for."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from tests.outside import Person
from tests.servers import Server
from tests.soon import soon
from tests.store.databases import numbers_without_log


def test_a_server_copies_its_log_back_although_nobody_asks_it_to(server: Server) -> None:
    file = Path(server.environ["LOBBY_SERVER__DATABASE"].removeprefix("sqlite:///"))

    Person(server, "kiosk").takes_number("cash")

    assert soon(lambda: _copied(file) == 1), "the number still stands in the log alone"


def _copied(file: Path) -> int:
    """How many numbers the file has without its log; none while it is being copied, when it can make no sense."""
    with suppress(sqlite3.DatabaseError):
        return numbers_without_log(file)
    return 0
