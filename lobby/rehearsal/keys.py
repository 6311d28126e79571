"""The keys of one counter's desk, and what the desk shows: deeds as requests. When to press is the teller's affair."""

import time
from collections.abc import Mapping
from typing import Any

from lobby.rehearsal.board import CounterSeen, read_counter
from lobby.rehearsal.wire import Answer, Role, Wire

_REFUSED_AT_MOST = 25


class GivesUp(Exception):
    """Every deed is refused, time after time: there is no use in pressing on."""


class Keys:
    """One counter's keys. Raises GivesUp after 25 refused deeds, none of which was done in between."""

    def __init__(self, wire: Wire, branch: str, counter: str) -> None:
        self.counter = counter
        self._wire = wire
        self._branch = branch
        self._refused = 0

    def press(self, deed: str, body: Mapping[str, Any] | None = None, role: Role = "teller") -> Answer:
        """The answer to `open`, `next`, `finish` ..., done or refused. The lobby manager may press a key too."""
        path = f"/branches/{self._branch}/counters/{self.counter}/{deed}"
        answer = self._wire.post(path, role, body or {})
        self._refused = 0 if answer.done else self._refused + 1
        self._judge(answer)
        return answer

    def look(self) -> CounterSeen:
        """The counter as its desk shows it now; state `unknown` if the desk cannot be read."""
        asked = time.monotonic()
        answer = self._wire.get(f"/branches/{self._branch}/desk?counter={self.counter}", "teller")
        if answer.done:
            return read_counter(answer.body["counter"], asked)
        self._refused += 1
        self._judge(answer)
        return CounterSeen("unknown", None, asked)

    def _judge(self, answer: Answer) -> None:
        if self._refused > _REFUSED_AT_MOST:
            raise GivesUp(f"the teller at counter {self.counter} gave up: {answer}")
