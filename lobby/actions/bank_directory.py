"""The bank's own system as the directory: asked over HTTP which tier somebody has, within a limit.

POST {"kind", "value"} is answered by {"class": "wode"} or {"class": null}. Whatever else happens means ordinary, at
once: no answer in time, an error, nonsense, a class that nobody has heard of. What was shown goes to the bank's system
and nowhere else; no message here names it.
"""

import json
import logging
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from lobby.actions.breaker import REST_SECONDS, Breaker
from lobby.actions.directory import Tally
from lobby.actions.identity import Identity

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Questions under way at the same time; one more waits, within its own limit."""

LONGEST_ANSWER = 4096
"""Bytes; an honest answer has some twenty."""

_ONCE_MORE = Retry(total=1, redirect=False, status=0, allowed_methods=None)
"""A connection that was kept open may have been closed by the other side: that is found out by asking."""


class NoAnswer(Exception):
    """The bank's system has not said what class somebody has; the word says why, and nothing of what was asked."""


class BankDirectory:
    """The bank's system behind its address. `token_file` holds the bearer token for it, None if it wants none."""

    def __init__(
        self,
        url: str,
        timeout: timedelta,
        token_file: Path | None,
        tiers: Collection[str],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._seconds = timeout.total_seconds()
        self._token_file = token_file
        self._tiers = tiers
        self._breaker = Breaker(monotonic)
        self._tally = Tally()
        self._http = PoolManager(maxsize=AT_ONCE, retries=_ONCE_MORE)  # verifies certificates unless told otherwise
        # Its threads are started by the first question, so after the server's fork.
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bank-directory")

    def class_of(self, identity: Identity) -> str | None:
        """The class that the bank gives this customer; None if it knows none, or does not say so within the limit."""
        if not self._breaker.lets_through():
            self._tally.count("not_asked")
            return None
        # In a thread of its own: a name that is looked up, or an answer that drips, is bound by no timeout of a socket.
        asking = self._threads.submit(self._ask, identity)
        try:
            class_id = self._within_limit(asking)
        except NoAnswer as why:
            self._tally.count(str(why))
            if self._breaker.failed():
                log.warning(
                    "the bank's directory: %s; not asked for %g s at a time until it answers", why, REST_SECONDS
                )
            return None
        if self._breaker.answered():
            log.warning("the bank's directory answers again")
        if class_id is not None and class_id not in self._tiers:
            self._tally.count("unknown_class")
            return None
        self._tally.count("unknown" if class_id is None else "known")
        return class_id

    def asked(self) -> Mapping[str, int]:
        """How often it was asked, by what came of it; `not_asked` while it is left alone."""
        return self._tally.so_far()

    def _within_limit(self, asking: "Future[str | None]") -> str | None:
        try:
            return asking.result(self._seconds)
        except TimeoutError:
            asking.cancel()
            raise NoAnswer("too_late") from None

    def _ask(self, identity: Identity) -> str | None:
        """What it says. Raises NoAnswer; errors of others may quote the request and go no further than this."""
        until = time.monotonic() + self._seconds
        try:
            answer = self._http.request(
                "POST",
                self._url,
                json={"kind": identity.kind, "value": identity.plain},
                headers=self._headers(),
                timeout=Timeout(connect=self._seconds, read=self._seconds),
                redirect=False,
                preload_content=False,
            )
            with closing(answer):  # which keeps the connection if the answer was read to its end
                if answer.status != 200:
                    raise NoAnswer("refused")
                return _class_in(_read(answer, until))
        except (HTTPError, OSError, ValueError):
            raise NoAnswer("unreachable") from None

    def _headers(self) -> dict[str, str]:
        if self._token_file is None:
            return {}
        return {"Authorization": f"Bearer {self._token_file.read_text().strip()}"}


def _read(answer: Any, until: float) -> bytes:
    """At most LONGEST_ANSWER bytes, and not after `until`. Raises NoAnswer."""
    said = b""
    while piece := answer.read1(LONGEST_ANSWER):
        said += piece
        if len(said) > LONGEST_ANSWER:
            raise NoAnswer("nonsense")
        if time.monotonic() > until:
            raise NoAnswer("too_late")
    return said


def _class_in(said: bytes) -> str | None:
    """Raises NoAnswer for what is not {"class": a word or null}."""
    try:
        body = json.loads(said)
    except (ValueError, RecursionError):
        raise NoAnswer("nonsense") from None
    if not isinstance(body, dict) or not isinstance(body.get("class", 0), str | None):
        raise NoAnswer("nonsense")
    return None if body["class"] is None else str(body["class"])
