"""Requests and their retries, against a far end that answers by a script."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lobby.rehearsal.tally import Tally
from lobby.rehearsal.wire import Answer, Wire

LOST = 0
"""In a script: the deed is done, and the connection breaks before the answer."""


class FarEnd(ThreadingHTTPServer):
    """Gives the statuses of `script` one after the other, the last one for ever, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: list[tuple[int, bytes]] = []
        self.asked: list[tuple[str, str | None, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FarEnd

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def _answer(self) -> None:
        self.server.asked.append((self.path, self.headers["Idempotency-Key"], self.headers["Authorization"]))
        status, body = self.server.script[0] if len(self.server.script) == 1 else self.server.script.pop(0)
        if status == LOST:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    with FarEnd() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def wire(far_end: FarEnd, tally: Tally) -> Iterator[Wire]:
    with Wire(far_end.url, {"kiosk": "k-token", "teller": "t-token"}, tally) as wire:
        yield wire


@pytest.mark.parametrize("trouble", [LOST, 502, 503, 500])
def test_what_was_asked_again_carries_the_same_key_and_is_no_error(
    far_end: FarEnd, wire: Wire, tally: Tally, trouble: int
) -> None:
    far_end.script = [(trouble, b""), (trouble, b""), (200, b'{"number": "A001"}')]

    answer = wire.post("/branches/b/tickets", "kiosk", {"service": "cash"})

    counts = tally.counts()
    assert answer == Answer(200, {"number": "A001"})
    assert len(far_end.asked) == 3
    assert len(set(far_end.asked)) == 1
    assert (counts.requests, sum(counts.retries.values()), counts.errors) == (3, 2, 0)
    assert counts.held_up_seconds > 0


def test_two_deeds_have_two_keys_and_reading_has_none(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(200, b"{}")]

    wire.post("/a", "teller", {})
    wire.post("/a", "teller", {})
    wire.get("/a", "teller")

    first, second, reading = (key for _, key, _ in far_end.asked)
    assert first
    assert second
    assert first != second
    assert reading is None


def test_each_role_shows_its_token_and_a_holder_none(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(200, b"{}")]

    wire.get("/a", "kiosk")
    wire.get("/a", "teller")
    wire.post("/tickets/id/cancel", "holder", {})

    assert [token for _, _, token in far_end.asked] == ["Bearer k-token", "Bearer t-token", None]


def test_a_conflict_is_counted_by_its_code_and_is_no_error(far_end: FarEnd, wire: Wire, tally: Tally) -> None:
    far_end.script = [(409, b'{"code": "too_early"}')]

    answer = wire.post("/a", "teller", {})

    assert (answer.done, answer.code) == (False, "too_early")
    assert (tally.counts().conflicts, tally.counts().errors) == ({"too_early": 1}, 0)


def test_a_deed_still_under_way_is_asked_for_again_and_is_no_conflict(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    far_end.script = [(409, b'{"code": "idempotency_key_in_use"}'), (204, b"")]

    answer = wire.post("/a", "teller", {})

    assert answer == Answer(204)
    assert tally.counts().conflicts == {}


def test_a_server_that_fails_at_the_same_deed_three_times_is_an_error(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    far_end.script = [(500, b'{"code": "bug"}')]

    answer = wire.post("/a", "teller", {})

    assert (answer.status, len(far_end.asked)) == (500, 3)
    assert tally.counts().first_errors == ("POST /a: 500 after 3 tries",)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_any_other_status_is_an_error_at_once(far_end: FarEnd, wire: Wire, tally: Tally, status: int) -> None:
    far_end.script = [(status, b'{"code": "why"}')]

    wire.get("/a", "teller")

    assert tally.counts().first_errors == (f"GET /a: {status} why",)
    assert len(far_end.asked) == 1


def test_an_answer_that_is_no_object_is_empty(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(200, b"<html>"), (200, b"[1]")]

    assert [wire.get("/a", "teller"), wire.get("/a", "teller")] == [Answer(200), Answer(200)]
