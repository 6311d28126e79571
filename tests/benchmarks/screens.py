"""Hall screens as lean as can be: they receive every picture and do not look at it, so that the server is measured."""

import json
import selectors
import threading
from contextlib import ExitStack, suppress
from typing import Any

import websocket

from tests.servers import Server


class Screens:
    """So many boards watched over one socket each, all received by one thread. `received` counts the pictures."""

    def __init__(self, server: Server, count: int) -> None:
        self.received = 0
        self._sockets = [_watching(server) for _ in range(count)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._receive, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Every screen has gone."""
        self._over.set()
        self._thread.join()
        for socket in self._sockets:
            socket.close()

    def _receive(self) -> None:
        with ExitStack() as stack:
            selector = stack.enter_context(selectors.DefaultSelector())
            for socket in self._sockets:
                selector.register(socket.sock, selectors.EVENT_READ, socket)
            while not self._over.is_set():
                for key, _ in selector.select(timeout=0.2):
                    with suppress(websocket.WebSocketException, OSError):
                        self._take(key.data)

    def _take(self, socket: Any) -> None:
        said = socket.recv()
        if said == "2":  # Engine.IO's heartbeat
            socket.send("3")
        elif said.startswith("42"):
            self.received += 1


def _watching(server: Server) -> Any:
    """A socket that has asked to watch the board, in the words of Engine.IO 4 and Socket.IO 5."""
    socket = websocket.create_connection(
        f"{server.url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket", timeout=10
    )
    socket.recv()
    socket.send("40/live," + json.dumps({"token": server.tokens["display"]}))
    socket.recv()
    socket.send("42/live," + json.dumps(["watch", {"view": "board", "branch": server.branch}]))
    return socket
