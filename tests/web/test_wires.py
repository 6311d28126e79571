"""Pictures on a real websocket over TCP: whole frames in order, whatever the line takes, and nobody waits for it."""

import socket
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import websocket
from wsproto.frame_protocol import FrameProtocol

from lobby.web.heart import Heart
from lobby.web.wires import IN_ENVIRON, Wire

LARGE = "x" * 100_000
LINE_BYTES = 200_000_000
"""More than any line takes unread."""


class Line:
    """A served websocket and the browser at its other end."""

    def __init__(self) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        theirs = socket.create_connection(listener.getsockname())
        ours, _ = listener.accept()
        listener.close()
        self._theirs = theirs
        self._over = threading.Event()
        self._environ: dict[str, Any] = {
            "werkzeug.socket": ours,
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/socket.io/",
            "HTTP_HOST": "lobby",
            "HTTP_CONNECTION": "Upgrade",
            "HTTP_UPGRADE": "websocket",
            "HTTP_SEC_WEBSOCKET_KEY": "AAAAAAAAAAAAAAAAAAAAAA==",
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
        }
        opened = threading.Event()

        def serve(_wire: Wire) -> list[bytes]:
            opened.set()
            self._over.wait(10)
            return []

        def call() -> None:
            with pytest.raises(ConnectionError):  # how the library hands the socket back to this kind of server
                Wire(serve, None)(self._environ, None)

        self._server = threading.Thread(target=call)
        self._server.start()
        assert opened.wait(10)
        self.wire: Wire = self._environ[IN_ENVIRON]
        self._read_greeting(theirs)
        self.browser = websocket.WebSocket()
        self.browser.sock = theirs
        self.browser.connected = True

    def close(self) -> None:
        """Both ends are closed and the server's thread has ended."""
        self._over.set()
        self._server.join(10)
        self._theirs.close()

    def _read_greeting(self, theirs: socket.socket) -> None:
        said = b""
        while not said.endswith(b"\r\n\r\n"):
            said += theirs.recv(1)


@pytest.fixture
def line() -> Iterator[Line]:
    """An open line."""
    made = Line()
    yield made
    made.close()


def framed(text: str) -> bytes:
    """The text as one frame from a server."""
    return bytes(FrameProtocol(client=False, extensions=[]).send_data(text))


def fill(wire: Wire) -> int:
    """Offer until the line takes no more; how many frames were begun."""
    for number in range(LINE_BYTES // len(LARGE)):
        if not wire.offer(framed(f"{number} {LARGE}")):
            return number + 1
    raise AssertionError("the line took everything")


def test_a_frame_that_is_offered_comes_as_a_message(line: Line) -> None:
    taken = line.wire.offer(framed("人在等"))

    assert taken
    assert line.browser.recv() == "人在等"


def test_a_line_that_is_not_read_takes_no_more_and_nobody_waits(line: Line) -> None:
    fill(line.wire)

    assert line.wire.offer(framed("later")) is False


def test_a_frame_begun_is_finished_before_the_next_and_a_heartbeat_comes_between_whole_ones(line: Line) -> None:
    begun = fill(line.wire)
    heartbeat = threading.Thread(target=line.wire.send, args=("2",))
    heartbeat.start()

    came = [str(line.browser.recv()) for _ in range(begun)]
    beat = line.browser.recv()
    heartbeat.join(10)
    assert line.wire.offer(framed("after"))

    numbers = [int(message.partition(" ")[0]) for message in came]
    assert numbers == list(range(begun))
    assert all(message.endswith(LARGE) for message in came)
    assert (beat, line.browser.recv()) == ("2", "after")


def test_a_dead_line_does_not_count_as_slow(line: Line) -> None:
    line.wire.ws.sock.close()

    assert line.wire.offer(framed("nobody"))


def test_a_heart_sends_one_heartbeat_after_each_answer_and_none_to_who_has_gone() -> None:
    beats: list[str] = []
    came = threading.Condition()

    def socket_named(name: str) -> Any:
        def send(_packet: object) -> None:
            with came:
                beats.append(name)
                came.notify_all()

        return SimpleNamespace(last_ping=1.0, closing=False, closed=False, send=send)

    heart = Heart(interval=0.01)
    here, gone = socket_named("here"), socket_named("gone")
    for one in (here, gone):
        heart.watch_over(one)
        one.schedule_ping()
    gone.closed = True
    with came:
        assert came.wait_for(lambda: beats == ["here"], timeout=10)
    here.schedule_ping()
    here.schedule_ping()  # said twice: one answer is one heartbeat

    with came:
        assert came.wait_for(lambda: len(beats) >= 2, timeout=10)
        assert not came.wait_for(lambda: len(beats) > 2, timeout=0.1)
    assert beats == ["here", "here"]
