"""What the machine can do at best, measured in the same run: bare commits, and a bare fan-out over plain sockets."""

import os
import selectors
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing

import psycopg

from tests.benchmarks.load import at_share

SECONDS = 3.0
ROW = "x" * 300
PICTURE = b"x" * 3000
ROUNDS = 80
PACE_SECONDS = 0.1


def bare_commits(address: str) -> float:
    """Commits a second of one row each that the disk has before they return, by one connection with nothing around."""
    if address.startswith("postgresql"):
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as postgresql:
            postgresql.execute("CREATE TABLE bare (id serial PRIMARY KEY, said text)")
            return _rate(lambda: postgresql.execute("INSERT INTO bare (said) VALUES (%s)", (ROW,)))
    connection = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, said TEXT)")
        return _rate(lambda: connection.execute("INSERT INTO bare (said) VALUES (?)", (ROW,)))


def _rate(commit: Callable[[], object]) -> float:
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        commit()
        count += 1
    return count / (time.perf_counter() - began)


def bare_fan_out(count: int) -> dict[str, float]:
    """Milliseconds from sending the same bytes to so many sockets until each has come, from one thread."""
    here, there = zip(*(_pair() for _ in range(count)), strict=True)
    receiver, sent_at = os.pipe()
    taken: list[float] = []
    began = [0.0]

    def receive() -> None:
        with selectors.DefaultSelector() as selector:
            left = dict.fromkeys(there, len(PICTURE))
            for one in there:
                selector.register(one, selectors.EVENT_READ)
            selector.register(receiver, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj == receiver:
                        return
                    one = key.fileobj
                    assert isinstance(one, socket.socket)
                    left[one] -= len(one.recv(65536))
                    if left[one] == 0:
                        left[one] = len(PICTURE)
                        taken.append(time.perf_counter() - began[0])

    thread = threading.Thread(target=receive)
    thread.start()
    for _ in range(ROUNDS):
        began[0] = time.perf_counter()
        for one in here:
            one.sendall(PICTURE)
        time.sleep(PACE_SECONDS)
    os.write(sent_at, b"!")
    thread.join()
    for one in (*here, *there):
        one.close()
    os.close(receiver)
    os.close(sent_at)
    taken.sort()
    return {"p50_ms": at_share(taken, 0.5) * 1000, "p99_ms": at_share(taken, 0.99) * 1000}


def _pair() -> tuple[socket.socket, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        there = socket.create_connection(listener.getsockname())
        here, _ = listener.accept()
    return here, there
