"""The plug is pulled in the middle of a rehearsed day, again and again: what was acknowledged is there, and once.

Screens come back by themselves and show the truth within three seconds of the restart.
"""

from collections import Counter as Tally
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

import pytest
from sqlalchemy import make_url

from lobby.rehearsal import Settings, Summary, rehearse
from lobby.store import Store
from tests.config.changes import changed
from tests.conftest import StartServer
from tests.outside import Person, Screen, board_screen, recounted
from tests.postgresql import PostgreSQL
from tests.processes.witness import Witness
from tests.servers import Server
from tests.store import databases as stores

pytestmark = [
    pytest.mark.processes,
    # A client that is cut off in the middle may leave its socket to the collector; what is tested is the server.
    pytest.mark.filterwarnings(r"ignore:Exception ignored in. <socket\.socket:pytest.PytestUnraisableExceptionWarning"),
]

SPEED = 300.0
OPENS = datetime.fromisoformat("2026-01-05T08:55+08:00")

BETWEEN_MINUTES = 8.0
"""Of the day between two accidents, 1.6 seconds of ours: time to do something, and to be in the middle of it."""

KILLS = {"sqlite": 10, "postgresql": 2}
"""On SQLite it is the server that must get everything to the disk; PostgreSQL does that itself, see below."""

SCALE = 2.0
"""Twice the customers of an ordinary day, so that every accident meets deeds."""

LEAVE = {
    "ticket_missed": "no-show",
    "ticket_parked": "park",
    "ticket_redirected": "redirect",
    "class_granted": "grant",
    "deed_undone": "undo",
}
"""Facts that each are left by one deed, however often it was sent; the summary's own recount has the others."""

MET = {"sqlite": {"grant", "park", "transfer", "no-show"}, "postgresql": set[str]()}
"""Deeds that the day must have met by then, beside calls and finishes, so that there was something to be lost. After
two kills it is still early in the day."""

TRUE_AGAIN_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Accident:
    """What breaks, and how it is mended. In between somebody has been turned away: nothing is mended unnoticed."""

    breaks: Callable[[Server], object]
    mends: Callable[[Server], object]


@dataclass
class Day:
    """The one day of a test, whose clock goes on while there is no server."""

    began: float = field(default_factory=monotonic)

    def clock(self) -> str:
        """What a server that starts now is told of the time."""
        at = OPENS + timedelta(seconds=(monotonic() - self.began) * SPEED)
        return f"{at:%Y-%m-%dT%H:%M:%S}+{SPEED:g}x"

    def plug(self) -> Accident:
        """The server is gone in the middle of whatever it does, and back."""

        def starts(server: Server) -> None:
            server.arguments[-1] = self.clock()
            server.start()

        return Accident(Server.kill, starts)


def rehearsed(server: Server, accidents: Sequence[Accident]) -> tuple[Summary, Witness]:
    """A day that is broken off after these accidents. Each time a screen and a desk must soon be true again."""
    left, took, last = list(accidents), list[float](), 0.0
    desk = Screen(server, {"view": "desk", "branch": server.branch, "counter": "1"}, "teller")
    manager = Person(server, "manager")

    with board_screen(server) as hall, desk, Witness(server.at("renmin")) as witness:

        def progress(done: float, _total: float, _tickets: int) -> None:
            nonlocal last
            if done < last + BETWEEN_MINUTES:
                return
            if not left:
                raise KeyboardInterrupt
            accident = left.pop(0)
            accident.breaks(server)
            witness.is_turned_away()
            accident.mends(server)
            last = done
            began = monotonic()
            for screen in (hall, desk):
                screen.forgets()
            seq = manager.board()["seq"]
            for screen in (hall, desk):
                screen.sees(lambda picture: bool(picture["seq"] >= seq))
            took.append(monotonic() - began)

        summary = rehearse(Settings(server.url, server.branch, server.tokens, 1, SPEED, None, SCALE), progress)

    assert not left
    assert max(took) < TRUE_AGAIN_SECONDS, took
    return summary, witness


def nothing_is_lost_or_doubled(server: Server, address: str, summary: Summary, witness: Witness) -> None:
    """Journal, tables, and what every client was told agree. Raises AssertionError."""
    there = server.at("renmin")
    entries = [e for e in Person(there, "manager").journal() if e["actor"] == "demo manager"]
    told = {"ticket_issued": "issued", "ticket_called": "called"}
    written = [(told[e["kind"]], e["ticket"].partition("/")[2]) for e in entries if e["kind"] in told]
    journal = Person(server, "manager").journal()
    kinds = Tally(e["kind"] for e in journal)
    ended = sum(summary.tickets[end] for end in ("finished", "missed", "cancelled", "unserved"))
    for branch in (server, there):
        recounted(branch)
    store = Store(address, changed().branches)
    for branch_id in (server.branch, there.branch):
        stores.recounted(store, branch_id)
    store.close()

    assert (summary.errors.first, summary.is_clean) == ((), True)
    assert (summary.recount.unasked.first, summary.recount.compared) == ((), True)
    assert summary.retries
    assert written == witness.acknowledged
    assert summary.tickets["issued"] == ended == kinds["ticket_issued"]
    assert summary.calls_by_rule == Tally(e["rule"] for e in journal if e["kind"] == "ticket_called")
    assert set(summary.deeds) >= MET[make_url(address).get_backend_name()]
    assert {kind: kinds[kind] for kind in LEAVE} == {k: summary.deeds.get(deed, 0) for k, deed in LEAVE.items()}


def test_a_server_that_is_killed_during_the_day_loses_nothing(start_server: StartServer, address: str) -> None:
    day = Day()
    server = start_server(clock=day.clock(), LOBBY_SERVER__DATABASE=address)

    summary, witness = rehearsed(server, [day.plug()] * KILLS[make_url(address).get_backend_name()])

    nothing_is_lost_or_doubled(server, address, summary, witness)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_database_that_is_killed_during_the_day_loses_nothing_and_the_server_goes_on_by_itself(
    start_server: StartServer, address: str, postgresql: PostgreSQL
) -> None:
    crash = Accident(lambda _: postgresql.crash(), lambda _: postgresql.start())
    server = start_server(clock=Day().clock(), LOBBY_SERVER__DATABASE=address)

    summary, witness = rehearsed(server, [crash] * 2)

    nothing_is_lost_or_doubled(server, address, summary, witness)
