"""Load on a server of ours on loopback: client processes with kept-alive connections, bounded in time."""

import json
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Load:
    """What clients saw: answers a second, all together, and how long single ones took."""

    per_s: float
    p50_ms: float
    p99_ms: float


class Connection:
    """One kept-alive HTTP/1.1 connection, as lean as it can be: what is measured is the server."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.name = token_hex(4)
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname, parts.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bearer = f"Authorization: Bearer {token}\r\n" if token else ""
        self._head = f" HTTP/1.1\r\nHost: {parts.netloc}\r\n{bearer}Content-Type: application/json\r\n"

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None, key: str | None = None) -> int:
        """Ask and read the whole answer; answers its status."""
        return self._ask(method, path, body, key)[0]

    def answer(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """Ask; answers the body. Raises RuntimeError if it was refused."""
        status, said = self._ask(method, path, body, None)
        if status >= 400:
            raise RuntimeError(f"{method} {path}: {status} {said.decode()}")
        return said

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None, key: str | None) -> tuple[int, bytes]:
        said = b"" if body is None else json.dumps(body).encode()
        idempotency = f"Idempotency-Key: {key}\r\n" if key else ""
        head = f"{method} {path}{self._head}{idempotency}Content-Length: {len(said)}\r\n\r\n"
        self._socket.sendall(head.encode() + said)
        return self._read()

    def _read(self) -> tuple[int, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionError("the server hung up")
            got += more
        head, _, rest = got.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        while len(rest) < length:
            rest += self._socket.recv(65536)
        return int(lines[0].split()[1]), rest


Client = Callable[[Connection, int, int], int]
"""One round of one client: its connection, its own number, the round's number; answers the HTTP status."""


def put_load(
    url: str,
    token: str | None,
    client: Client,
    seconds: float,
    clients: int,
    expected: int,
    before: Callable[[int], None] | None = None,
) -> Load:
    """Run so many clients, each a process, for so long. Raises RuntimeError if an answer was not as expected.

    `before` (the client's number) runs ahead of each round and is not timed.
    """
    context = get_context("fork")
    results = context.SimpleQueue()
    begin_at = time.monotonic() + 0.5

    def run(number: int) -> None:
        connection = Connection(url, token)
        taken: list[float] = []
        wrong = 0
        while time.monotonic() < begin_at:
            time.sleep(0.005)
        while time.monotonic() < begin_at + seconds:
            if before is not None:
                before(number)
            began = time.perf_counter()
            wrong += client(connection, number, len(taken)) != expected
            taken.append(time.perf_counter() - began)
        results.put((taken, wrong))

    processes = [context.Process(target=run, args=(number,)) for number in range(clients)]
    for process in processes:
        process.start()
    gathered = [results.get() for _ in processes]
    for process in processes:
        process.join()
    if any(wrong for _, wrong in gathered):
        raise RuntimeError(f"{sum(wrong for _, wrong in gathered)} answers were not {expected}")
    return summed([one for taken, _ in gathered for one in taken], clients)


def summed(taken: Sequence[float], clients: int) -> Load:
    """The figures of single times, in seconds; each client asks again as soon as it is answered."""
    ordered = sorted(taken)
    return Load(clients * len(ordered) / sum(ordered), at_share(ordered, 0.5) * 1000, at_share(ordered, 0.99) * 1000)


def at_share(ordered: Sequence[float], share: float) -> float:
    """The value that this share of the sorted values do not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
