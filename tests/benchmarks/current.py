"""How soon after a start what the journal has taught is current: a year of tickets behind, a peak day nearly over.

A start finds the checkpoint of the last closed day; after an upgrade it may find none that can be read, and reads some
days again. Neither a deed nor a picture waits for it: until then the formula answers.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from sqlalchemy import delete

from lobby.actions.access import Role, make_token
from lobby.actions.lobby import Lobby
from lobby.domain.branch import Branch
from lobby.domain.estimate import Waits
from lobby.domain.hours import midnight
from lobby.store import Store, tables
from lobby.store.reading import Checkpoint, checkpoint
from lobby.waiting_lessons import Lessons
from tests.benchmarks.behind import give_year, made_days, work_today
from tests.benchmarks.load import Connection
from tests.clocks import HandClock
from tests.config.changes import CONFIG, changed
from tests.databases import Databases
from tests.programs import ROOT
from tests.servers import free_place

BRANCH = "zhongshan"
ROOT_PATH = f"/api/v1/branches/{BRANCH}"

CLOCK = "T15:47+2x"
"""A server's clock begins just after today's last deed. At its own speed a demonstration would be open at night."""

LONGEST_SECONDS = 60.0
ASKS_SECONDS = 0.05
"""Between two numbers of somebody who wants to see a forecast."""


@dataclass(frozen=True, slots=True)
class _Bank:
    """A database in which today stands, a server's secrets beside it, and who may look at it."""

    address: str
    branch: Branch
    now: datetime
    token: str
    folder: Path

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Opened anew, as by a start."""
        with closing(Store(self.address, changed().branches)) as store:
            yield store

    def kept(self) -> Checkpoint | None:
        """The latest checkpoint."""
        with self.store() as store, store.read() as connection:
            return checkpoint(connection, BRANCH)

    def keep(self, kept: Checkpoint | None) -> None:
        """There is that checkpoint of the last closed day and no other; None: none at all."""
        with self.store() as store:
            with store.write() as connection:
                connection.execute(delete(tables.learned))
            if kept is not None:
                store.keep_taught(BRANCH, made_days()[-2], kept.seq, kept.taught)


def starting(folder: Path, databases: Databases, rounds: int) -> dict[str, float]:
    """Seconds until a model is current, here, by the checkpoint and without one; and from the command `lobby serve` to
    its first answer and to the first forecast that somebody is told: both ways, and with nothing but today behind.
    """
    bank = _bank(folder / "year", databases.at_head(), has_year=True)
    alone = _bank(folder / "alone", databases.at_head(), has_year=False)
    kept = bank.kept()
    found: list[dict[str, float]] = []
    for number in range(rounds):
        print(f"current: round {number + 1} of {rounds}", file=sys.stderr)
        one = {}
        for name, there in (("checkpoint", kept), ("days_again", None)):
            bank.keep(there)
            one[f"{name}_s"] = _learning(bank)
            bank.keep(there)
            one |= _named(name, _serving(bank))
        found.append(one | _named("today_alone", _serving(alone)))
    return {name: median(one[name] for one in found) for name in found[0]}


def _named(name: str, served: tuple[float, float]) -> dict[str, float]:
    return dict(zip((f"{name}_answers_s", f"{name}_foretells_s"), served, strict=True))


def _bank(folder: Path, address: str, *, has_year: bool) -> _Bank:
    """It has served before: the first start of all makes secrets and people."""
    folder.mkdir(parents=True)
    config = changed()
    if has_year:
        give_year(address, BRANCH)
    branch, clock = config.branches[BRANCH], HandClock()
    with closing(Store(address, config.branches)) as store:
        store.found_branches()
        Lessons(store, branch).caught_up()  # which leaves the checkpoints
        lobby = Lobby(store, clock, lambda _: Waits(), lambda branch_id, seq: None)
        work_today(lobby, clock, branch)
        token = make_token(lobby, BRANCH, Role.MANAGER, "who looks")
    bank = _Bank(address, branch, clock.at, token, folder)
    _serving(bank)
    return bank


def _learning(bank: _Bank) -> float:
    """Seconds to the model of what the whole journal has taught."""
    with bank.store() as store:
        began = time.perf_counter()
        taught = Lessons(store, bank.branch).caught_up()
        taught.learned.model(bank.now.timestamp(), midnight(bank.branch, bank.now).timestamp())
        return time.perf_counter() - began


def _serving(bank: _Bank) -> tuple[float, float]:
    """Seconds from the command to the first answer, and to the first with a forecast in it."""
    settings = {
        **os.environ,
        "LOBBY_CONFIG": str(CONFIG),
        "LOBBY_SERVER__SECRETS": str(bank.folder / "secrets"),
        "LOBBY_SERVER__DATABASE": bank.address,
    }
    with free_place() as place, (bank.folder / "log").open("wb") as log:
        bind = f"127.0.0.1:{place.getsockname()[1]}"
        command = [sys.executable, "-m", "lobby", "serve", "--bind", bind, "--clock", f"{made_days()[-1]}{CLOCK}"]
        began = time.perf_counter()
        server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
        try:
            connection = _connected(f"http://{bind}", bank.token)
            connection.answer("GET", f"{ROOT_PATH}/board")
            answers = time.perf_counter() - began
            _ask_until_foretold(connection)
            return answers, time.perf_counter() - began
        finally:
            server.terminate()
            server.wait()


def _connected(url: str, token: str) -> Connection:
    ends_at = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < ends_at:
        try:
            return Connection(url, token)
        except ConnectionRefusedError:
            time.sleep(0.01)
    raise TimeoutError("nobody listens")


def _ask_until_foretold(connection: Connection) -> None:
    """Somebody asks for a number until one is told a forecast, and gives each of them back. Raises TimeoutError."""
    ends_at = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < ends_at:
        if _is_foretold(connection):
            return
        time.sleep(ASKS_SECONDS)
    raise TimeoutError("no forecast")


def _is_foretold(connection: Connection) -> bool:
    seq = json.loads(connection.answer("GET", f"{ROOT_PATH}/board"))["seq"]
    ticket = json.loads(connection.answer("POST", f"{ROOT_PATH}/tickets", {"service": "cash"}))
    entries = json.loads(connection.answer("GET", f"{ROOT_PATH}/journal?since={seq}"))["entries"]
    connection.answer("POST", f"/api/v1/tickets/{ticket['id']}/cancel", {"reason": "left"})
    told = [one for one in entries if one["kind"] == "estimate_shown"]
    return any(one.get("foretold", False) for one in told)
