"""Heartbeats of all sockets from one thread, spread over the interval.

Engine.IO starts a thread for each heartbeat of each socket. When a thousand screens come back together after a restart
these wake together every few seconds, and no deed got through for 100 ms.
"""

import random
import time
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Thread
from typing import Any

from engineio.packet import PING, Packet


class Heart:
    """Sends each socket its next heartbeat. Safe to use from every thread."""

    def __init__(self, interval: float) -> None:
        """`interval` in seconds, between an answer and the next heartbeat."""
        self._interval = interval
        self._due: list[tuple[float, int, Any]] = []
        self._order = count()
        self._earlier = Condition()
        self._runs = False

    def watch_over(self, socket: Any) -> None:
        """This Engine.IO socket gets its heartbeats from here, the first after a random part of the interval."""
        delays = iter((random.uniform(0, self._interval),))

        def schedule_ping() -> None:
            """Called by Engine.IO when the socket opens and when it has answered."""
            if socket.last_ping:
                socket.last_ping = None
                self._beat_in(next(delays, self._interval), socket)

        socket.schedule_ping = schedule_ping

    def _beat_in(self, seconds: float, socket: Any) -> None:
        with self._earlier:
            if not self._runs:
                self._runs = True
                Thread(target=self._run, name="heart", daemon=True).start()
            due = time.monotonic() + seconds
            if not self._due or due < self._due[0][0]:
                self._earlier.notify()
            heappush(self._due, (due, next(self._order), socket))

    def _run(self) -> None:
        while True:
            socket = self._next()
            if not socket.closing and not socket.closed:
                socket.last_ping = time.time()  # Engine.IO gives up on a socket by the wall clock
                socket.send(Packet(PING))

    def _next(self) -> Any:
        """Wait for the socket whose heartbeat is due first."""
        with self._earlier:
            while True:
                rest = self._due[0][0] - time.monotonic() if self._due else None
                if rest is not None and rest <= 0:
                    return heappop(self._due)[2]
                self._earlier.wait(rest)
