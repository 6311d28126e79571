"""Real servers for tests: a process, a port, a database, tokens. They end by their own process id."""

import os
import signal
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import urllib3

from tests.databases import Files
from tests.programs import ROOT, begun

UP_SECONDS = 30
STOPPED_SECONDS = 10
SESSION_COOKIE = "lobby_session"


@dataclass
class Server:
    """A server under test. `tokens` are the demo branch's, by role; `password` is what its people sign in with.

    `place` keeps its port while no process listens there, and `http` the connections of all who ask it something; both
    are there until `end`.
    """

    folder: Path
    url: str
    place: socket.socket
    arguments: list[str]
    environ: Mapping[str, str]
    branch: str = "zhongshan"
    tokens: dict[str, str] = field(default_factory=dict)
    password: str = ""
    process: ForkServerProcess | None = None
    http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(maxsize=8))

    def start(self) -> None:
        """It runs and answers; raises RuntimeError with its log if it does not."""
        self.process = begun(self.arguments, self.environ, self.folder / "log")
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline and self.process.is_alive():
            try:
                if self.http.request("GET", f"{self.url}/healthz", retries=False, timeout=2).status == 200:
                    self._read_tokens()
                    return
            except urllib3.exceptions.HTTPError:
                time.sleep(0.02)
        raise RuntimeError(self.log())

    def sign_in(self, name: str = "zhang") -> str:
        """One of the demonstration's people has signed in; answers with the cookie's value."""
        body = {"name": name, "password": self.password}
        answer = self.http.request("POST", f"{self.url}/api/v1/sessions", json=body, retries=False, timeout=10)
        if answer.status != 201:
            raise RuntimeError(answer.data.decode())
        return answer.headers["Set-Cookie"].partition(f"{SESSION_COOKIE}=")[2].partition(";")[0]

    def stop(self) -> None:
        """It has ended by itself, as an administrator would end it. Raises RuntimeError with its log if it does not."""
        self._signal(signal.SIGTERM)
        if self.process is not None and self.process.is_alive():
            raise RuntimeError(self.log())

    def kill(self) -> None:
        """It has ended as if the plug had been pulled."""
        self._signal(signal.SIGKILL)

    def end(self) -> None:
        """It has ended however it stood, and its port is anybody's."""
        self.kill()
        self.place.close()

    def at(self, branch: str) -> "Server":
        """The same server, as it is known at another branch."""
        there = replace(self, branch=branch, tokens={})
        there._read_tokens()
        return there

    def log(self) -> str:
        """What it has said so far."""
        return (self.folder / "log").read_text()

    def _signal(self, signal_: signal.Signals) -> None:
        """All its processes get the signal, and the first of them has ended or has been waited for."""
        self.http.clear()  # a server that stops would wait for who may still ask on an open connection
        if self.process is None or self.process.pid is None or not self.process.is_alive():
            return
        os.killpg(self.process.pid, signal_)
        self.process.join(STOPPED_SECONDS)

    def _read_tokens(self) -> None:
        secret = (Path(self.environ["LOBBY_SERVER__SECRETS"]) / "demo").read_text()
        key, self.password = secret[:24], f"demo-{secret[-8:]}"
        for role in ("teller", "manager", "admin", "kiosk", "display"):
            self.tokens[role] = f"demo-{self.branch}-{role}-{key}"


def start(folder: Path, clock: str | None, environ: Mapping[str, str]) -> Server:
    """A server that answers already; on an SQLite file of its own, if the environment names no other database."""
    folder.mkdir(parents=True)
    place = free_place()
    settings = {
        **os.environ,
        "LOBBY_CONFIG": str(ROOT / "config.toml"),
        "LOBBY_SERVER__SECRETS": str(folder / "secrets"),
        **environ,
    }
    if "LOBBY_SERVER__DATABASE" not in environ:
        settings["LOBBY_SERVER__DATABASE"] = Files(folder).at_head()
    bind = f"127.0.0.1:{place.getsockname()[1]}"
    arguments = ["serve", "--bind", bind, *(["--clock", clock] if clock else [])]
    server = Server(folder, f"http://{bind}", place, arguments, settings)
    server.start()
    return server


def free_place() -> socket.socket:
    """A port that nobody else is given, while a server that takes it for itself may listen there (Linux: both reuse the
    address, and this one does not listen).
    """
    place = socket.socket()
    place.bind(("127.0.0.1", 0))
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return place
