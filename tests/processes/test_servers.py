"""Eight client processes at one server, and at two on one database: every deed once, however often it was sent."""

from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.conftest import StartServer
from tests.outside import Person, board_screen, recounted
from tests.processes.clients import ask
from tests.processes.workers import COUNT, Workers
from tests.servers import Server

pytestmark = pytest.mark.processes

EACH = 25
COUNTERS = list(islice(cycle("1234"), COUNT))
"""Two clients at each counter, as when one teller has the page open twice."""


@pytest.fixture(params=[1, 2], ids=["one server", "two servers"])
def servers(request: pytest.FixtureRequest, start_server: StartServer, address: str, tmp_path: Path) -> list[Server]:
    """Servers on one database, with the same secrets and settings, as behind a balancer."""
    shared = {"LOBBY_SERVER__DATABASE": address, "LOBBY_SERVER__SECRETS": str(tmp_path / "secrets")}
    return [start_server(**shared) for _ in range(request.param)]


def test_every_deed_is_done_once_however_often_and_wherever_it_is_sent(workers: Workers, servers: list[Server]) -> None:
    urls, tokens = [server.url for server in servers], servers[0].tokens

    seen = workers.all_do(ask, [urls] * COUNT, [tokens] * COUNT, COUNTERS, range(COUNT), [EACH] * COUNT)

    recount = recounted(servers[-1])
    given = sorted(number for one in seen for number in one.numbers)
    assert given == sorted(name.partition("/")[2] for name in recount.picture.tickets)
    assert len(set(given)) == EACH * COUNT
    assert sum(one.replayed for one in seen) > EACH
    assert [Person(server, "display").board()["seq"] for server in servers] == [recount.facts] * len(servers)


def test_a_screen_of_one_server_shows_what_another_was_asked_for(servers: list[Server]) -> None:
    kiosk, teller = Person(servers[-1], "kiosk"), Person(servers[-1], "teller")

    with board_screen(servers[0]) as screen:
        number = kiosk.takes_number("cash")["number"]
        teller.at("1", "open")
        teller.at("1", "next")
        board = screen.sees(lambda board: bool(board["calls"]))

    assert [(call["number"], call["counter"]) for call in board["calls"]] == [(number, "1")]
