"""A bank's own directory for tests: a real HTTP server in a thread, which answers as it is told to."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Body = Mapping[str, Any]


@dataclass
class Bank:
    """What it was asked, with whose token, over how many connections; and how it answers.

    `classes` are by value. `raw` is sent instead of an honest body, `status` instead of 200, after `wait` seconds;
    `drip` seconds pass between two bytes. `meanwhile` is done while whoever asks waits.
    """

    classes: dict[str, str] = field(default_factory=dict)
    status: int = 200
    raw: bytes | None = None
    wait: float = 0.0
    drip: float = 0.0
    meanwhile: Callable[[], object] = lambda: None
    asked: list[Body] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    connections: int = 0
    url: str = ""

    def answer(self, body: Body) -> bytes:
        """The body that goes back."""
        return self.raw if self.raw is not None else json.dumps({"class": self.classes.get(body["value"])}).encode()


@contextmanager
def bank_at_work() -> Iterator[Bank]:
    """A bank that answers on a free port, and has gone at the end."""
    bank = Bank()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(bank)) as server:
        server.daemon_threads = True
        server.block_on_close = False
        bank.url = f"http://127.0.0.1:{server.server_address[1]}/tiers"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield bank
        finally:
            server.shutdown()
            thread.join()


def _handler_of(bank: Bank) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            bank.connections += 1

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            bank.asked.append(body)
            bank.tokens.append(self.headers.get("Authorization"))
            bank.meanwhile()
            time.sleep(bank.wait)
            said = bank.answer(body)
            self.send_response(bank.status)
            self.send_header("Location", bank.url)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self._send(said)

        def _send(self, said: bytes) -> None:
            for byte in [said] if not bank.drip else [bytes([one]) for one in said]:
                try:
                    self.wfile.write(byte)
                except OSError:
                    return  # who asked has not waited
                time.sleep(bank.drip)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    return Handler
