"""Somebody who does one deed after the other, each until it is acknowledged, and remembers every answer."""

import threading
import time
from collections.abc import Mapping
from typing import Any

import urllib3

from tests.outside import Person, Said
from tests.servers import Server

PAUSE_SECONDS = 0.05
NOTICED_SECONDS = 30
"""Longer than the server waits for its database, and a client for its server."""

ANSWERED_SECONDS = 3 * NOTICED_SECONDS
"""Longer than any accident lasts here."""


class Witness:
    """At counter 1 of a branch: takes a number and calls it, again and again, between `with` and its end.

    `acknowledged` has what the server said to be done: "issued" or "called" and the number, in order. What gets no
    answer, or no good one, is sent again under its key.
    """

    def __init__(self, server: Server) -> None:
        self.acknowledged: list[tuple[str, str]] = []
        self._turned_away = threading.Event()
        self._person = Person(server, "manager")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self._failure: BaseException | None = None

    def __enter__(self) -> "Witness":
        """At work."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Every deed that was begun is acknowledged. Raises what went wrong."""
        self._over.set()
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def is_turned_away(self) -> None:
        """Wait until, from now on, a deed has got no good answer; it is then sent again until it has one."""
        self._turned_away.clear()
        assert self._turned_away.wait(NOTICED_SECONDS), self._failure or "nothing was noticed of the accident"

    def _work(self) -> None:
        try:
            self._does("/counters/1/open", "open", {})
            turn = 0
            while not self._over.wait(PAUSE_SECONDS):
                turn += 1
                issued = self._does("/tickets", f"issue {turn}", {"service": "cash"})
                self.acknowledged.append(("issued", issued["number"]))
                called = self._does("/counters/1/next", f"next {turn}", {"finish": True})
                self.acknowledged.append(("called", called["ticket"]["number"]))
        except BaseException as failure:
            self._failure = failure

    def _does(self, path: str, key: str, body: Mapping[str, Any]) -> Any:
        """The answer, the same one however often it had to be asked for; asked for once more to see that it is."""
        first = self._until_answered(path, key, body)
        again = self._until_answered(path, key, body)
        assert first.status in {200, 201}, first
        assert (again.status, again.body) == (200, first.body)
        return first.body

    def _until_answered(self, path: str, key: str, body: Mapping[str, Any]) -> Said:
        deadline = time.monotonic() + ANSWERED_SECONDS
        while True:
            try:
                said = self._person.post(f"/branches/{self._person.server.branch}{path}", body, key)
            except urllib3.exceptions.HTTPError:
                said = Said(0, None)
            if said.status not in (0, 503):
                return said
            assert time.monotonic() < deadline, f"{path} was never answered"
            self._turned_away.set()
            time.sleep(PAUSE_SECONDS)
