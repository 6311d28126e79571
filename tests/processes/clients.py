"""A client in a process of its own: kiosk and teller at one counter, over HTTP, who often send the same thing again."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Any

import urllib3

from tests.processes.workers import PATIENCE_SECONDS

HOW = {"once": 6, "again": 2, "twice at once": 2}
DEEDS = {"issue": 20, "next": 24, "start": 2, "finish": 2, "recall": 1, "pause": 2, "close": 1}
BODIES: Mapping[str, Mapping[str, Any]] = {"next": {"finish": True}, "pause": {"reason": "lunch"}}
BUSY = 503
"""The status of a server whose database was too busy for the deed; it is asked for again under its key."""

BACK_TO_WORK = {"counter_closed": "open", "counter_paused": "resume"}


@dataclass
class Seen:
    """What a client was answered: the numbers it was given, how many deeds were done, and answers replayed."""

    numbers: list[str] = field(default_factory=list)
    done: int = 0
    replayed: int = 0


@dataclass(frozen=True)
class Answer:
    """Status, body, and whether it was given before. If it was `asked_again`, that may have been to nobody: the server
    can have done the deed and yet have said that it was too busy.
    """

    status: int
    body: Any
    replayed: bool
    asked_again: bool


def ask(urls: Sequence[str], tokens: Mapping[str, str], counter: str, place: int, numbers: int) -> Seen:
    """So many numbers taken, and at the counter whatever comes up; each request goes to any of the servers."""
    chance, seen = Random(place), Seen()
    with urllib3.PoolManager(maxsize=4, retries=False, timeout=30) as pool, ThreadPoolExecutor(2) as both:

        def send(path: str, role: str, key: str, body: Mapping[str, Any]) -> Answer:
            headers = {"Authorization": f"Bearer {tokens[role]}", "Idempotency-Key": key}
            url = f"{chance.choice(urls)}/api/v1/branches/zhongshan{path}"
            deadline, asked_again = monotonic() + PATIENCE_SECONDS, False
            while (got := pool.request("POST", url, json=body, headers=headers)).status == BUSY:
                assert monotonic() < deadline, got.data
                asked_again = True
            replayed = "Idempotent-Replayed" in got.headers
            return Answer(got.status, got.json() if got.data else None, replayed, asked_again)

        def do(name: str) -> str | None:
            """Done once, however often it is sent. The code of a refusal, else None."""
            key = f"{place}/{chance.random()}"
            request = (f"/counters/{counter}/{name}", "teller", key, BODIES.get(name, {}))
            if name == "issue":
                request = ("/tickets", "kiosk", key, {"service": chance.choice(("cash", "transfer"))})
            how = chance.choices(list(HOW), list(HOW.values()))[0]
            if how == "twice at once":
                answers = list(both.map(lambda _: send(*request), range(2)))
            else:
                answers = [send(*request) for _ in range(2 if how == "again" else 1)]
            return note(name, answers)

        def note(name: str, answers: Sequence[Answer]) -> str | None:
            done = [answer for answer in answers if answer.status < 300]
            refused = [answer.body["code"] for answer in answers if answer.status == 409]
            assert len(done) + len(refused) == len(answers), answers
            if not done:
                return str(refused[0])
            first = sum(not answer.replayed for answer in done)
            assert first == 1 or (first == 0 and any(answer.asked_again for answer in answers)), answers
            assert all(answer.body == done[0].body for answer in done), answers
            seen.done += 1
            seen.replayed += len(done) - first
            if name == "issue":
                seen.numbers.append(done[0].body["number"])
            return None

        while len(seen.numbers) < numbers:
            name: str | None = chance.choices(list(DEEDS), list(DEEDS.values()))[0]
            while name is not None:
                name = BACK_TO_WORK.get(do(name) or "")
    return seen
