"""Whoever knows a ticket's id is its holder: it stands in answers and in the QR code, in no journal and in no log."""

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest

from lobby.rehearsal import Settings, rehearse
from tests.conftest import StartServer
from tests.outside import Person, Screen
from tests.programs import ROOT
from tests.servers import Server

pytestmark = pytest.mark.processes

SPEED = 600.0


def test_no_id_of_a_day_stands_in_its_journal_or_in_anything_that_the_server_said(start_server: StartServer) -> None:
    server = start_server(clock=f"2026-01-05T08:30+{SPEED:g}x")
    settings = Settings(server.url, server.branch, server.tokens, seed=1, speed=SPEED, minutes=30.0, scale=1.0)

    summary = rehearse(settings, lambda *_: look_at(server, ids_of(server)[-1:]))
    ids = ids_of(server)
    look_at(server, ids)
    look_at_wrongly(server, ids[0])
    with failing_database(server):
        look_at(server, ids[:1])
        Person(server, None).get(f"/tickets/{ids[0]}")

    journal = Person(server, "teller").get(f"/branches/{server.branch}/journal?limit=1000").body
    said = server.log()
    assert summary.tickets["issued"] == len(ids) >= 10
    assert len(journal["entries"]) == journal["seq"]
    assert "bug in GET /t/<ticket_id>" in said
    assert "Invalid request from ip=127.0.0.1" in said
    for text in (json.dumps(journal), printed_journal(server), said):
        assert [one for one in ids if one in text] == []


def ids_of(server: Server) -> list[str]:
    """The ids of all tickets so far, as only the database knows them."""
    with closing(sqlite3.connect(file_of(server))) as database:
        return [row[0] for row in database.execute("SELECT id FROM ticket ORDER BY seq")]


def look_at(server: Server, ids: list[str]) -> None:
    """Phones open the pages of these tickets, and watch the first of them."""
    for one in ids:
        for path in (f"/t/{one}", f"/t/{one}/paper", f"/t/{one}/qr.svg", f"/api/v1/tickets/{one}"):
            server.http.request("GET", f"{server.url}{path}", retries=False, timeout=10)


def look_at_wrongly(server: Server, one: str) -> None:
    """Everything about a ticket that can be asked wrongly, down to requests that no server can read."""
    for method, path in [
        ("POST", f"/t/{one}"),
        ("DELETE", f"/api/v1/tickets/{one}"),
        ("GET", f"/t/{one}/nowhere"),
        ("GET", f"/t/{one}x"),
        ("POST", f"/api/v1/tickets/{one}/cancel?{one}"),
        ("POST", f"/api/v1/tickets/{one}/return"),
    ]:
        body = b"no JSON" if method == "POST" else None
        server.http.request(method, f"{server.url}{path}", body=body, retries=False, timeout=10)
    with Screen(server, {"view": "desk", "ticket": one}, None) as lost:
        lost.is_refused()
    host = urlsplit(server.url)
    for line in (f"GET /t/{one} of mine HTTP/1.1", f"GET /t/{one} HTTP/9", f"GET / HTTP/1.1\r\nReferer /t/{one}"):
        with socket.create_connection((host.hostname or "", host.port or 0), timeout=10) as wire:
            wire.sendall(f"{line}\r\nHost: {host.netloc}\r\n\r\n".encode())
            wire.recv(1000)


@contextmanager
def failing_database(server: Server) -> Iterator[None]:
    """Nobody finds the table of tickets, as if a restore had gone wrong."""
    path = file_of(server)
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE ticket RENAME TO mislaid")
    yield
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE mislaid RENAME TO ticket")


def file_of(server: Server) -> str:
    """The path of its database."""
    return server.environ["LOBBY_SERVER__DATABASE"].removeprefix("sqlite:///")


def printed_journal(server: Server) -> str:
    """The day as `lobby journal` prints it."""
    command = [sys.executable, "-m", "lobby", "journal", "--branch", server.branch, "--day", "2026-01-05"]
    done = subprocess.run(command, env=dict(server.environ), cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout
