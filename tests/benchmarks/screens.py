"""Screens as lean as can be: what is measured is the server. They note when which seq came, and look at nothing else.

They live in a process of their own, so that receiving does not hold up whoever does the deeds.
"""

import json
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from typing import Any

import websocket

from tests.servers import Server

PONG = b"\x81\x81\x00\x00\x00\x003"
"""Engine.IO's answer to a heartbeat, as a masked text frame whose mask changes nothing."""

UP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Came:
    """A picture came: to which screen of which branch, the picture's seq, and when by the monotonic clock."""

    screen: int
    branch: str
    seq: int
    at: float


class Screens:
    """Boards watched over one socket each, one for every branch named; a branch may be named many times."""

    def __init__(self, server: Server, branches: Sequence[str]) -> None:
        context = get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_run, args=(server, branches, theirs), daemon=True)
        self._process.start()
        if not self._pipe.poll(UP_SECONDS):
            raise RuntimeError("the screens did not connect")
        self._pipe.recv()

    def close(self) -> list[Came]:
        """Every screen has gone; answers what came. Raises RuntimeError if one had lost its connection before."""
        self._pipe.send("close")
        came: list[Came] = self._pipe.recv()
        lost: int = self._pipe.recv()
        self._process.join()
        if lost:
            raise RuntimeError(f"{lost} screens lost their connection")
        return came


class _Screen:
    """One socket, and the bytes of a frame that has not come whole yet."""

    def __init__(self, server: Server, number: int, branch: str) -> None:
        self.number = number
        self.branch = branch
        self.socket = _watching(server, branch)
        self._bytes = b""

    def take(self, came: list[Came]) -> None:
        """Read what is there. Raises ConnectionError if the server has hung up."""
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError
        now = time.monotonic()
        self._bytes += more
        while (frame := self._frame()) is not None:
            if frame[:1] == b"2":
                self.socket.sendall(PONG)
            elif frame[:2] == b"42":
                begin = frame.index(b'"seq":') + 6
                came.append(Came(self.number, self.branch, int(frame[begin : frame.index(b",", begin)]), now))

    def _frame(self) -> bytes | None:
        """The next whole frame's payload (servers do not mask theirs), None if it has not come whole."""
        if len(self._bytes) < 2:
            return None
        short, begin = self._bytes[1], 2
        if short >= 126:
            begin = 4 if short == 126 else 10
            short = int.from_bytes(self._bytes[2:begin], "big") if len(self._bytes) >= begin else len(self._bytes)
        if len(self._bytes) < begin + short:
            return None
        payload, self._bytes = self._bytes[begin : begin + short], self._bytes[begin + short :]
        return payload


def _run(server: Server, branches: Sequence[str], pipe: Pipe) -> None:
    came: list[Came] = []
    lost = 0
    with selectors.DefaultSelector() as selector:

        def take(timeout: float | None) -> int:
            """Take what has come; answers how many lines were lost meanwhile."""
            gone = 0
            for key, _ in selector.select(timeout):
                try:
                    key.data.take(came)
                except ConnectionError:
                    gone += 1
                    selector.unregister(key.fileobj)
            return gone

        for number, branch in enumerate(branches):
            screen = _Screen(server, number, branch)
            selector.register(screen.socket, selectors.EVENT_READ, screen)
            lost += take(0)  # who is connected already answers heartbeats while the others connect
        pipe.send("ready")
        while not pipe.poll():
            lost += take(0.1)
        pipe.send(came)
        pipe.send(lost)
        for key in list(selector.get_map().values()):
            key.data.socket.close()


def _watching(server: Server, branch: str) -> socket.socket:
    """A socket that has asked to watch the board, in the words of Engine.IO 4 and Socket.IO 5."""
    url = f"{server.url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
    connected: Any = websocket.create_connection(url, timeout=10)
    token = server.tokens["display"].replace(server.branch, branch)
    connected.send("40/live," + json.dumps({"token": token}))
    while not (said := connected.recv()).startswith("40"):
        if said == "2":
            connected.send("3")
    connected.send("42/live," + json.dumps(["watch", {"view": "board", "branch": branch}]))
    found: socket.socket = connected.sock
    found.settimeout(None)
    connected.sock = None  # nobody else reads from it or closes it
    return found
