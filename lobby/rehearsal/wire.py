"""The public HTTP API, as any client must use it: keep-alive, timeouts, and retries that can do nothing twice.

Knows addresses and statuses; what an answer means for the day is for the players.
"""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

import urllib3

from lobby.rehearsal.races import deed_of, is_race
from lobby.rehearsal.tally import Tally

Role = Literal["kiosk", "teller", "manager", "holder"]
"""Whose token goes along. A holder has none: the id of the ticket is enough."""

_RETRY_FOR_SECONDS = 20.0
_BUG_TRIES = 3
_PAUSES_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8)
_TIMEOUT = urllib3.Timeout(connect=3, read=15)
_CONNECTIONS = 32
_RACE_STATUSES = (404, 409)
"""What a deed was about is over, or has gone on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status 0: no answer at all, in spite of all retries. `body` is empty where there was no JSON object."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether what was asked for has been done."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """The stable code of a refusal, else empty."""
        return str(self.body.get("code", ""))

    def __str__(self) -> str:
        return f"{self.status} {self.code}".rstrip() if self.status else "no answer"


class Wire:
    """One server for all players; safe to use from many threads. Close it, or use it with `with`."""

    def __init__(self, url: str, tokens: Mapping[str, str], tally: Tally) -> None:
        self._root = url.rstrip("/") + "/api/v1"
        self._tokens = tokens
        self._tally = tally
        self._heard = time.monotonic()
        self._pool = urllib3.PoolManager(maxsize=_CONNECTIONS, retries=False, timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def get(self, path: str, role: Role) -> Answer:
        """What stands at this path."""
        return self._ask("GET", path, role, None)

    def post(self, path: str, role: Role, body: Mapping[str, Any]) -> Answer:
        """A deed, done once however often it had to be sent: every sending carries the same Idempotency-Key."""
        return self._ask("POST", path, role, body)

    def _ask(self, method: str, path: str, role: Role, body: Mapping[str, Any] | None) -> Answer:
        headers = {"Accept": "application/json"}
        if role != "holder":
            headers["Authorization"] = f"Bearer {self._tokens[role]}"
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        began, tries = time.monotonic(), 0
        while True:
            tries += 1
            answer, cause = self._send(method, path, headers, body)
            if not cause:
                self._heard = time.monotonic()
                if tries > 1:
                    self._tally.held_up(self._heard - began)
                return self._judged(answer, method, path)
            # A plain 500 is a bug that will not go away by asking; anything else may be a server that restarts.
            # Once nobody has heard of it for that long, the other players need not find out each for himself.
            silent = time.monotonic() - min(began, self._heard)
            if silent > _RETRY_FOR_SECONDS or (answer.status == 500 and tries >= _BUG_TRIES):
                self._tally.error(f"{method} {path}: {cause} after {tries} tries")
                return answer
            self._tally.retry(cause)
            time.sleep(_PAUSES_SECONDS[min(tries, len(_PAUSES_SECONDS)) - 1])

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: Mapping[str, Any] | None
    ) -> tuple[Answer, str]:
        """The answer, and why it is worth asking again, or an empty text if it is not."""
        self._tally.request()
        sent = None if body is None else json.dumps(body).encode()
        try:
            response = self._pool.request(method, self._root + path, body=sent, headers=headers)
        except urllib3.exceptions.HTTPError as failure:
            return Answer(0), type(failure).__name__
        answer = Answer(response.status, _object(response.data))
        still_under_way = answer.status == 409 and answer.code.startswith("idempotency")
        return answer, answer.code if still_under_way else str(answer.status) if answer.status >= 500 else ""

    def _judged(self, answer: Answer, method: str, path: str) -> Answer:
        deed = deed_of(path)
        if answer.done:
            if method == "POST":
                self._tally.done(deed, answer.body)
        elif answer.status in _RACE_STATUSES and is_race(deed, answer.code):
            self._tally.conflict(answer.code)
        else:
            self._tally.error(f"{method} {path}: {answer}")
        return answer


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(content) if content else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
